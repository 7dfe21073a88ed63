// A freeze in which households that answered stand for those that did not: weights reach the known totals and
// tables use them when asked.
#include <doctest.h>

#include <map>

#include "os/files.h"
#include "sanaq/production/table_run.h"
#include "sanaq/testing/stored_census.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

class Dwellings final : public UnansweredDwellings {
 public:
  std::vector<UnansweredDwelling> all;
  Result<std::vector<UnansweredDwelling>> read(std::int64_t after, int limit) override {
    std::vector<UnansweredDwelling> out;
    for (const UnansweredDwelling& one : all)
      if (one.dwelling > after && static_cast<int>(out.size()) < limit) out.push_back(one);
    return out;
  }
};

/// A census whose edition closes households by weights.
struct WeightedCensus : StoredCensus {
  os::ScratchFolder scratch;
  std::string folder = scratch.path();
  Dwellings dwellings;

  WeightedCensus() : StoredCensus(150) {
    edition.folder = folder;
    REQUIRE(os::make_folder(folder + "/processing"));
    REQUIRE(os::write_file(folder + "/processing/closing.json",
                           R"({"method":"weight","weight_max_ppm":4000000,
                               "rules":[{"outcome":"refusal","becomes":"occupied"}]})"));
  }
  /// Every n-th household of a region refuses: its dwelling is known, its answers are not.
  void silence(const std::string& region, int n) {
    ClosedCases cases(store, forms, sealer, 1000);
    const auto page = cases.next();
    REQUIRE(page);
    int seen = 0;
    for (const ClosedCase& closed : *page)
      for (const CodedAnswer& answer : closed.response.answers) {
        if (answer.node != closed.form->plan.territory || answer.item != CodedAnswer::none) continue;
        const auto place = census_place(edition.territories(), answer.value.text);
        if (!place || place->region != region || ++seen % n != 0) continue;
        const auto dwelling = static_cast<std::int64_t>(dwellings.all.size()) + 1;
        dwellings.all.push_back({dwelling, answer.value.text, "refusal", 1});
        std::erase_if(store.all, [&](const SealedCase& one) { return one.serial == closed.head.serial; });
      }
  }
  Frozen weighted(std::vector<RegisterCount> totals = {}) {
    FreezePlan plan;
    plan.unanswered = &dwellings;
    plan.totals = std::move(totals);
    return freeze(1000, std::move(plan));
  }
};

/// Sum of weights and rows, by the code of a variable.
struct Sums {
  std::int64_t thousandths = 0, rows = 0;
};
std::map<std::string, Sums> sums_by(const UnitTable& table, const char* variable) {
  const auto by = static_cast<std::size_t>(table.find(variable));
  const auto weight = static_cast<std::size_t>(table.find("weight"));
  std::map<std::string, Sums> out;
  for (std::uint32_t row = 0; row < table.row_count(); ++row) {
    Sums& sums = out[table.variable(by).codes.categories[table.column(by).at(row)].code];
    sums.thousandths += table.column(weight).at(row);
    ++sums.rows;
  }
  return out;
}

std::string largest(const std::map<std::string, Sums>& sums) {
  return std::max_element(sums.begin(), sums.end(),
                          [](const auto& a, const auto& b) { return a.second.rows < b.second.rows; })
      ->first;
}

}  // namespace

TEST_CASE("households that answered stand for those of their district that did not") {
  WeightedCensus census;
  const Frozen before = census.weighted();
  const auto first = sums_by(*before.data.table(Unit::household), "district");
  for (const auto& [code, sums] : first) CHECK(sums.thousandths == 1000 * sums.rows);
  const std::string district = largest(first);
  for (std::int64_t i = 1; i <= 2; ++i) census.dwellings.all.push_back({i, district, "refusal", 1});
  census.dwellings.all.push_back({3, district, "vacant", 1});

  const Frozen frozen = census.weighted();
  CHECK(frozen.data.row_count() == before.data.row_count());
  for (const Unit unit : {Unit::household, Unit::dwelling})
    for (const auto& [code, sums] : sums_by(*frozen.data.table(unit), "district")) {
      const std::int64_t known = sums.rows + (code == district ? 2 : 0);
      CHECK(std::abs(sums.thousandths - 1000 * known) <= 1);
    }
  // People have the weight of their household.
  const auto people = sums_by(*frozen.data.table(Unit::person), "district");
  const double weight = 1.0 + 2.0 / static_cast<double>(first.at(district).rows);
  CHECK(static_cast<double>(people.at(district).thousandths) / 1000 ==
        doctest::Approx(weight * static_cast<double>(people.at(district).rows)).epsilon(0.001));
  REQUIRE(frozen.closing->weights());
  CHECK(frozen.closing->weights()->deviation < 1e-6);
}

TEST_CASE("weighted people add up to known totals, and a table gives them beside its counts") {
  WeightedCensus census;
  const Frozen all = census.weighted();
  const std::string region = largest(sums_by(*all.data.table(Unit::household), "region"));
  std::map<std::string, std::int64_t> residents;  // by sex, as a register knows them
  const UnitTable& people = *all.data.table(Unit::person);
  const auto code = [&](const char* name, std::uint32_t row) {
    const auto at = static_cast<std::size_t>(people.find(name));
    return people.variable(at).codes.categories[people.column(at).at(row)].code;
  };
  for (std::uint32_t row = 0; row < people.row_count(); ++row)
    if (code("region", row) == region && code("record_status", row) == "permanent")
      ++residents[code("sex", row)];
  census.silence(region, 4);
  REQUIRE_FALSE(census.dwellings.all.empty());
  const Frozen frozen =
      census.weighted({{region, "1", 0, 120, residents["1"]}, {region, "2", 0, 120, residents["2"]}});
  REQUIRE(frozen.closing->weights());

  const Json spec = parse_json(R"({"id":"weighted","title":{"en":"T"},"unit":{"en":"persons"},
      "universe":[{"variable":"record_status","codes":["permanent"]}],
      "dimensions":[{"variable":"region"},{"variable":"sex"}],
      "measures":[{"kind":"sum","name":"weighted","label":{"en":"Weighted"},"variable":"weight","per":1000}]})")
                        .value();
  const auto tables = count_tables({parse_table_spec(spec).value()}, frozen.data, 2);
  REQUIRE(tables);
  const TabulatedTable& table = tables->front();
  const auto& lines = table.table.head().dimensions[0].categories;
  const std::size_t sexes = table.table.head().dimensions[1].categories.size();
  for (std::size_t line = 0; line < lines.size(); ++line) {
    if (lines[line].code != region) continue;
    for (std::size_t sex = 0; sex < 2; ++sex) {
      const std::int64_t known = residents[table.table.head().dimensions[1].categories[sex].code];
      const std::int64_t told = table.table.counts()[line * sexes + sex];  // respondents, as they are
      const std::int64_t weighted = *table.measures[0].figures[line * sexes + sex];
      CHECK(told < known);
      CHECK(std::abs(weighted - known) < known - told);
    }
  }
}
