#include <cstdint>

#include "base/check.h"
#include "disclosure/cell_key.h"
#include "disclosure/remedy.h"
#include "disclosure/volume.h"

/// Any bytes as the data of disclosure control: refused, or within their bounds.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sanaq::disclosure;
  const auto json = sanaq::parse_json({reinterpret_cast<const char*>(data), size});
  if (!json) return 0;
  if (const auto remedy = parse_remedy(*json)) SANAQ_CHECK(!remedy->who.empty() && !remedy->why.empty());
  if (const auto rule = parse_volume_rule(*json)) SANAQ_CHECK(rule->dominance_percent <= 100);
  if (const auto noise = NoiseTable::parse(*json)) {
    for (std::int64_t count = 0; count < 9; ++count) SANAQ_CHECK(noise->changed(count, 0x8000'0000U) >= 0);
  }
  return 0;
}
