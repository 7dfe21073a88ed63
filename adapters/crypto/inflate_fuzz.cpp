#include <cstdint>

#include "crypto/deflate.h"

/// No packed bytes make more than the limit, and what was packed comes back.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sanaq::crypto;
  constexpr std::size_t size_max = 1 << 20;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto plain = inflate(bytes, size_max);
  if (plain && plain->size() > size_max) __builtin_trap();
  const auto again = inflate(deflate(bytes), size);
  if (!again || *again != bytes) __builtin_trap();
  return 0;
}
