// From stored cases of the edition's own form to a frozen file: spoilt answers are mended on the way.
#include "sanaq/production/editing.h"

#include <doctest.h>

#include "microdata/microdata.h"
#include "sanaq/testing/stored_census.h"

using namespace sanaq;
using namespace sanaq::testing;

TEST_CASE("spoilt households are mended before they are frozen, and what changed is told without names") {
  StoredCensus census(80);
  for (const std::size_t at : {3u, 20u, 41u}) census.spoil(at, "sex");
  census.spoil(60, "citizenship");
  const Frozen frozen = census.freeze(1000);
  REQUIRE(frozen.editing);
  REQUIRE(frozen.editing->report() != nullptr);
  const EditReport& report = *frozen.editing->report();
  CHECK(report.households(EditedCase::Outcome::left) == 0);
  CHECK(report.households(EditedCase::Outcome::clean) == 76);
  CHECK(report.changes() >= 4);
  const std::string csv = frozen.editing->changes_csv();
  CHECK(csv.find("\n4,1,sex,,") != std::string::npos);
  CHECK(csv.find("\n61,1,citizenship,,1,citizenship.required,") != std::string::npos);
}

TEST_CASE("a frozen household has the type that the populations were counted by") {
  StoredCensus census(60);
  const Frozen frozen = census.freeze(1000);
  const UnitTable* households = frozen.data.table(Unit::household);
  REQUIRE(households != nullptr);
  const std::int32_t at = households->find(household_type_variable);
  REQUIRE(at >= 0);
  const auto column = static_cast<std::size_t>(at);
  std::map<std::string, std::int64_t> types;
  for (std::uint32_t row = 0; row < households->row_count(); ++row)
    ++types[households->variable(column).codes.categories[households->column(column).at(row)].code];
  REQUIRE(frozen.population.has_value());
  CHECK(types == frozen.population->households());
  CHECK(types.size() > 3);
  CHECK(frozen.population->de_jure() == frozen.report.permanent);
}

TEST_CASE("the same cases give the same file, whatever the pages they are read in") {
  StoredCensus census(40);
  census.spoil(7, "birth_date");
  census.spoil(9, "marital_status");
  const Frozen whole = census.freeze(1000), parts = census.freeze(7);
  CHECK(whole.data.bytes() == parts.data.bytes());
  CHECK(whole.editing->changes_csv() == parts.editing->changes_csv());
  CHECK(to_canonical(whole.editing->report()->to_json()) == to_canonical(parts.editing->report()->to_json()));
}

TEST_CASE(
    "answers from classifiers are frozen, with the level above; what was only typed is counted and left "
    "out") {
  StoredCensus census(60);
  census.tell(0, "ethnicity", "999");
  census.tell(0, "ethnicity_other", "белгісіз халық");
  const Frozen frozen = census.freeze(1000);
  const UnitTable& people = *frozen.data.table(Unit::person);
  std::map<std::string, int> stated;
  for (const char* name : {"occupation", "occupation_group", "activity", "activity_group", "speciality_group",
                           "country_of_birth"}) {
    const std::int32_t at = people.find(name);
    REQUIRE(at >= 0);
    const auto column = static_cast<std::size_t>(at);
    for (std::uint32_t row = 0; row < people.row_count(); ++row) {
      const auto& code = people.variable(column).codes.categories[people.column(column).at(row)].code;
      stated[name] += code != not_stated && code != not_applicable ? 1 : 0;
    }
  }
  for (const auto& [name, rows] : stated) {
    CAPTURE(name);
    CHECK(rows > 0);
  }
  CHECK(stated["occupation"] == stated["occupation_group"]);
  const auto texts_of = [&](const char* question) {
    return frozen.report.texts.at(census.edition.form.form->find(question));
  };
  CHECK(texts_of("ethnicity_other") == 1);
  for (const char* part : {"street", "house", "building", "flat"}) CHECK(texts_of(part) == 0);
}
