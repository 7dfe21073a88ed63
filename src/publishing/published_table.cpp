#include "publishing/published_table.h"

#include <map>

#include "base/decimal.h"
#include "base/json.h"
#include "base/text.h"
#include "publishing/csv_file.h"

namespace sanaq {

namespace {

constexpr std::uint64_t cells_max = 5'000'000;
constexpr int decimals_max = 6;

Error form_error(std::string_view where) { return Error{"jsonstat.form", std::string(where)}; }

/// "37.4" with two decimals is 3740; nothing when it is no number or has more digits.
std::optional<std::int64_t> scaled_number(std::string_view text, int decimals) {
  const auto number = parse_decimal(text);
  std::int64_t divisor = Decimal::scale;
  for (int i = 0; i < decimals; ++i) divisor /= 10;
  if (!number || number->scaled % divisor != 0) return std::nullopt;
  return number->scaled / divisor;
}

Result<PublishedTable::Dimension> dimension_of(const std::string& name, const Json& object) {
  PublishedTable::Dimension dimension{name, object["label"].text(), {}};
  const Json& category = object["category"];
  std::map<std::string, std::size_t, std::less<>> positions;
  std::map<std::string_view, std::string_view> labels;
  for (const auto& [code, label] : category["label"].members()) labels[code] = label.text();
  for (const Json& code : category["index"].items()) {
    const auto label = labels.find(code.text());
    if (label == labels.end() || !positions.emplace(code.text(), positions.size()).second)
      return form_error(name);
    const std::int64_t decimals = category["unit"][code.text()]["decimals"].integer(0);
    if (decimals < 0 || decimals > decimals_max) return form_error(name);
    dimension.categories.push_back({code.text(), std::string(label->second), 0, static_cast<int>(decimals)});
  }
  // Parents stand before their children, so one pass in the order of the index gives every depth.
  std::map<std::string_view, const Json*> children;
  for (const auto& [code, list] : category["child"].members()) children[code] = &list;
  for (std::size_t i = 0; i < dimension.categories.size(); ++i) {
    const auto list = children.find(dimension.categories[i].code);
    if (list == children.end()) continue;
    for (const Json& child : list->second->items()) {
      const auto found = positions.find(child.text());
      if (found == positions.end() || found->second <= i) return form_error(name);
      dimension.categories[found->second].depth = dimension.categories[i].depth + 1;
    }
  }
  if (dimension.categories.empty()) return form_error(name);
  return dimension;
}

}  // namespace

Result<PublishedTable> read_jsonstat(std::string_view text) {
  SANAQ_TRY(const Json object, parse_json(text));
  if (object["version"].text() != "2.0" || object["class"].text() != "dataset") return form_error("version");
  PublishedTable table;
  table.title = object["label"].text();
  table.source = object["source"].text();
  table.unit = object["extension"]["unit"].text();
  for (const Json& note : object["note"].items()) table.notes.push_back(note.text());
  std::uint64_t cells = 1;
  const auto& sizes = object["size"].items();
  for (const Json& id : object["id"].items()) {
    SANAQ_TRY(auto dimension, dimension_of(id.text(), object["dimension"][id.text()]));
    const std::size_t size = dimension.categories.size();
    if (table.dimensions.size() >= sizes.size() ||
        sizes[table.dimensions.size()].integer() != static_cast<std::int64_t>(size)) {
      return form_error("size");
    }
    cells *= size;
    if (cells > cells_max) return form_error("size");
    table.dimensions.push_back(std::move(dimension));
  }
  const auto& values = object["value"].items();
  if (table.dimensions.empty() || sizes.size() != table.dimensions.size() || values.size() != cells) {
    return form_error("value");
  }
  const std::size_t block = values.size() / table.dimensions.front().categories.size();
  for (std::size_t cell = 0; cell < values.size(); ++cell) {
    const int decimals = table.dimensions.front().categories[cell / block].decimals;
    const Json& value = values[cell];
    const auto number =
        decimals == 0 ? std::optional(value.integer()) : scaled_number(value.text(), decimals);
    if (!value.is_null() && !number) return form_error("value");
    table.values.push_back(value.is_null() ? std::nullopt : number);
  }
  for (const auto& [cell, sign] : object["status"].members())
    if (sign.text() == nobody_sign)
      table.nobody.insert(static_cast<std::size_t>(parse_integer(cell).value_or(0)));
  return table;
}

}  // namespace sanaq
