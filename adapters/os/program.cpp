#include "os/program.h"

#include <unistd.h>

#include <array>

#include "os/files.h"

namespace sanaq::os {

std::string program_folder() {
  std::array<char, 4096> path{};
  const ssize_t size = readlink("/proc/self/exe", path.data(), path.size());
  if (size <= 0) return ".";
  return folder_of(std::string(path.data(), static_cast<std::size_t>(size)));
}

}  // namespace sanaq::os
