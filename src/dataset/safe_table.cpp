#include "dataset/safe_table.h"

#include "base/json.h"

namespace sanaq {

namespace {

constexpr std::string_view format = "sanaq-safe-table";
constexpr std::int64_t version = 1;
constexpr std::string_view mark_letters = ".PS";  // in the order of CellMark

Json content_of(const SafeTable& table) {
  Json values = Json::array();
  std::string marks;
  for (std::size_t cell = 0; cell < table.size(); ++cell) {
    const auto value = table.value(cell);
    values.push(value ? Json::number(*value) : Json::null());
    marks += mark_letters[static_cast<std::size_t>(table.mark(cell))];
  }
  Json content = Json::object();
  content.set("format", Json::string(format));
  content.set("version", Json::number(version));
  content.set("head", to_json(table.head()));
  content.set("values", std::move(values));
  content.set("marks", Json::string(marks));
  return content;
}

}  // namespace

SafeTable::SafeTable(TableHead head, std::vector<std::int64_t> values, std::vector<CellMark> marks)
    : head_(std::move(head)), values_(std::move(values)), marks_(std::move(marks)) {
  SANAQ_CHECK(values_.size() == cell_count(head_));
  SANAQ_CHECK(values_.size() == marks_.size());
  for (std::size_t cell = 0; cell < values_.size(); ++cell) {
    if (marks_[cell] != CellMark::open) values_[cell] = 0;
  }
}

std::string SafeTable::to_sealed(const SealKey& key) const {
  Json content = content_of(*this);
  const std::string seal = seal_of(to_canonical(content), key);
  content.set("seal", Json::string(seal));
  return to_canonical(content);
}

Result<SafeTable> SafeTable::load_sealed(std::string_view text, const SealKey& key) {
  SANAQ_TRY(const Json sealed, parse_json(text));
  if (sealed["format"].text() != format || sealed["version"].integer() != version) {
    return Error{"safe_table.version", sealed["version"].text()};
  }
  Json content = Json::object();
  for (const char* name : {"format", "version", "head", "values", "marks"}) content.set(name, sealed[name]);
  if (!seals_match(seal_of(to_canonical(content), key), sealed["seal"].text()))
    return Error{"safe_table.seal", ""};
  SANAQ_TRY(auto head, parse_table_head(content["head"]));
  const std::string& letters = content["marks"].text();
  const auto& items = content["values"].items();
  const std::size_t cells = cell_count(head);
  if (letters.size() != cells || items.size() != cells) return Error{"safe_table.form", head.id};
  std::vector<std::int64_t> values;
  std::vector<CellMark> marks;
  for (std::size_t cell = 0; cell < cells; ++cell) {
    const std::size_t mark = mark_letters.find(letters[cell]);
    if (mark == std::string_view::npos || items[cell].is_null() != (mark != 0)) {
      return Error{"safe_table.form", head.id};
    }
    marks.push_back(static_cast<CellMark>(mark));
    values.push_back(items[cell].integer());
  }
  return SafeTable(std::move(head), std::move(values), std::move(marks));
}

}  // namespace sanaq
