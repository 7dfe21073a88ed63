#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "questionnaire/form_source.h"
#include "questionnaire/syntax.h"

/// Any text as an expression: what can be read prints to something that reads and prints the same; then it
/// stands as calculation, condition and label of a small form.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (const auto tree = sanaq::parse_expression(text)) {
    const std::string printed = sanaq::print_expression(*tree);
    const auto again = sanaq::parse_expression(printed);
    // Blanks added in printing may pass the limit on size.
    if (printed.size() <= 8'000) SANAQ_CHECK(again && sanaq::print_expression(*again) == printed);
  }
  sanaq::FormSource source;
  source.sheets = {
      {"survey",
       {{"type", "name", "label::en", "relevant", "constraint", "calculation", "choice_filter", "appearance"},
        {"integer", "rooms", "Rooms", "", text, "", "", ""},
        {"begin_repeat", "members", "Members", "", "", "", "", ""},
        {"text", "given_name", text, "", "", "", "", ""},
        {"date", "birth", "Birth", "", text, "", "", ""},
        {"select_one s", "sex", "Sex", text, "", "", text, ""},
        {"select_one s", "kin", "Kin", text, "", "", "", "matrix(members)"},
        {"calculate", "made", "", "", "", text, "", ""},
        {"end_repeat", "", "", "", "", "", "", ""},
        {"calculate", "total", "", "", "", text, "", ""}}},
      {"choices",
       {{"list_name", "name", "label::en", "kind"}, {"s", "1", "One", "a"}, {"s", "2", "Two", "b"}}},
      {"settings", {{"form_title::en", "form_id", "version"}, {"T", "t", "1"}}}};
  (void)sanaq::compile_form(source);
  return 0;
}
