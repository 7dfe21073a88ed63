#include "base/table_meaning.h"

namespace sanaq {

namespace {

constexpr std::uint32_t domain_max = 70'000;

Error bad(const char* what) { return {"table_meaning.form", what}; }

Json spans_json(const ValuePositions& values) {
  Json spans = Json::array();
  for (std::size_t i = 0; i < values.size();) {
    std::size_t last = i;
    while (last + 1 < values.size() && values[last + 1] == values[last] + 1) ++last;
    spans.push(Json::number(values[i]));
    spans.push(Json::number(values[last]));
    i = last + 1;
  }
  return spans;
}

Result<ValuePositions> parse_spans(const Json& array, std::uint32_t domain) {
  if (!array.is_array() || array.items().size() % 2 != 0) return bad("values");
  ValuePositions values;
  const auto& numbers = array.items();
  for (std::size_t i = 0; i < numbers.size(); i += 2) {
    const std::int64_t first = numbers[i].integer(-1), last = numbers[i + 1].integer(-1);
    const std::int64_t least = values.empty() ? 0 : std::int64_t{values.back()} + 1;
    if (first < least || last < first || last >= domain) return bad("values");
    for (std::int64_t value = first; value <= last; ++value)
      values.push_back(static_cast<std::uint32_t>(value));
  }
  return values;
}

Result<std::uint32_t> parse_domain(const Json& object) {
  const std::int64_t domain = object["domain"].integer(-1);
  if (domain < 1 || domain > domain_max || object["variable"].text().empty()) return bad("domain");
  return static_cast<std::uint32_t>(domain);
}

}  // namespace

Json to_json(const TableMeaning& meaning) {
  Json object = Json::object();
  object.set("counted", Json::string(meaning.counted));
  Json universe = Json::array(), further = Json::array(), sides = Json::array();
  for (const auto& condition : meaning.universe) {
    Json item = Json::object();
    item.set("variable", Json::string(condition.variable));
    item.set("domain", Json::number(condition.domain));
    item.set("values", spans_json(condition.values));
    universe.push(std::move(item));
  }
  for (const std::string& text : meaning.further) further.push(Json::string(text));
  for (const auto& side : meaning.sides) {
    Json item = Json::object(), categories = Json::array();
    item.set("variable", Json::string(side.variable));
    item.set("domain", Json::number(side.domain));
    for (const ValuePositions& values : side.categories) categories.push(spans_json(values));
    item.set("categories", std::move(categories));
    sides.push(std::move(item));
  }
  object.set("universe", std::move(universe));
  object.set("further", std::move(further));
  object.set("sides", std::move(sides));
  return object;
}

Result<TableMeaning> parse_table_meaning(const Json& object) {
  TableMeaning meaning;
  meaning.counted = object["counted"].text();
  if (meaning.counted.empty()) return bad("counted");
  for (const Json& item : object["universe"].items()) {
    SANAQ_TRY(const std::uint32_t domain, parse_domain(item));
    SANAQ_TRY(auto values, parse_spans(item["values"], domain));
    meaning.universe.push_back({item["variable"].text(), domain, std::move(values)});
  }
  for (const Json& item : object["further"].items()) meaning.further.push_back(item.text());
  for (const Json& item : object["sides"].items()) {
    SANAQ_TRY(const std::uint32_t domain, parse_domain(item));
    TableMeaning::Side side{item["variable"].text(), domain, {}};
    for (const Json& spans : item["categories"].items()) {
      SANAQ_TRY(auto values, parse_spans(spans, domain));
      side.categories.push_back(std::move(values));
    }
    meaning.sides.push_back(std::move(side));
  }
  return meaning;
}

}  // namespace sanaq
