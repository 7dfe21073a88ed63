#include <cstdint>

#include "base/check.h"
#include "base/csv.h"
#include "base/messages.h"

/// Any bytes as CSV: the rows written again read the same; the reader of texts for people takes or refuses
/// them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto rows = sanaq::parse_csv(text)) {
    std::string written = "\xEF\xBB\xBF";  // a mark of its own, so that one in the first field is kept
    for (const auto& row : *rows) {
      for (std::size_t i = 0; i < row.size(); ++i) written += (i ? "," : "") + sanaq::csv_field(row[i]);
      written += "\r\n";
    }
    SANAQ_CHECK(sanaq::parse_csv(written).value() == *rows);
  }
  sanaq::Messages messages;
  if (messages.add(text)) static_cast<void>(messages.text("key", "kk", {"{0}", "{1}"}));
  return 0;
}
