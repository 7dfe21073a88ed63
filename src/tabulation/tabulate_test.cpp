#include <doctest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <numeric>
#include <sstream>

#include "base/rng.h"
#include "base/text.h"
#include "microdata/microdata_builder.h"
#include "tabulation/tabulate.h"

using namespace sanaq;

namespace {

Labels same(const std::string& text) { return Labels{{"kk", text}, {"ru", text}, {"en", text}}; }

Variable coded(const std::string& name, const std::vector<std::string>& codes) {
  Variable variable;
  variable.codes.name = name;
  variable.codes.label = same(name);
  for (const std::string& code : codes)
    variable.codes.categories.push_back({code, same(code), Category::no_parent});
  return variable;
}

/// region, district, sex, age, ethnicity, record_status, household
std::vector<Variable> variables() {
  Variable district = coded("district", {"d1", "d2", "d3", "d4"});
  district.parent = "region";
  district.parent_codes = {"r1", "r1", "r2", "r3"};
  Variable age = coded("age", {});
  age.kind = Variable::Kind::number;
  age.last_number = 110;
  Variable household = coded("household", {});
  household.kind = Variable::Kind::link;
  return {coded("region", {"r1", "r2", "r3"}),
          district,
          coded("sex", {"1", "2"}),
          age,
          coded("ethnicity", {"kaz", "rus", "uzb", "none"}),
          coded("record_status", {"permanent", "temporary"}),
          household};
}

using Row = std::vector<std::uint32_t>;

std::vector<Row> random_rows(std::size_t count, std::uint64_t seed) {
  constexpr std::uint32_t region_of[] = {0, 0, 1, 2};
  SplitMix rng(seed);
  auto below = [&rng](std::uint64_t bound) { return static_cast<std::uint32_t>(rng.below(bound)); };
  std::vector<Row> rows;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t district = below(4);
    rows.push_back({region_of[district], district, below(2), below(111), below(4), below(10) == 0 ? 1U : 0U,
                    below(1000)});
  }
  return rows;
}

Microdata frozen(const std::vector<Row>& rows) {
  auto builder = MicrodataBuilder::make({"kz-2021", 1}, variables()).value();
  for (const Row& row : rows) REQUIRE(builder.add(row));
  return std::move(builder).freeze().value();
}

TableSpec spec_of(const std::string& text) {
  auto json = parse_json(text);
  REQUIRE(json);
  auto spec = parse_table_spec(*json);
  REQUIRE_MESSAGE(spec.has_value(), spec.error().code << " " << spec.error().detail);
  return *std::move(spec);
}

const std::string head = R"("id":"t","title":{"kk":"t"},"unit":{"kk":"u"})";
const std::string permanent = R"("universe":[{"variable":"record_status","codes":["permanent"]}])";
const std::string total = R"("total":{"code":"all","label":{"kk":"all"}})";

std::string three_way() {
  return "{" + head + "," + permanent + R"(,"dimensions":[{"variable":"district","with_parent":true,)" +
         total + R"(},{"variable":"sex",)" + total + R"(},{"variable":"age","name":"age3",)" + total +
         R"(,"groups":[{"code":"0-14","label":{"kk":"0-14"},"first":0,"last":14},
         {"code":"15-64","label":{"kk":"15-64"},"first":15,"last":64},
         {"code":"65+","label":{"kk":"65+"},"first":65}]}]})";
}

std::string error_of(const std::string& dimensions, const std::string& universe = R"("universe":[])") {
  const auto json = parse_json("{" + head + "," + universe + R"(,"dimensions":[)" + dimensions + "]}");
  REQUIRE(json);
  const auto spec = parse_table_spec(*json);
  if (!spec) return spec.error().code;
  const auto table = tabulate(*spec, frozen(random_rows(50, 1)));
  return table ? "" : table.error().code;
}

std::string file_text(const std::string& path) {
  std::ifstream file(std::string(SANAQ_SOURCE_DIR) + "/" + path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("a naive count of the same persons gives the same table") {
  const auto rows = random_rows(5000, 3);
  const RawTable table = tabulate(spec_of(three_way()), frozen(rows)).value();
  std::map<std::vector<std::string>, std::int64_t> naive;
  const char* regions[] = {"r1", "r2", "r3"};
  const char* districts[] = {"d1", "d2", "d3", "d4"};
  for (const Row& row : rows) {
    if (row[5] != 0) continue;
    const std::string age = row[3] < 15 ? "0-14" : row[3] < 65 ? "15-64" : "65+";
    const std::string territories[] = {"all", regions[row[0]], districts[row[1]]};
    for (const std::string& territory : territories) {
      for (const std::string& sex : {std::string("all"), std::string(row[2] == 0 ? "1" : "2")}) {
        for (const std::string& group : {std::string("all"), age}) ++naive[{territory, sex, group}];
      }
    }
  }
  const auto& d = table.head().dimensions;
  std::size_t cell = 0;
  for (const Category& a : d[0].categories) {
    for (const Category& b : d[1].categories) {
      for (const Category& c : d[2].categories)
        CHECK(table.counts()[cell++] == naive[{a.code, b.code, c.code}]);
    }
  }
  CHECK(cell == table.counts().size());
  CHECK(cell == 8 * 3 * 4);
}

TEST_CASE("the order of rows does not matter, and parts merge to the whole") {
  auto rows = random_rows(9000, 5);
  const TableSpec spec = spec_of(three_way());
  const RawTable whole = tabulate(spec, frozen(rows)).value();
  SplitMix rng(9);
  for (std::size_t i = rows.size(); i > 1; --i) std::swap(rows[i - 1], rows[rng.below(i)]);
  CHECK(tabulate(spec, frozen(rows)).value() == whole);
  for (const std::size_t cut : {std::size_t{1}, std::size_t{4096}, std::size_t{8999}}) {
    const auto middle = rows.begin() + static_cast<std::ptrdiff_t>(cut);
    const RawTable a = tabulate(spec, frozen({rows.begin(), middle})).value();
    const RawTable b = tabulate(spec, frozen({middle, rows.end()})).value();
    CHECK(merge(a, b).value() == whole);
  }
  auto other = spec;
  other.id = "other";
  CHECK(merge(whole, tabulate(other, frozen(rows)).value()).error().code == "table.merge");
}

TEST_CASE("margins add up on random tables") {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    const RawTable table = tabulate(spec_of(three_way()), frozen(random_rows(200, seed))).value();
    CHECK(RawTable::make(table.head(), table.counts()).value() == table);
    auto counts = table.counts();
    counts[seed * 3 % counts.size()] += 1;
    CHECK(RawTable::make(table.head(), counts).error().code == "table.additivity");
    counts[0] = -1;
    CHECK(RawTable::make(table.head(), counts).error().code == "table.negative");
    counts.pop_back();
    CHECK(RawTable::make(table.head(), counts).error().code == "table.shape");
  }
}

TEST_CASE("without total and groups every value is a line; a left out code is not in the table") {
  const auto rows = random_rows(300, 8);
  const std::string named_only = R"(,"dimensions":[{"variable":"ethnicity","leave_out":["none"]}]})";
  const RawTable table = tabulate(spec_of("{" + head + named_only), frozen(rows)).value();
  CHECK(table.counts().size() == 3);
  const auto named = std::count_if(rows.begin(), rows.end(), [](const Row& row) { return row[4] != 3; });
  CHECK(std::accumulate(table.counts().begin(), table.counts().end(), std::int64_t{0}) == named);
  const RawTable ages =
      tabulate(spec_of("{" + head + R"(,"dimensions":[{"variable":"age"}]})"), frozen(rows)).value();
  CHECK(ages.head().dimensions[0].categories[110].code == "110");
}

TEST_CASE("errors of specifications") {
  CHECK(error_of(R"({"variable":"sex"})").empty());
  CHECK(error_of(R"({"variable":"surname"})") == "table_spec.variable");
  CHECK(error_of(R"({"variable":"household"})") == "table_spec.variable");
  CHECK(error_of(R"({"variable":"sex","with_parent":true})") == "table_spec.parent");
  CHECK(error_of(R"({"variable":"sex","colour":1})") == "table_spec.form");
  CHECK(error_of("") == "table_spec.form");
  CHECK(error_of(R"({"variable":"sex","groups":[{"code":"m","label":{"kk":"m"},"codes":["1"]}]})") ==
        "table_spec.uncovered");
  CHECK(error_of(R"({"variable":"sex","groups":[{"code":"m","label":{"kk":"m"},"codes":["1"]}],
    "leave_out":["2"]})")
            .empty());
  CHECK(error_of(R"({"variable":"sex","leave_out":["7"]})") == "table_spec.code");
  CHECK(error_of(R"({"variable":"sex","groups":[{"code":"m","label":{"kk":"m"},"codes":["1","2","1"]}]})") ==
        "table_spec.code");
  CHECK(error_of(R"({"variable":"sex","groups":[{"code":"m","label":{"kk":"m"},"codes":["7"]}]})") ==
        "table_spec.code");
  CHECK(error_of(R"({"variable":"age","groups":[{"code":"m","label":{"kk":"m"},"first":0,"last":200}]})") ==
        "table_spec.code");
  CHECK(error_of(R"({"variable":"age"},{"variable":"age","name":"b"},{"variable":"age","name":"c"},
    {"variable":"age","name":"d"})") == "table.too_large");
  CHECK(error_of(R"({"variable":"sex"})", R"("universe":[{"variable":"age","first":0,"last":0},
    {"variable":"age","first":1,"last":1}])") == "table.empty");
  CHECK(parse_table_spec(*parse_json(R"({"id":"A b"})")).error().code == "table_spec.id");
}

TEST_CASE("the specifications of the edition are whole in three languages") {
  for (const std::string name : {"region-sex-age5", "region-ethnicity"}) {
    TableSpec spec = spec_of(file_text("editions/kz-2021/tables/" + name + ".json"));
    // The random persons know no "not stated" and "not applicable".
    for (DimensionSpec& dimension : spec.dimensions)
      if (dimension.variable == "sex") dimension.leave_out.clear();
    CHECK(spec.id == name);
    for (const char* language : {"kk", "ru", "en"}) {
      CHECK(spec.title.entries().size() == 3);
      CHECK(!spec.title.in(language).empty());
    }
    const RawTable table = tabulate(spec, frozen(random_rows(500, 2))).value();
    CHECK(table.counts()[0] > 0);
    if (name == "region-sex-age5") CHECK(table.head().dimensions[2].categories.size() == 19);
  }
}

TEST_CASE("a table says who is in its cells, a region as its districts") {
  const Microdata data = frozen(random_rows(300, 5));
  TableSpec spec;
  spec.id = "t";
  spec.title = spec.unit = same("t");
  spec.universe = parse_universe(
                      "record_status = permanent and age >= 15 and (age <= 20 or not (age < 100)) "
                      "and (sex = 1 or ethnicity = rus)")
                      .value();
  DimensionSpec region;
  region.variable = region.name = "region";
  region.total = TotalSpec{"T", same("T")};
  spec.dimensions = {region};
  const TableMeaning meaning = tabulate(spec, data).value().head().meaning;
  CHECK(meaning.counted == "person");
  REQUIRE(meaning.universe.size() == 2);
  CHECK(meaning.universe[0].variable == "age");
  CHECK(meaning.universe[0].values.front() == 15);
  CHECK(meaning.universe[0].values.size() == 6 + 11);
  CHECK(meaning.universe[1].values == ValuePositions{0});
  CHECK(meaning.further == std::vector<std::string>{" sex:0 ethnicity:1 or"});
  CHECK(meaning.sides[0].variable == "district");
  CHECK(meaning.sides[0].categories == std::vector<ValuePositions>{{0, 1, 2, 3}, {0, 1}, {2}, {3}});
}
