// The synthetic nation of kz-2021 against the figures it is calibrated to, and its households against the
// questionnaire.
#include <doctest.h>

#include <cstdlib>
#include <map>
#include <set>

#include "base/text.h"
#include "edition_files/edition_files.h"
#include "interview/interview.h"
#include "os/files.h"
#include "sanaq/command/simulate_files.h"
#include "sanaq/command/simulate_journey.h"
#include "simulation/nation.h"

using namespace sanaq;
using simulation::Nation;
using simulation::NationOptions;

namespace {

const std::string folder = std::string(SANAQ_SOURCE_DIR) + "/editions/kz-2021";

const EditionFiles& edition() {
  static const EditionFiles files = load_edition(folder).value();
  return files;
}

std::shared_ptr<const Program> program() {
  static const auto shared = std::make_shared<const Program>(*edition().form.form);
  return shared;
}

std::string calibration_text() { return os::read_file(folder + "/simulation/calibration.json").value(); }

Result<Nation> make_nation(const std::string& calibration, NationOptions options = {}) {
  const InterviewContext context{edition().edition.census_date};
  return Nation::make(program(), context, edition().territories(), calibration, std::move(options));
}

Nation nation(NationOptions options = {}) {
  auto made = make_nation(calibration_text(), std::move(options));
  if (!made) FAIL(made.error().code, ' ', made.error().detail);
  return std::move(*made);
}

Interview opened(const Json& household) {
  auto interview = open_answers(program(), {edition().edition.census_date}, household);
  if (!interview) FAIL(interview.error().code, ' ', interview.error().detail);
  return std::move(*interview);
}

// Counts of permanent residents by what they answered.
struct Counts {
  std::int64_t persons = 0, households = 0, adults = 0;
  std::map<std::string, std::int64_t> sex, age, region, ethnicity, marital;
  std::map<std::string, std::map<std::string, std::int64_t>> religion;

  void add(const Json& household, CivilDate census) {
    ++households;
    const std::string& at = household["answers"]["region"].text();
    for (const Json& member : household["lists"]["members"].items()) {
      const Json& answers = member["answers"];
      if (answers["presence"].text() == "3") continue;
      const int years = full_years(CivilDate::parse(answers["birth_date"].text()).value(), census);
      ++persons;
      ++sex[answers["sex"].text()];
      ++age[years < 15 ? "0-14" : years < 30 ? "15-29" : years < 60 ? "30-59" : "60+"];
      ++region[at];
      ++ethnicity[answers["ethnicity"].text()];
      ++religion[at][answers["religion"].text()];
      adults += years >= 15 ? 1 : 0;
      ++marital[answers["marital_status"].text()];
    }
  }
};

std::int64_t per_ten_thousand(std::int64_t part, std::int64_t whole) { return part * 10'000 / whole; }

// Both in ten thousandths.
void check_near(const std::string& what, std::int64_t found, std::int64_t wanted, std::int64_t tolerance) {
  INFO(what, ": found ", found, ", wanted ", wanted);
  CHECK(std::abs(found - wanted) <= tolerance);
}

std::string join_households(const Nation& of, const std::vector<std::uint64_t>& numbers) {
  std::map<std::uint64_t, std::string> by_number;
  for (const std::uint64_t number : numbers) by_number[number] = to_canonical(of.household(number));
  std::string out;
  for (const auto& [number, text] : by_number) out += text + "\n";
  return out;
}

}  // namespace

TEST_CASE("synthetic nation: shares of 20,000 households are those of the census") {
  const Nation people = nation();
  const Json targets = parse_json(calibration_text()).value();
  Counts counts;
  for (std::uint64_t i = 0; i < 20'000; ++i) counts.add(people.household(i), edition().edition.census_date);
  const std::int64_t all = targets["national"]["total"].integer(), men = targets["national"]["men"].integer();
  check_near("men", per_ten_thousand(counts.sex["1"], counts.persons), per_ten_thousand(men, all), 60);
  // Ages: bands of the calibration, summed over both sexes.
  std::map<std::string, std::int64_t> ages;
  for (const std::string_view sex : {"men", "women"})
    for (std::size_t band = 0; band < 21; ++band)
      ages[band < 3    ? "0-14"
           : band < 6  ? "15-29"
           : band < 12 ? "30-59"
                       : "60+"] += targets["age_sex"][sex].items()[band].integer();
  for (const auto& [age, persons] : ages)
    check_near("age " + age, per_ten_thousand(counts.age[age], counts.persons),
               per_ten_thousand(persons, all), 100);
  for (const Json& region : targets["regions"].items()) {
    const std::string& code = region["kato"].text();
    const std::int64_t total = region["total"].integer(), here = counts.region[code];
    check_near("region " + code, per_ten_thousand(here, counts.persons), per_ten_thousand(total, all), 80);
    // Households believe together: a region has 500 to 2,300 of them here, hence two standard errors and
    // more.
    for (const auto& [religion, believers] : region["religion"].members())
      check_near("religion " + religion + " in " + code,
                 per_ten_thousand(counts.religion[code][religion], here),
                 per_ten_thousand(believers.integer(), total), 650);
  }
  for (std::size_t i = 0; i < 5; ++i) {
    const Json& group = targets["ethnicities"].items()[i];
    const std::int64_t found = counts.ethnicity[group["code"].text()];
    check_near("group " + group["name"].text(), per_ten_thousand(found, counts.persons),
               per_ten_thousand(group["total"].integer(), all), 130);
  }
  check_near("household size", counts.persons * 1000 / counts.households, 3426, 90);
  check_near("married", per_ten_thousand(counts.marital["2"], counts.adults), 6090, 200);
  check_near("never married", per_ten_thousand(counts.marital["1"], counts.adults), 2800, 200);
}

TEST_CASE("synthetic nation: the same seed gives the same bytes in any order, another seed others") {
  const std::vector<std::uint64_t> forward = {0, 1, 2, 3, 500, 1'000'000, 10'999'999};
  const std::vector<std::uint64_t> backward(forward.rbegin(), forward.rend());
  const Nation people = nation();
  const std::string bytes = join_households(people, forward);
  CHECK(bytes == join_households(people, backward));
  CHECK(bytes == join_households(nation(), forward));
  NationOptions other;
  other.seed = 2;
  CHECK(bytes != join_households(nation(other), forward));
}

TEST_CASE("synthetic nation: 2,000 households open and are complete, nobody is listed twice") {
  const Nation people = nation();
  std::set<std::string> iins;
  for (std::uint64_t i = 0; i < 2'000; ++i) {
    CAPTURE(i);
    const Json household = people.household(i);
    const Interview interview = opened(household);
    REQUIRE(interview.complete());
    REQUIRE(to_canonical(write_answers(interview, Scope::on_path)) == to_canonical(household));
    for (const Json& member : household["lists"]["members"].items())
      if (member["answers"].has("iin")) REQUIRE(iins.insert(member["answers"]["iin"].text()).second);
  }
}

TEST_CASE("synthetic nation: duplicates are listed by two households and nobody else") {
  NationOptions options;
  options.duplicate_share_ppm = 100'000;
  const Nation people = nation(options);
  std::map<std::string, int> listed;
  constexpr int households = 1'000;
  for (std::uint64_t i = 0; i < households; ++i) {
    const Json household = people.household(i);
    REQUIRE(opened(household).complete());
    for (const Json& member : household["lists"]["members"].items())
      if (member["answers"].has("iin")) ++listed[member["answers"]["iin"].text()];
  }
  int twice = 0;
  for (const auto& [iin, count] : listed) twice += count > 1 ? 1 : 0;
  CHECK(twice > households / 25);
  CHECK(twice < households / 7);
}

TEST_CASE("synthetic nation: households keep to the territories asked for") {
  NationOptions options;
  options.territories = {"430000000", "751110000"};
  const Nation people = nation(options);
  std::set<std::string> regions;
  for (std::uint64_t i = 0; i < 300; ++i) {
    const Json answers = people.household(i)["answers"];
    regions.insert(answers["region"].text());
    if (answers["region"].text() == "750000000") CHECK(answers["district"].text() == "751110000");
  }
  CHECK(regions == std::set<std::string>{"430000000", "750000000"});
  options.territories = {"999999999"};
  CHECK(make_nation(calibration_text(), options).error().code == "simulation.territory");
  CHECK(make_nation("{}").error().code == "simulation.calibration");
  CHECK(make_nation("{").error().code == "json.form");
}

TEST_CASE("sanaq simulate: files of an interrupted run are completed, not repeated") {
  const Nation people = nation();
  const os::ScratchFolder scratch;
  const HouseholdFiles files{scratch.path() + "/out", 9'990, 25, true};
  int asked = 0;
  const auto stopped = write_households(people, files, [&] { return ++asked > 14; }, [](std::uint64_t) {});
  REQUIRE(stopped);
  CHECK(stopped->written == 10);
  const auto rest = write_households(people, files, [] { return false; }, [](std::uint64_t) {});
  REQUIRE(rest);
  CHECK(rest->found == 10);
  CHECK(rest->written == 15);
  const auto names = os::list_folder(files.folder);
  REQUIRE(names);
  REQUIRE(names->size() == 2);
  const std::string text = os::read_file(files.folder + "/" + names->front().name).value();
  CHECK(text.substr(0, text.find('\n')) == to_text(people.household(9'990)));
}

TEST_CASE("sanaq simulate: operations of a journey lead to the same household") {
  const Nation people = nation();
  for (std::uint64_t i = 0; i < 200; ++i) {
    const Json household = people.household(i);
    Interview interview(program(), {edition().edition.census_date});
    for (const Operation& operation : operations_of(household, {})) REQUIRE(interview.apply(operation));
    CHECK(interview.complete());
    CHECK(to_canonical(write_answers(interview, Scope::on_path)) == to_canonical(household));
  }
}
