#include <cstdint>

#include "base/check.h"
#include "base/classification.h"
#include "base/json.h"
#include "base/labels.h"
#include "base/text.h"

/// Any bytes as JSON: what is read writes to the same value, and the readers of labels and classifications,
/// which stand in most files, take every value or refuse it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sanaq;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto json = parse_json(text);
  if (!json) return 0;
  SANAQ_CHECK(is_utf8(text));
  const std::string canonical = to_canonical(*json);
  SANAQ_CHECK(to_canonical(parse_json(canonical).value()) == canonical);
  SANAQ_CHECK(to_canonical(parse_json(to_text(*json)).value()) == canonical);
  static_cast<void>(json->integer(7));
  if (const auto labels = Labels::parse(*json))
    SANAQ_CHECK(Labels::parse(labels->to_json()).value() == *labels);
  if (const auto read = parse_classification(*json)) {
    SANAQ_CHECK(parse_classification(to_json(*read)).value() == *read);
  }
  return 0;
}
