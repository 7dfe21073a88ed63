#include "os/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <cerrno>
#include <system_error>

#include "os/descriptor.h"

namespace sanaq::os {

Result<MappedFile> map_file(const std::string& path) {
  const auto failed = [&path] {
    const bool missing = errno == ENOENT || errno == ENOTDIR;
    return Error{missing ? "file.missing" : "file.read",
                 path + ": " + std::generic_category().message(errno)};
  };
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) return failed();
  struct stat about{};
  if (::fstat(file.get(), &about) != 0) return failed();
  if (!S_ISREG(about.st_mode)) return Error{"file.read", path};
  const auto size = static_cast<std::size_t>(about.st_size);
  if (size == 0) return MappedFile{};
  void* at = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file.get(), 0);
  if (at == MAP_FAILED) return failed();
  std::shared_ptr<const void> keeper(
      at, [size](const void* mapped) { ::munmap(const_cast<void*>(mapped), size); });
  return MappedFile{{static_cast<const char*>(at), size}, std::move(keeper)};
}

}  // namespace sanaq::os
