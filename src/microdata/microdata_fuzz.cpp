#include <cstdint>
#include <string>

#include "base/check.h"
#include "base/sha256.h"
#include "microdata/microdata_file.h"

/// Any bytes either fail with an error or give data that write back to the same bytes. Every input is tried
/// as it is and with a right checksum put behind it, so that the fuzzer gets past the checksum.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  for (const std::string& text : {bytes, bytes + sanaq::sha256(bytes)}) {
    const auto read = sanaq::read_microdata(text);
    if (!read) continue;
    const auto again = sanaq::read_microdata(sanaq::write_microdata(*read));
    SANAQ_CHECK(again.has_value());
    SANAQ_CHECK(*again == *read);
  }
  return 0;
}
