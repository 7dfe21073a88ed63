#include <cstdint>

#include "base/check.h"
#include "disclosure/rule.h"

/// Any bytes as a rule of protection: refused, or within its bounds.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto json = sanaq::parse_json({reinterpret_cast<const char*>(data), size});
  if (!json) return 0;
  if (const auto rule = sanaq::disclosure::parse_protection_rule(*json)) {
    SANAQ_CHECK(rule->threshold >= 1);
    for (const auto& consent : rule->consents) SANAQ_CHECK(!consent.codes.empty());
  }
  return 0;
}
