// A state frozen from a real database by the verb: households that answered online, people of institutions,
// interviews from a tablet, and who is in several of them.
#include "sanaq/command/freeze_verb.h"

#include "microdata/microdata.h"
#include "sanaq/production/frozen_file.h"
#include "sanaq/testing/field_census.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

void check_both_counted_once(FieldCensus& census) {
  const int first = census.submit(1, Channel::online);
  const int second = census.submit(2, Channel::online);
  census.submit(1, Channel::tablet);  // the same household again, at the door
  const int resident = census.submit_resident(4, "childrens_home");
  REQUIRE(census.freeze("a.microdata", 1));
  const Microdata data = must(open_frozen(census.scene.folder + "/a.microdata"));
  CHECK(data.info().edition == census.plan.edition);
  CHECK(data.table(Unit::household)->row_count() == 3);
  CHECK(data.row_count() == static_cast<std::size_t>(first + second + resident));
  // The online answer is the one left out: an interviewer was there since.
  const std::string counting = census.read("a.microdata.counting.csv");
  CHECK(counting.starts_with("household,person,counted_in,rule\n1,1,3,household:channel\n"));
  CHECK(std::count(counting.begin(), counting.end(), '\n') == 1 + first);
}

}  // namespace

TEST_CASE("kz-2021: a household that answered twice counts once; a name is given to one state for ever") {
  FieldCensus census({"kz-2021", "2021-10-15T12:00:00+06:00"});
  check_both_counted_once(census);
  const auto again = census.freeze("b.microdata", 1);
  REQUIRE_FALSE(again);
  CHECK(again.error().code == "freeze.exists");
  CHECK(again.error().detail == "kz-2021 revision 1");
  CHECK_FALSE(os::file_exists(census.scene.folder + "/b.microdata"));
  CHECK(census.freeze("a.microdata", 2).error().code == "freeze.exists");
  // The same cases under another name differ in the name alone.
  REQUIRE(census.freeze("c.microdata", 2));
  CHECK(census.read("a.microdata.counting.csv") == census.read("c.microdata.counting.csv"));
  auto owner = census.scene.database.connect();
  const auto states = *owner.query(
      {"", "select count(*), count(distinct digest), min(submissions) from processing.frozen_state", "", ""});
  CHECK(states[0].get<std::int64_t>(0) == 2);
  CHECK(states[0].get<std::int64_t>(1) == 2);
  CHECK(states[0].get<std::int64_t>(2) == 4);
}

TEST_CASE("kz-2020: the pilot is frozen from its own answers by the same rules") {
  FieldCensus census({"kz-2020", "2020-10-15T12:00:00+06:00"});
  check_both_counted_once(census);
}

TEST_CASE("an interview from a tablet is frozen; the same bytes come twice when the name is given back") {
  FieldCensus census({"kz-2021", "2021-10-15T12:00:00+06:00"});
  census.interview(7);
  census.submit(2, Channel::online);
  REQUIRE(census.freeze("a.microdata", 1));
  const Microdata data = must(open_frozen(census.scene.folder + "/a.microdata"));
  CHECK(data.table(Unit::household)->row_count() == 2);
  auto owner = census.scene.database.connect();
  REQUIRE(owner.query({"", "delete from processing.frozen_state", "", ""}));
  REQUIRE(census.freeze("b.microdata", 1));
  CHECK(census.read("a.microdata") == census.read("b.microdata"));
}

TEST_CASE("households that never answered are closed by rule, and every imputed row says so") {
  FieldCensus census({"kz-2021", "2021-10-15T12:00:00+06:00"});
  const int first = census.submit(1, Channel::online), second = census.submit(2, Channel::online);
  const auto dwellings = census.add_street({"1", "2", "3", "4", "5", "6"});
  census.visit({{"nobody_home", "refusal"},
                {"vacant"},
                {"demolished"},
                {"nobody_home", "nobody_home", "nobody_home"},
                {"nobody_home"}});
  const std::string registered = census.scene.folder + "/registered.csv";
  must(os::write_file(registered, "dwelling,persons\n" + std::to_string(dwellings.at("4")) + ",2\n"));
  REQUIRE(census.freeze("a.microdata", 1, {"--administrative", registered}));

  const Microdata data = must(open_frozen(census.scene.folder + "/a.microdata"));
  const UnitTable& people = *data.table(Unit::person);
  const auto origin = static_cast<std::size_t>(people.find("record_origin"));
  const auto district = static_cast<std::size_t>(people.find("district"));
  std::int64_t told = 0, imputed = 0;
  for (std::uint32_t row = 0; row < people.row_count(); ++row) {
    const bool is_told = people.column(origin).at(row) == 0;
    ++(is_told ? told : imputed);
    if (is_told) continue;
    const auto& codes = people.variable(district).codes.categories;
    CHECK(codes[people.column(district).at(row)].code == "471000000");
  }
  CHECK(told == first + second);
  CHECK(data.table(Unit::household)->row_count() == 4);
  // Refused, and at home to nobody three times where people are registered; vacant; demolished; two nobody
  // knows of.
  CHECK(census.read("a.microdata.closing.csv")
            .ends_with("\n471000000,0,0,2,1,1,2,2," + std::to_string(imputed) + "\n"));
  REQUIRE(census.freeze("b.microdata", 2, {"--administrative", registered}));
  CHECK(census.read("a.microdata.closing.csv") == census.read("b.microdata.closing.csv"));
}
