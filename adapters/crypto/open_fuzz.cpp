#include "crypto/seal.h"

/// Foreign bytes never open, except those that were sealed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sanaq::crypto;
  static const SealKeys keys(Keyring::of(SecretKey::from_bytes(std::string(32, 'k'))), 1);
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (keys.open(bytes, "case")) __builtin_trap();  // a forgery by chance has odds of 2^-128
  const std::string sealed = keys.seal(bytes, "case");
  const auto opened = keys.open(sealed, "case");
  if (!opened || *opened != bytes) __builtin_trap();
  return 0;
}
