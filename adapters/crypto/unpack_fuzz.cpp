#include "crypto/pack.h"

/// No packed bytes make more than the limit, and what was packed comes back.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sanaq::crypto;
  static const Packer packer(1);
  constexpr std::size_t size_max = 1 << 20;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto plain = packer.unpack(bytes, size_max);
  if (plain && plain->size() > size_max) __builtin_trap();
  const auto again = packer.unpack(packer.pack(bytes), size);
  if (!again || *again != bytes) __builtin_trap();
  return 0;
}
