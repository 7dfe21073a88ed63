// A small synthetic nation: the tables of the edition can all be counted over it.
#include "sanaq/production/nation_microdata.h"

#include <doctest.h>

#include <cmath>
#include <set>

#include "microdata/sample.h"
#include "os/files.h"
#include "sanaq/production/compare_figures.h"
#include "sanaq/production/frozen_file.h"
#include "sanaq/production/table_run.h"

using namespace sanaq;

namespace {

const std::string source = SANAQ_SOURCE_DIR;

Messages texts() {
  Messages out;
  REQUIRE(out.add(os::read_file(source + "/locale/processing.csv").value()));
  return out;
}

Microdata small_nation(std::size_t threads) {
  static const EditionFiles edition = load_edition(source + "/editions/kz-2021").value();
  NationPlan plan;
  plan.one_in = 500;
  plan.threads = threads;
  auto made = simulate_nation(edition, texts(), plan);
  REQUIRE_MESSAGE(made.has_value(), made.error().code << ' ' << made.error().detail);
  return *std::move(made);
}

}  // namespace

TEST_CASE("a nation is the same whatever the threads, and its regions have their people") {
  const Microdata nation = small_nation(2);
  CHECK(small_nation(3) == nation);
  REQUIRE(nation.check_all());
  CHECK(nation.column(0).is_runs());  // sorted by region
  CHECK(nation.row_count() > 38'000);
  CHECK(nation.row_count() < 38'800);
  const UnitTable& households = *nation.table(Unit::household);
  CHECK(households.row_count() > 10'000);
  const std::int32_t type = households.find("household_type");
  REQUIRE(type >= 0);
  for (std::uint32_t row = 0; row < households.row_count(); ++row)  // never "not stated", never "not asked"
    CHECK(households.column(static_cast<std::size_t>(type)).at(row) < 7);
  const os::ScratchFolder folder;
  const std::string path = folder.path() + "/nation.microdata";
  REQUIRE(os::write_file(path, nation.bytes()));
  const auto opened = open_frozen(path);
  REQUIRE(opened);
  CHECK(*opened == nation);
  CHECK(check_frozen(*opened, 2));
}

TEST_CASE("every table of the edition is whole in three languages and can be counted in one pass") {
  const Microdata nation = small_nation(2);
  const auto specs = read_table_specs({source + "/editions/kz-2021/tables"});
  REQUIRE_MESSAGE(specs.has_value(), specs.error().code << ' ' << specs.error().detail);
  CHECK(specs->size() >= 60);
  std::set<std::string> ids;
  for (const TableSpec& spec : *specs) {
    CAPTURE(spec.id);
    CHECK(ids.insert(spec.id).second);
    CHECK(os::file_exists(source + "/editions/kz-2021/tables/" + spec.id + ".json"));
    CHECK(spec.title.entries().size() == 3);
    CHECK(spec.unit.entries().size() == 3);
    for (const Labels& note : spec.notes) CHECK(note.entries().size() == 3);
    for (const DimensionSpec& dimension : spec.dimensions) {
      CHECK((dimension.label.empty() || dimension.label.entries().size() == 3));
      for (const Group& group : dimension.groups) CHECK(group.label.entries().size() == 3);
    }
    for (const MeasureSpec& measure : spec.measures) CHECK(measure.label.entries().size() == 3);
  }
  const auto one = count_tables(*specs, nation, 1);
  REQUIRE_MESSAGE(one.has_value(), one.error().code << ' ' << one.error().detail);
  const auto two = count_tables(*specs, nation, 2).value();
  for (std::size_t i = 0; i < specs->size(); ++i) CHECK((*one)[i].table == two[i].table);
}

TEST_CASE("the rules of the edition's sample fit its variables") {
  const std::string text = os::read_file(source + "/editions/kz-2021/samples/public-use.json").value();
  const auto rules = parse_sample_rules(*parse_json(text));
  REQUIRE(rules);
  const auto drawn = draw_sample(small_nation(2), *rules, 5);
  REQUIRE_MESSAGE(drawn.has_value(), drawn.error().code << ' ' << drawn.error().detail);
  CHECK(drawn->row_count() > 50);
}

TEST_CASE("every published figure is compared; the great ones are met even by a small nation") {
  const Microdata nation = small_nation(2);
  const std::string csv = os::read_file(source + "/editions/kz-2021/simulation/published.csv").value();
  const auto figures = compare_figures(csv, nation, 2);
  REQUIRE_MESSAGE(figures.has_value(), figures.error().code << ' ' << figures.error().detail);
  CHECK(figures->size() > 250);
  for (const ComparedFigure& figure : *figures) {
    CAPTURE(figure.name);
    // One person in 500: what is published times five hundred, give or take chance.
    const double scale = figure.percent ? 1 : 500;
    if (figure.percent) CHECK(std::abs(figure.difference()) < 8);
    if (figure.name == "total" || figure.name == "urban" || figure.name == "rural")
      CHECK(std::abs(figure.counted * scale / figure.published - 1) < 0.01);
    if (figure.name == "men" || figure.name == "women" || figure.name == "ethnicity 101")
      CHECK(std::abs(figure.counted * scale / figure.published - 1) < 0.05);
  }
  CHECK(compare_figures("a,b\n1,2\n", nation, 1).error().code == "figures.form");
}
