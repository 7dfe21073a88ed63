#include "os/file_writer.h"

#include <fcntl.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

namespace sanaq::os {

Error FileWriter::failed() const {
  return {"file.write", path_ + ": " + std::generic_category().message(errno)};
}

Result<FileWriter> FileWriter::create(const std::string& path, FileAccess access) {
  const mode_t mode = access == FileAccess::owner_only ? 0600 : 0644;
  FileWriter writer(Descriptor(), path);
  ::unlink(writer.part().c_str());
  writer.file_ = Descriptor(::open(writer.part().c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
  if (!writer.file_) return writer.failed();
  return writer;
}

FileWriter::~FileWriter() {
  if (file_) ::unlink(part().c_str());
}

Result<Done> FileWriter::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(file_.get(), bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return failed();
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return Done{};
}

Result<Done> FileWriter::finish() {
  if (::fsync(file_.get()) != 0 || std::rename(part().c_str(), path_.c_str()) != 0) return failed();
  file_.close();
  const Descriptor folder(::open(folder_of(path_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder || ::fsync(folder.get()) != 0) return failed();
  return Done{};
}

}  // namespace sanaq::os
