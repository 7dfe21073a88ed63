#include <cstdint>

#include "edition_files/edition_files.h"

/// Any bytes as the TOML of an edition.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static_cast<void>(sanaq::parse_edition({reinterpret_cast<const char*>(data), size}));
  return 0;
}
