#include <cstdint>

#include "base/check.h"
#include "processing/closing_plan.h"

using namespace sanaq;

namespace {

// Whatever a plan says, every dwelling becomes something, and the same thing each time.
void close_by(const ClosingPlan& plan) {
  for (const char* outcome : {"refusal", "vacant", "none", ""})
    for (int visits = 0; visits < 4; ++visits) {
      const UnansweredDwelling dwelling{1, "", outcome, visits};
      const Closing closing = close_dwelling(plan, dwelling, visits);
      SANAQ_CHECK(static_cast<std::size_t>(closing) < closing_count);
      SANAQ_CHECK(closing == close_dwelling(plan, dwelling, visits));
    }
}

}  // namespace

// Any bytes as a plan of closing, or as administrative numbers: refused, or good to go on with.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto persons = parse_registered_persons(bytes))
    for (const auto& [dwelling, count] : *persons) SANAQ_CHECK(dwelling >= 0 && count >= 0);
  const auto json = parse_json(bytes);
  if (!json) return 0;
  if (const auto plan = parse_closing_plan(*json)) close_by(*plan);
  return 0;
}
