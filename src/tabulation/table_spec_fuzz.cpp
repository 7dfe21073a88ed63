#include <cstdint>

#include "base/check.h"
#include "base/json.h"
#include "microdata/variable.h"
#include "tabulation/table_spec.h"

/// Any bytes as the specification of a table or of a variable.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto json = sanaq::parse_json({reinterpret_cast<const char*>(data), size});
  if (!json) return 0;
  if (const auto spec = sanaq::parse_table_spec(*json)) SANAQ_CHECK(sanaq::is_table_id(spec->id));
  static_cast<void>(sanaq::parse_variable(*json));
  return 0;
}
