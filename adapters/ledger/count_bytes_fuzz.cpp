#include <cstdint>

#include "base/check.h"
#include "ledger/count_bytes.h"

/// Any bytes as counts: refused, or counts that are read again from what is written of them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto counts = sanaq::parse_count_bytes({reinterpret_cast<const char*>(data), size});
  if (!counts) return 0;
  for (const std::int64_t count : *counts) SANAQ_CHECK(count >= 0);
  SANAQ_CHECK(*sanaq::parse_count_bytes(sanaq::to_count_bytes(*counts)) == *counts);
  return 0;
}
