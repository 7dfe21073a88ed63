#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace sanaq::os {

/// Who may read a file we write.
enum class FileAccess : std::uint8_t { everyone, owner_only };

/// The whole file. size_max: bytes. Errors: "file.missing", "file.read", "file.size"; detail: the path.
Result<std::string> read_file(const std::string& path, std::size_t size_max = std::size_t{1} << 30);

/// Puts `content` at `path` so that after a power cut there is either the old file or the new one, never a
/// part: a temporary file beside it is written, synced and renamed, and the folder is synced. Two fsyncs,
/// about 1-10 ms. Errors: "file.write"; detail: the path and the reason.
Result<Done> write_file(const std::string& path, std::string_view content,
                        FileAccess access = FileAccess::everyone);

struct FolderEntry {
  enum class Kind : std::uint8_t { file, folder, other };
  std::string name;
  Kind kind = Kind::file;
  std::uint64_t size = 0;  // bytes, files only
};
/// What lies in a folder, sorted by name, without "." and "..". Links count as what they point to.
/// Errors: "file.missing", "file.read".
Result<std::vector<FolderEntry>> list_folder(const std::string& path);
/// Every file below `path`, as paths relative to it with '/', sorted. At most 32 levels deep. Errors as
/// list_folder.
Result<std::vector<std::string>> list_files(const std::string& path);

bool file_exists(const std::string& path);
bool folder_exists(const std::string& path);
/// Makes the folder and those above it; nothing happens when it is there. Errors: "file.write".
Result<Done> make_folder(const std::string& path, FileAccess access = FileAccess::everyone);
/// Removes a file or an empty folder. A path that is not there is fine. Errors: "file.write".
Result<Done> remove_file(const std::string& path);
/// Removes a folder and all below it; links are removed, not followed. Errors: "file.write".
Result<Done> remove_folder(const std::string& path);

/// A fresh folder for tests and scratch work, removed with all its content at the end.
class ScratchFolder {
 public:
  /// Stops the program when the temporary folder of the machine cannot be written.
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// "a/b" of "a/b/c.txt", "." when there is no slash, "/" for a file of the root.
std::string folder_of(const std::string& path);

}  // namespace sanaq::os
