#include <cstdint>

#include "base/check.h"
#include "pg/wire.h"

/// Any bytes as an array of a column: no length is believed, and what was read writes to the same parts.
/// Single values have a fixed length, and the database gives none out of range.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sanaq::pg;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto array = read_array(bytes);
  if (array) {
    std::string written;
    bool has_null = false;
    for (const auto& part : array->parts) has_null = has_null || !part;
    append_array_head(written, array->element, array->parts.size(), has_null);
    for (const auto& part : array->parts) append_element(written, part);
    const auto again = read_array(written);
    SANAQ_CHECK(again && again->parts == array->parts);
    if (!array->parts.empty()) SANAQ_CHECK(again->element == array->element);
  }
  return 0;
}
