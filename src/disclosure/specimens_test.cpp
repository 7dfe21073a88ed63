#include <doctest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "disclosure/protect.h"
#include "disclosure/testing/sample_tables.h"

// specimens/tables/<rule>/raw.json holds a small table as people write it down; safe.json what must come out
// of it. SANAQ_UPDATE_GOLDEN=1 writes safe.json anew; the difference is read like code.

using namespace sanaq;
using namespace sanaq::disclosure;

namespace {

std::string folder(const std::string& name) {
  return std::string(SANAQ_SOURCE_DIR) + "/specimens/tables/" + name + "/";
}

std::string file_text(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

/// "dimensions": a list of {name, codes}; the first code sums up the others. "rows": the cells line by line.
RawTable raw_of(const Json& raw) {
  std::vector<Classification> dimensions;
  for (const Json& item : raw["dimensions"].items()) {
    std::vector<std::string> codes;
    for (const Json& code : item["codes"].items()) codes.push_back(code.text());
    dimensions.push_back(testing::with_total(item["name"].text(), codes));
  }
  std::vector<std::int64_t> counts;
  for (const Json& row : raw["rows"].items()) {
    for (const Json& cell : row.items()) counts.push_back(cell.integer());
  }
  auto table = RawTable::make(testing::sample_head(std::move(dimensions)), std::move(counts));
  REQUIRE_MESSAGE(table.has_value(), table.error().code << " " << table.error().detail);
  return *std::move(table);
}

std::string cell_name(const RawTable& table, std::size_t cell) {
  std::string name;
  const TableHead head = public_head(table.head());
  const auto position = coordinates(head, cell);
  for (std::size_t d = 0; d < position.size(); ++d) {
    name += (d == 0 ? "" : "/") + head.dimensions[d].categories[position[d]].code;
  }
  return name;
}

/// One line a fact, so that a difference can be read: rows of cells, then why each X stands there.
std::string safe_text(const RawTable& raw, const Protection& safe) {
  static constexpr const char* reasons[] = {"few respondents", "next smallest", "closes derivation"};
  std::string text = "{\n  \"rows\": [";
  const std::size_t width = raw.head().dimensions.back().categories.size();
  for (std::size_t cell = 0; cell < safe.table.size(); ++cell) {
    if (cell % width == 0) text += cell == 0 ? "\n    [" : "],\n    [";
    const auto value = safe.table.value(cell);
    text += (cell % width == 0 ? "" : ", ") + (value ? zero_padded(*value, 1) : "\"X\"");
  }
  text += "]\n  ],\n  \"why\": [";
  for (const Explanation& why : safe.explanations) {
    text += &why == &safe.explanations.front() ? "\n" : ",\n";
    text += R"(    {"cell": ")" + cell_name(raw, why.cell) + R"(", "reason": ")" +
            reasons[static_cast<std::size_t>(why.reason)] + "\"";
    if (why.protects) text += R"(, "protects": ")" + cell_name(raw, *why.protects) + "\"";
    if (why.closes) text += R"(, "line": ")" + cell_name(raw, why.closes->sum_cell) + "\"";
    text += "}";
  }
  return text + (safe.explanations.empty() ? "]\n}\n" : "\n  ]\n}\n");
}

}  // namespace

TEST_CASE("specimens: raw tables and what may be published of them") {
  for (const std::string name : {"single_respondent", "single_in_a_sum", "zeros_visible", "ones_add_up",
                                 "two_linked_lines", "consent_given", "threshold_three", "three_ways"}) {
    const auto json = parse_json(file_text(folder(name) + "raw.json"));
    REQUIRE_MESSAGE(json.has_value(), name);
    const RawTable raw = raw_of(*json);
    const auto rule = parse_protection_rule((*json)["rule"]);
    REQUIRE_MESSAGE(rule.has_value(), name);
    const Protection safe = protect(raw, *rule).value();
    const std::string text = safe_text(raw, safe);
    if (std::getenv("SANAQ_UPDATE_GOLDEN") != nullptr) std::ofstream(folder(name) + "safe.json") << text;
    CHECK_MESSAGE(file_text(folder(name) + "safe.json") == text, name);
  }
}
