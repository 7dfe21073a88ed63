#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace sanaq {
#ifdef __wasm__
// In the browser nobody reads a log, and printf is a tenth of the engine: the host sees the trap.
void check_failed(const char*, const char*, int) { __builtin_trap(); }
#else
void check_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "{\"event\":\"check.failed\",\"at\":\"%s:%d\",\"condition\":\"%s\"}\n", file, line,
               condition);
  std::abort();
}
#endif
}  // namespace sanaq
