#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "os/descriptor.h"
#include "os/files.h"

namespace sanaq::os {

/// Writes a large file piece by piece beside its place and puts it there at the end, so that there is never a
/// part of it. What was not finished is removed.
class FileWriter {
 public:
  /// Errors: "file.write"; detail: the path and the reason.
  static Result<FileWriter> create(const std::string& path, FileAccess access = FileAccess::everyone);
  FileWriter(FileWriter&&) = default;
  ~FileWriter();

  /// Errors: "file.write".
  Result<Done> write(std::string_view bytes);
  /// Makes the file durable and gives it its name. Errors: "file.write".
  Result<Done> finish();

 private:
  FileWriter(Descriptor file, std::string path) : file_(std::move(file)), path_(std::move(path)) {}
  Error failed() const;
  std::string part() const { return path_ + ".part"; }

  Descriptor file_;
  std::string path_;
};

}  // namespace sanaq::os
