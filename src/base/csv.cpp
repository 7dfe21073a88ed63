#include "base/csv.h"

#include <algorithm>

#include "base/text.h"

namespace sanaq {
namespace {

// Reads one field at `at`, moving `at` to the separator, line end or end of text behind it.
Result<std::string> take_field(std::string_view text, std::size_t& at, std::size_t row) {
  std::string field;
  if (at >= text.size() || text[at] != '"') {
    const std::size_t end = std::min(text.find_first_of(",\n", at), text.size());
    field.assign(text.substr(at, end - at));
    if (field.ends_with('\r') && (end == text.size() || text[end] == '\n')) field.pop_back();
    at = end;
    return field;
  }
  for (++at;; ++at) {
    if (at >= text.size()) return Error{"csv.quote", "row " + std::to_string(row)};
    if (text[at] != '"') {
      field += text[at];
    } else if (at + 1 < text.size() && text[at + 1] == '"') {
      field += '"';
      ++at;
    } else {
      break;
    }
  }
  ++at;
  if (at < text.size() && text[at] == '\r') ++at;
  if (at < text.size() && text[at] != ',' && text[at] != '\n')
    return Error{"csv.quote", "row " + std::to_string(row)};
  return field;
}

}  // namespace

Result<std::vector<std::vector<std::string>>> parse_csv(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (!is_utf8(text)) return Error{"csv.utf8", {}};
  std::vector<std::vector<std::string>> rows;
  std::size_t at = 0;
  while (at < text.size()) {
    std::vector<std::string> row;
    for (;;) {
      SANAQ_TRY(std::string field, take_field(text, at, rows.size() + 1));
      row.push_back(std::move(field));
      if (at < text.size() && text[at] == ',') {
        ++at;
        continue;
      }
      break;
    }
    if (at < text.size()) ++at;  // the line feed
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace sanaq
