#include "sanaq/command/command.h"

#include <cstdio>

namespace sanaq {

int fail(const char* called, const Error& error) {
  std::fprintf(stderr, "%s: %s %s\n", called, error.code.c_str(), error.detail.c_str());
  return exit_failed;
}

}  // namespace sanaq
