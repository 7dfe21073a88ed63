#include "os/files.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "base/bytes.h"
#include "os/descriptor.h"
#include "os/system_rng.h"

namespace sanaq::os {
namespace {

Error failure(const char* code, const std::string& path) {
  return {code, path + ": " + std::generic_category().message(errno)};
}

Error read_failure(const std::string& path) {
  return failure(errno == ENOENT || errno == ENOTDIR ? "file.missing" : "file.read", path);
}

// True when all bytes were written.
bool write_all(int fd, std::string_view content) {
  while (!content.empty()) {
    const ssize_t n = ::write(fd, content.data(), content.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    content.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

bool sync_folder(const std::string& path) {
  const Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return folder && ::fsync(folder.get()) == 0;
}

bool write_synced(const std::string& path, std::string_view content, FileAccess access) {
  const mode_t mode = access == FileAccess::owner_only ? 0600 : 0644;
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
  return file && write_all(file.get(), content) && ::fsync(file.get()) == 0;
}

Result<Done> list_below(const std::string& root, const std::string& prefix, int depth,
                        std::vector<std::string>& out) {
  constexpr int depth_max = 32;
  if (depth > depth_max) return Error{"file.read", root + ": too deep"};
  SANAQ_TRY(const auto entries, list_folder(prefix.empty() ? root : root + "/" + prefix));
  for (const FolderEntry& entry : entries) {
    const std::string path = prefix.empty() ? entry.name : prefix + "/" + entry.name;
    if (entry.kind == FolderEntry::Kind::file) out.push_back(path);
    if (entry.kind == FolderEntry::Kind::folder) SANAQ_TRY_DONE(list_below(root, path, depth + 1, out));
  }
  return Done{};
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t size_max) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) return read_failure(path);
  struct stat info{};
  if (::fstat(file.get(), &info) != 0) return read_failure(path);
  std::string out;
  // Files of /proc and pipes claim size 0, so the end decides, not the claimed size.
  std::size_t filled = 0;
  for (std::size_t step = static_cast<std::size_t>(info.st_size) + 1;; step = std::size_t{1} << 16) {
    if (filled > size_max || info.st_size < 0) return Error{"file.size", path};
    out.resize(filled + std::min(step, size_max - filled + 1));
    const ssize_t n = ::read(file.get(), out.data() + filled, out.size() - filled);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return read_failure(path);
    if (n == 0) break;
    filled += static_cast<std::size_t>(n);
  }
  out.resize(filled);
  return out;
}

Result<Done> write_file(const std::string& path, std::string_view content, FileAccess access) {
  const std::string draft = path + "." + to_hex(random_bytes(6)) + ".part";
  if (!write_synced(draft, content, access) || std::rename(draft.c_str(), path.c_str()) != 0 ||
      !sync_folder(folder_of(path))) {
    Error error = failure("file.write", path);
    std::remove(draft.c_str());
    return error;
  }
  return Done{};
}

Result<std::vector<FolderEntry>> list_folder(const std::string& path) {
  DIR* folder = ::opendir(path.c_str());
  if (folder == nullptr) return read_failure(path);
  std::vector<FolderEntry> out;
  while (const dirent* item = ::readdir(folder)) {
    FolderEntry entry{item->d_name, FolderEntry::Kind::other, 0};
    if (entry.name == "." || entry.name == "..") continue;
    struct stat info{};
    // A file that went away between listing and looking is left out.
    if (::fstatat(::dirfd(folder), item->d_name, &info, 0) != 0) continue;
    if (S_ISREG(info.st_mode)) {
      entry.kind = FolderEntry::Kind::file;
      entry.size = static_cast<std::uint64_t>(info.st_size);
    } else if (S_ISDIR(info.st_mode)) {
      entry.kind = FolderEntry::Kind::folder;
    }
    out.push_back(std::move(entry));
  }
  ::closedir(folder);
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return out;
}

Result<std::vector<std::string>> list_files(const std::string& path) {
  std::vector<std::string> out;
  SANAQ_TRY_DONE(list_below(path, "", 0, out));
  std::sort(out.begin(), out.end());
  return out;
}

bool file_exists(const std::string& path) {
  struct stat info{};
  return ::stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode);
}

bool folder_exists(const std::string& path) {
  struct stat info{};
  return ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

Result<Done> make_folder(const std::string& path, FileAccess access) {
  if (folder_exists(path)) return Done{};
  if (const std::string above = folder_of(path); above != path) SANAQ_TRY_DONE(make_folder(above, access));
  const mode_t mode = access == FileAccess::owner_only ? 0700 : 0755;
  if (::mkdir(path.c_str(), mode) != 0 && errno != EEXIST) return failure("file.write", path);
  return Done{};
}

Result<Done> remove_file(const std::string& path) {
  if (std::remove(path.c_str()) != 0 && errno != ENOENT) return failure("file.write", path);
  return Done{};
}

Result<Done> remove_folder(const std::string& path) {
  std::error_code ec;
  std::filesystem::remove_all(path, ec);
  if (ec) return Error{"file.write", path + ": " + ec.message()};
  return Done{};
}

ScratchFolder::ScratchFolder() {
  const char* base = std::getenv("TMPDIR");
  std::string pattern = std::string(base != nullptr && *base != '\0' ? base : "/tmp") + "/sanaq-XXXXXX";
  SANAQ_CHECK(::mkdtemp(pattern.data()) != nullptr);
  path_ = pattern;
}

ScratchFolder::~ScratchFolder() { static_cast<void>(remove_folder(path_)); }

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.find_last_of('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace sanaq::os
