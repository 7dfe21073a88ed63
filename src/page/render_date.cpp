#include "base/text.h"
#include "page/page_context.h"

namespace sanaq::page {
namespace {

struct Part {
  std::string_view suffix, text_key, length;
  std::string value;
};

// "1987-05-04" -> 4, 5, 1987: as a person writes them, without leading zeros. What was typed and rejected
// stays as it is.
std::string plain(std::string_view digits) {
  if (digits.size() == 2 && digits[0] == '0') digits.remove_prefix(1);
  return std::string(digits);
}

}  // namespace

// Three short fields, since a calendar is slow for a birth date and a single field leaves the order of day
// and month open.
void write_date_control(Html& out, const PageContext& context, const FieldFrame& frame, Widget kind) {
  const auto pieces = split(frame.value, '-');
  const auto piece = [&](std::size_t i) { return i < pieces.size() ? pieces[i] : std::string_view{}; };
  std::vector<Part> parts;
  if (kind == Widget::date) parts.push_back({":day", "page.day", "10", plain(piece(2))});
  parts.push_back({":month", "page.month", "2", plain(piece(1))});
  parts.push_back({":year", "page.year", "4", std::string(piece(0))});
  out.open("div", {{"class", "date"}});
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Part& part = parts[i];
    const std::string id = i == 0 ? frame.id : frame.id + "--" + std::string(part.suffix.substr(1));
    out.open("div", {{"class", part.suffix == ":year" ? "date-part year" : "date-part"}});
    out.element("label", {{"for", id}}, context.text(part.text_key));
    out.empty("input", {{"type", "text"},
                        {"id", id},
                        {"name", frame.name + std::string(part.suffix)},
                        {"inputmode", "numeric"},
                        {"maxlength", part.length},
                        {"value", part.value},
                        {"autocomplete", "off"},
                        {"aria-invalid", frame.errors.empty() ? "" : "true"},
                        {"aria-describedby", frame.errors.empty() ? "" : frame.id + "--error"}});
    out.close("div");
  }
  out.close("div");
}

}  // namespace sanaq::page
