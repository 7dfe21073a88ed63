#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace sanaq {
void check_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "{\"event\":\"check.failed\",\"at\":\"%s:%d\",\"condition\":\"%s\"}\n", file, line, condition);
  std::abort();
}
}  // namespace sanaq
