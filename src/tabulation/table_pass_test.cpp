#include <doctest.h>

#include <algorithm>
#include <memory>

#include "base/rng.h"
#include "microdata/microdata_builder.h"
#include "tabulation/cell_counter.h"
#include "tabulation/cube.h"
#include "tabulation/table_pass.h"
#include "tabulation/table_text.h"
#include "tabulation/tabulate.h"

using namespace sanaq;

namespace {

Labels same(const std::string& text) { return Labels{{"kk", text}, {"ru", text}, {"en", text}}; }

Variable coded(const std::string& name, std::uint32_t codes) {
  Variable variable;
  variable.codes.name = name;
  variable.codes.label = same(name);
  for (std::uint32_t i = 0; i < codes; ++i)
    variable.codes.categories.push_back({std::to_string(i), same(std::to_string(i)), Category::no_parent});
  return variable;
}

Variable number(const std::string& name, std::int32_t first, std::int32_t last) {
  Variable variable;
  variable.codes.name = name;
  variable.codes.label = same(name);
  variable.kind = Variable::Kind::number;
  variable.first_number = first;
  variable.last_number = last;
  return variable;
}

/// A row a person, with what its household and dwelling have.
struct Person {
  std::uint32_t region, sex, age, work, tenure, area, walls;
};

struct Country {
  Microdata data;
  std::vector<Person> persons;
};

/// Persons sorted by region, in households of one to five, in dwellings of one or two households.
Country country(std::uint64_t seed, std::uint32_t dwellings) {
  UnitVariables variables = {
      std::vector<Variable>{coded("region", 3), coded("sex", 2), number("age", 0, 100), coded("work", 300)},
      {coded("tenure", 4)},
      {number("area", -1, 400), coded("walls", 5)}};
  auto builder = MicrodataBuilder::make({"test", 1}, variables).value();
  std::vector<Person> persons;
  SplitMix rng(seed);
  const auto below = [&rng](std::uint64_t bound) { return static_cast<std::uint32_t>(rng.below(bound)); };
  for (std::uint32_t i = 0; i < dwellings; ++i) {
    const std::uint32_t dwelling[] = {below(402), below(5)};
    REQUIRE(builder.begin(Unit::dwelling, dwelling));
    for (std::uint32_t households = 1 + below(2); households > 0; --households) {
      const std::uint32_t household[] = {below(4)};
      REQUIRE(builder.begin(Unit::household, household));
      for (std::uint32_t people = 1 + below(5); people > 0; --people) {
        const std::uint32_t person[] = {i * 3 / dwellings, below(2), below(101), below(300)};
        REQUIRE(builder.add(person));
        persons.push_back(
            {person[0], person[1], person[2], person[3], household[0], dwelling[0], dwelling[1]});
      }
    }
  }
  return {std::move(builder).freeze().value(), std::move(persons)};
}

TableSpec spec_of(const std::string& members) {
  const auto json = parse_json(R"({"id":"t","title":{"kk":"t"},"unit":{"kk":"u"},)" + members + "}");
  REQUIRE(json);
  auto spec = parse_table_spec(*json);
  REQUIRE_MESSAGE(spec.has_value(), spec.error().code << " " << spec.error().detail);
  return *std::move(spec);
}

std::string error_of(const Microdata& data, const std::string& members) {
  const auto json = parse_json(R"({"id":"t","title":{"kk":"t"},"unit":{"kk":"u"},)" + members + "}");
  REQUIRE(json);
  const auto spec = parse_table_spec(*json);
  if (!spec) return spec.error().code + " " + spec.error().detail;
  const auto table = tabulate_all({*spec}, data);
  return table ? "" : table.error().code + " " + table.error().detail;
}

}  // namespace

TEST_CASE("a cell counter counts what a loop counts, in cubes of every size") {
  SplitMix rng(2);
  std::vector<std::uint8_t> a(chunk_rows), b(chunk_rows);
  std::vector<std::uint16_t> wide(chunk_rows);
  for (std::size_t i = 0; i < chunk_rows; ++i) {
    a[i] = static_cast<std::uint8_t>(rng.below(4));
    b[i] = static_cast<std::uint8_t>(rng.below(200));
    wide[i] = static_cast<std::uint16_t>(rng.below(400));
  }
  const ChunkCells first{a.data(), nullptr}, second{b.data(), nullptr}, third{nullptr, wide.data()};
  std::vector<std::uint32_t> halves(200), steps(400);
  for (std::uint32_t i = 0; i < 200; ++i) halves[i] = i / 100 * 4;
  for (std::uint32_t i = 0; i < 400; ++i) steps[i] = i * 800;
  struct Try {
    std::vector<CellCounter::Axis> axes;
    std::vector<ChunkCells> cells;
    std::uint32_t size;
    std::vector<CellCounter::Gate> gates = {};  // of the cells behind those of the axes
  };
  const CellCounter::Gate one_open = {0, 0, 1, 0};
  CellCounter::Gate some_open(400, 0);
  for (std::size_t i = 0; i < some_open.size(); i += 3) some_open[i] = 1;
  const std::vector<Try> tries = {
      {{{1, {}}}, {first}, 4},
      {{{1, {}}, {0, halves}}, {first, second}, 8},
      {{{1, {}}, {4, {}}}, {first, first}, 16},
      {{{1, {}}, {4, {}}}, {first, second}, 800},
      {{{1, {}}, {4, {}}, {0, steps}}, {first, second, third}, 320'000},
      {{{1, {}}}, {first, third}, 4, {some_open}},
      {{{1, {0, 0, 1, 1}}, {2, {}}}, {first, first}, 8},
      {{{1, {}}, {4, {0, 4, 0, 8}}}, {second, first, first}, 212, {one_open}},
      {{}, {first}, 1, {one_open}},
      {{{1, {}}, {4, {}}}, {first, first, second}, 16, {some_open}},
      {{{1, {}}, {4, {}}}, {first, second, first, third}, 800, {one_open, some_open}},
      {{{1, {}}, {4, {}}, {0, steps}}, {first, second, third, first}, 320'000, {one_open}}};
  for (const Try& one : tries) {
    CellCounter counter(one.axes, one.gates, one.size);
    counter.number(one.cells);
    counter.count(0, 1001);
    counter.count(1003, chunk_rows);
    std::vector<std::uint32_t> naive(one.size), counts;
    for (std::size_t row = 0; row < chunk_rows; ++row) {
      if (row == 1001 || row == 1002) continue;
      std::size_t cell = 0;
      bool is_inside = true;
      for (std::size_t i = 0; i < one.cells.size(); ++i) {
        const std::uint32_t value =
            one.cells[i].bytes != nullptr ? one.cells[i].bytes[row] : one.cells[i].shorts[row];
        if (i >= one.axes.size()) {
          is_inside = is_inside && one.gates[i - one.axes.size()][value] != 0;
          continue;
        }
        cell += one.axes[i].steps.empty() ? value * one.axes[i].stride : one.axes[i].steps[value];
      }
      if (is_inside) ++naive[cell];
    }
    counter.drain(counts);
    CHECK(counts == naive);
    counter.drain(counts);
    CHECK(counts == std::vector<std::uint32_t>(one.size));
  }
}

TEST_CASE("a step function gives what looking up gives") {
  SplitMix rng(8);
  std::vector<std::uint8_t> values(chunk_rows), results(chunk_rows);
  for (const std::uint32_t size : {1U, 2U, 17U, 131U, 256U}) {
    std::vector<std::uint8_t> table(size);
    for (std::uint32_t value = 1; value < size; ++value)
      table[value] = rng.below(10) == 0 ? static_cast<std::uint8_t>(rng.below(256)) : table[value - 1];
    for (std::uint8_t& value : values) value = static_cast<std::uint8_t>(rng.below(size));
    const auto made = StepFunction::make(table);
    if (!made) continue;
    made->apply(values.data(), results.data());
    for (std::size_t i = 0; i < chunk_rows; ++i) REQUIRE(results[i] == table[values[i]]);
  }
  CHECK(StepFunction::make({0, 1, 1, 0}));
  std::vector<std::uint8_t> restless(100);
  for (std::size_t i = 0; i < restless.size(); ++i) restless[i] = i % 2;
  CHECK_FALSE(StepFunction::make(restless));
}

TEST_CASE("a packed chunk of one or two bits a cell is counted as it lies") {
  SplitMix rng(4);
  for (const unsigned bits : {1U, 2U}) {
    const std::uint32_t domain = bits == 1 ? 2 : 3;
    std::vector<std::uint8_t> cells(chunk_rows), packed(chunk_bytes(bits));
    std::vector<std::uint32_t> naive(domain), counts;
    for (std::uint8_t& cell : cells) ++naive[cell = static_cast<std::uint8_t>(rng.below(domain))];
    pack_chunk(cells.data(), bits, packed.data());
    CellCounter counter({{1, {}}}, {}, domain, 2);
    REQUIRE(counter.counts_packed(bits));
    counter.open(1);
    counter.count_packed(packed.data(), bits);
    counter.drain(counts);
    CHECK(counts == naive);
    std::fill(cells.begin(), cells.end(), static_cast<std::uint8_t>(domain - 1));
    pack_chunk(cells.data(), bits, packed.data());
    counter.count_packed(packed.data(), bits);
    counter.drain(counts);
    CHECK(counts.back() == chunk_rows);
    counter.open(0);
    counter.drain(counts);
    CHECK(counts == std::vector<std::uint32_t>(domain));
  }
  CHECK_FALSE(CellCounter({{1, {}}}, {{1, 0, 1}}, 3).counts_packed(2));
  CHECK_FALSE(CellCounter({{1, {}}, {3, {}}}, {}, 9).counts_packed(2));
}

TEST_CASE("sorted values that come again and again are emptied once") {
  // Town and village in turn, in each of forty districts: eighty runs of two states.
  const UnitVariables variables = {
      std::vector<Variable>{coded("urban", 2), coded("sex", 3), coded("work", 90)},
      {coded("tenure", 4)},
      {coded("walls", 5)}};
  auto builder = MicrodataBuilder::make({"test", 1}, variables).value();
  SplitMix rng(6);
  std::vector<std::int64_t> by_sex(2 * 3), by_work(2 * 90);
  constexpr std::uint32_t people = 80 * 1100;
  for (std::uint32_t i = 0; i < people; ++i) {
    const std::uint32_t none[] = {0};
    REQUIRE(builder.begin(Unit::dwelling, none));
    REQUIRE(builder.begin(Unit::household, none));
    const std::uint32_t person[] = {i / 1100 % 2, static_cast<std::uint32_t>(rng.below(3)),
                                    static_cast<std::uint32_t>(rng.below(90))};
    REQUIRE(builder.add(person));
    ++by_sex[person[0] * 3 + person[1]];
    ++by_work[person[0] * 90 + person[2]];
  }
  const Microdata data = std::move(builder).freeze().value();
  REQUIRE(data.persons().column(0).is_runs());
  const std::vector<TableSpec> specs = {
      spec_of(R"("dimensions":[{"variable":"urban"},{"variable":"sex"}])"),
      spec_of(R"("dimensions":[{"variable":"urban"},{"variable":"work"}])")};
  CHECK(tabulate(specs[0], data).value().counts() == by_sex);
  CHECK(tabulate(specs[1], data).value().counts() == by_work);
  const TablePass pass = TablePass::make(specs, data).value();
  std::vector<PassCounter> counters;
  for (int i = 0; i < 2; ++i) counters.emplace_back(pass);
  const auto slices = pass.slices(2);
  for (std::size_t i = 0; i < slices.size(); ++i) REQUIRE(counters[i % 2].count(slices[i]));
  std::vector<std::vector<std::int64_t>> numbers;
  for (PassCounter& counter : counters) counter.add_to(numbers);
  const auto tables = pass.finish(std::move(numbers)).value();
  CHECK(tables[0].table.counts() == by_sex);
  CHECK(tables[1].table.counts() == by_work);
}

TEST_CASE("persons by variables of their household and dwelling, under an expression") {
  const Country land = country(7, 6000);
  const TableSpec spec = spec_of(
      R"json("universe":"age >= 18 and not (walls = 4) or tenure in (1, 2)","dimensions":[{"variable":"region",
      "total":{"code":"all","label":{"kk":"all"}}},{"variable":"tenure"},{"variable":"walls"}])json");
  const RawTable table = tabulate(spec, land.data).value();
  std::vector<std::int64_t> naive(4 * 4 * 5);
  for (const Person& p : land.persons) {
    if (!((p.age >= 18 && p.walls != 4) || p.tenure == 1 || p.tenure == 2)) continue;
    ++naive[(0 * 4 + p.tenure) * 5 + p.walls];
    ++naive[((p.region + 1) * 4 + p.tenure) * 5 + p.walls];
  }
  CHECK(table.counts() == naive);
}

TEST_CASE("slices counted apart, in any order, give the same tables as one pass") {
  const Country land = country(3, 20'000);
  const std::vector<TableSpec> specs = {
      spec_of(R"("dimensions":[{"variable":"region"},{"variable":"age"}])"),
      spec_of(R"("dimensions":[{"variable":"sex"},{"variable":"work"}],"universe":"region != 1")"),
      spec_of(R"("dimensions":[{"variable":"walls"}],"counted":"dwelling")"),
      spec_of(R"("dimensions":[{"variable":"tenure"},{"variable":"walls"}],"counted":"household")"),
      spec_of(
          R"("dimensions":[{"variable":"work"},{"variable":"age"},{"variable":"sex"},{"variable":"walls"}])")};
  const auto whole = tabulate_all(specs, land.data).value();
  const TablePass pass = TablePass::make(specs, land.data).value();
  CHECK(pass.bytes_read() > 0);
  auto slices = pass.slices(3);
  CHECK(slices.size() >= 4);
  std::vector<PassCounter> counters;
  for (int i = 0; i < 3; ++i) counters.emplace_back(pass);
  for (std::size_t i = slices.size(); i-- > 0;) REQUIRE(counters[i % 3].count(slices[i]));
  std::vector<std::vector<std::int64_t>> numbers;
  for (PassCounter& counter : counters) counter.add_to(numbers);
  const auto parts = pass.finish(std::move(numbers)).value();
  for (std::size_t i = 0; i < specs.size(); ++i) {
    CHECK(parts[i].table == whole[i].table);
    CHECK(tabulate(specs[i], land.data).value() == whole[i].table);
  }
}

TEST_CASE("measures: sum, mean, median, share and rate, by hand") {
  const Country land = country(9, 400);
  const auto tables =
      tabulate_all({spec_of(R"("dimensions":[{"variable":"sex","total":{"code":"all","label":{"kk":"a"}}}],
    "measures":[{"kind":"mean","name":"mean","label":{"kk":"m"},"variable":"age","decimals":2},
      {"kind":"median","name":"median","label":{"kk":"m"},"variable":"area","from":0,"decimals":1},
      {"kind":"sum","name":"sum","label":{"kk":"m"},"variable":"area"},
      {"kind":"share","name":"share","label":{"kk":"m"},"dimension":"sex","decimals":1},
      {"kind":"rate","name":"rate","label":{"kk":"m"},"numerator":"age < 18","denominator":"age >= 18","per":1000}])")},
                   land.data)
          .value();
  const auto& measures = tables.front().measures;
  std::vector<std::int64_t> areas;
  std::int64_t people = 0, ages = 0, young = 0, area = 0;
  for (const Person& p : land.persons) {
    if (p.sex != 0) continue;
    ++people;
    ages += p.age;
    young += p.age < 18 ? 1 : 0;
    area += std::int64_t{p.area} - 1;
    if (p.area > 0) areas.push_back(std::int64_t{p.area} - 1);
  }
  std::sort(areas.begin(), areas.end());
  const std::int64_t twice = areas[(areas.size() - 1) / 2] + areas[areas.size() / 2];
  const auto all = static_cast<std::int64_t>(land.persons.size());
  CHECK(tables.front().table.counts()[1] == people);
  CHECK(measures[0].figures[1] == (ages * 200 + people) / (2 * people));
  CHECK(measures[1].figures[1] == twice * 5);
  CHECK(measures[2].figures[1] == area);
  CHECK(measures[3].figures[0] == 1000);
  CHECK(measures[3].figures[1] == (people * 2000 + all) / (2 * all));
  CHECK(measures[4].figures[1] == (young * 2000 + (people - young)) / (2 * (people - young)));
  CHECK(table_csv(tables.front()).starts_with("sex,count,mean,median,sum,share,rate\nall,"));
}

TEST_CASE("sums of groups inside a dimension, and the rest left out on purpose") {
  const Country land = country(1, 200);
  const RawTable table = tabulate(spec_of(R"("dimensions":[{"variable":"age","leave_rest":true,"groups":[
    {"code":"old","label":{"kk":"o"}},{"code":"60-79","label":{"kk":"6"},"first":60,"last":79,"parent":"old"},
    {"code":"80+","label":{"kk":"8"},"first":80,"parent":"old"}]}])"),
                                  land.data)
                             .value();
  CHECK(table.counts()[0] == table.counts()[1] + table.counts()[2]);
  CHECK(table.counts()[2] ==
        std::count_if(land.persons.begin(), land.persons.end(), [](const Person& p) { return p.age >= 80; }));
}

TEST_CASE("mistakes in a specification are told with their place") {
  const Country land = country(1, 20);
  CHECK(error_of(land.data, R"("dimensions":[{"variable":"sex"},{"variable":"surname"}])") ==
        "table_spec.variable dimensions[1] surname");
  CHECK(error_of(land.data, R"("dimensions":[{"variable":"sex"}],"universe":"sexx = 1")") ==
        "table_spec.variable universe sexx");
  CHECK(error_of(land.data, R"("dimensions":[{"variable":"sex"}],"universe":"sex = 7")") ==
        "table_spec.code universe sex 7");
  CHECK(error_of(land.data, R"("dimensions":[{"variable":"sex"}],"universe":"sex = 1 and")")
            .starts_with("table_spec.expression universe byte 11"));
  CHECK(error_of(land.data, R"("dimensions":[{"variable":"sex"}],"counted":"dwelling")") ==
        "table_spec.variable dimensions[0] sex");
  CHECK(error_of(land.data,
                 R"("dimensions":[{"variable":"age"},{"variable":"work"},{"variable":"work","name":"b"},
    {"variable":"sex"},{"variable":"walls"}])") == "table.too_large t: 90900000 cells of at most 20000000");
  CHECK(
      error_of(land.data,
               R"("dimensions":[{"variable":"sex"}],"measures":[{"kind":"mean","name":"m","label":{"kk":"m"},
    "variable":"sex"}])") == "table_spec.measure measures[0] sex");
  CHECK(
      error_of(land.data,
               R"("dimensions":[{"variable":"sex"}],"measures":[{"kind":"share","name":"m","label":{"kk":"m"},
    "dimension":"sex"}])") == "table_spec.measure measures[0] sex");
  const TableSpec large = spec_of(R"("dimensions":[{"variable":"work"},{"variable":"work","name":"b"},
    {"variable":"work","name":"c"},{"variable":"work","name":"d"}])");
  CHECK(estimate_cells(large, land.data).value() == 8'100'000'000);
}

TEST_CASE("damage is found when the table needs the block, and only then") {
  const Country land = country(4, 30'000);
  const auto bytes = std::make_shared<std::string>(land.data.bytes());
  (*bytes)[bytes->size() - 100] ^= 1;  // walls of dwellings
  const Microdata data = open_microdata({*bytes, bytes}).value();
  CHECK(tabulate(spec_of(R"("dimensions":[{"variable":"sex"}])"), data).value() ==
        tabulate(spec_of(R"("dimensions":[{"variable":"sex"}])"), land.data).value());
  const auto broken = tabulate(spec_of(R"("dimensions":[{"variable":"walls"}])"), data);
  CHECK(broken.error().code == "microdata_file.checksum");
  CHECK(broken.error().detail == "dwelling walls block 0");
}

TEST_CASE("expressions: what binds what") {
  const auto steps = [](const char* text) { return parse_universe(text).value().steps; };
  using enum Expression::Step;
  CHECK(steps("a = 1 or b = 2 and c = 3") == std::vector{condition, condition, condition, both, either});
  CHECK(steps("(a = 1 or b = 2) and not c != 3") ==
        std::vector{condition, condition, either, condition, negate, negate, both});
  CHECK(parse_universe("a in ('x y', 2)").value().conditions[0].values.codes ==
        std::vector<std::string>{"x y", "2"});
  CHECK(parse_universe("a < -3").value().conditions[0].values.last == -4);
  for (const char* bad :
       {"", "a", "a =", "a = 1 b", "a in 1", "a in (1", "(a = 1", "a < x", "= 1", "a ~ 1", "a = 'x", "not"})
    CHECK(parse_universe(bad).error().code == "table_spec.expression");
  CHECK(!parse_universe(std::string(60, '(') + "a = 1" + std::string(60, ')')));
}
