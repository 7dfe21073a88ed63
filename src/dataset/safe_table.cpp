#include "dataset/safe_table.h"

#include "base/json.h"

namespace sanaq {

namespace {

constexpr std::string_view format = "sanaq-safe-table";
constexpr std::int64_t version = 1;
constexpr std::string_view mark_letters = ".PS";  // in the order of CellMark

constexpr std::string_view sign_letters = ".X-";  // in the order of FigureSign

Json to_json(const SafeFigures& figures) {
  Json object = Json::object(), values = Json::array();
  std::string signs;
  for (std::size_t cell = 0; cell < figures.values.size(); ++cell) {
    const FigureSign sign = figures.signs[cell];
    values.push(sign == FigureSign::shown ? Json::number(figures.values[cell]) : Json::null());
    signs += sign_letters[static_cast<std::size_t>(sign)];
  }
  object.set("name", Json::string(figures.name));
  object.set("label", figures.label.to_json());
  object.set("decimals", Json::number(figures.decimals));
  object.set("signs", Json::string(signs));
  object.set("values", std::move(values));
  return object;
}

Result<SafeFigures> figures_of(const Json& object, std::size_t cells) {
  constexpr std::int64_t decimals_max = 6;
  SafeFigures figures;
  const Error bad{"safe_table.form", object["name"].text()};
  figures.name = object["name"].text();
  SANAQ_TRY(figures.label, Labels::parse(object["label"]));
  const std::int64_t decimals = object["decimals"].integer(-1);
  if (figures.name.empty() || decimals < 0 || decimals > decimals_max) return bad;
  figures.decimals = static_cast<int>(decimals);
  const std::string& letters = object["signs"].text();
  const auto& items = object["values"].items();
  if (letters.size() != cells || items.size() != cells) return bad;
  for (std::size_t cell = 0; cell < cells; ++cell) {
    const std::size_t sign = sign_letters.find(letters[cell]);
    if (sign == std::string_view::npos || items[cell].is_null() != (sign != 0)) return bad;
    figures.signs.push_back(static_cast<FigureSign>(sign));
    figures.values.push_back(items[cell].integer());
  }
  return figures;
}

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
  if (table.figures().empty()) return content;
  Json figures = Json::array();
  for (const SafeFigures& one : table.figures()) figures.push(to_json(one));
  content.set("figures", std::move(figures));
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
  if (sealed.has("figures")) content.set("figures", sealed["figures"]);
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
  std::vector<SafeFigures> all;
  for (const Json& item : content["figures"].items()) {
    SANAQ_TRY(auto figures, figures_of(item, cells));
    all.push_back(std::move(figures));
  }
  SafeTable table(std::move(head), std::move(values), std::move(marks));
  table.figures_ = std::move(all);
  return table;
}

}  // namespace sanaq
