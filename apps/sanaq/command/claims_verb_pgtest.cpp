// People without a number who answered from two addresses: found by names and day of birth in a real
// database, decided by the edition's facts or by a clerk, and counted once.
#include "sanaq/command/claims_verb.h"

#include "microdata/microdata.h"
#include "sanaq/production/frozen_file.h"
#include "sanaq/testing/field_census.h"
#include "store/likely_people_pg.h"
#include "store/pair_review_pg.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

const CensusPlan autumn{"kz-2021", "2021-10-15T12:00:00+06:00"};

/// Pairs that wait for clerks on the page of the office.
std::int64_t waiting(PairReviewPg& pairs) {
  for (const PairCounts& round : must(pairs.counts()))
    if (round.round == namesake_round) return round.open;
  return 0;
}

void change(FieldCensus& census, const std::string& statement) {
  auto owner = census.scene.database.connect();
  REQUIRE(owner.query({"", statement, "", ""}));
}

}  // namespace

TEST_CASE("a household without numbers that answered twice from two addresses counts once, by its facts") {
  FieldCensus census(autumn);
  const int people = census.submit(1, Channel::online);
  census.submit_without_numbers(1, Channel::tablet);
  const int others = census.submit(2, Channel::online);
  REQUIRE(census.freeze("before.microdata", 1));
  census.compare_names();
  REQUIRE(census.freeze("after.microdata", 2));
  CHECK(must(open_frozen(census.scene.folder + "/after.microdata")).row_count() ==
        static_cast<std::size_t>(people + others));
  CHECK(census.read("after.microdata.counting.csv").find("1,1,2,household:channel\n") != std::string::npos);
}

TEST_CASE("what the facts do not decide goes to a clerk, once, and counts as the clerk says") {
  FieldCensus census(autumn);
  const int people = census.submit(1, Channel::online);
  census.submit_without_numbers(1, Channel::tablet);
  census.compare_names();
  // An edition that asks for nothing but names and a day: nobody is one without a clerk.
  const std::string& edition = census.edition = census.scene.folder + "/edition";
  std::filesystem::copy(source + "/editions/kz-2021", edition, std::filesystem::copy_options::recursive);
  must(os::write_file(edition + "/processing/counting.json", R"({"same_person":["channel","last"],)"
                                                             R"("channels":["tablet","online"]})"));
  const auto bring = [&] { return bring_claims(census.arguments({})); };
  REQUIRE(bring());
  pg::Pool server({census.scene.database.conninfo_as("sanaq_server"), 1, {}});
  PairReviewPg pairs(server);
  CHECK(waiting(pairs) == people);
  REQUIRE(bring());
  CHECK(waiting(pairs) == people);
  const auto first = must(pairs.next());
  REQUIRE(first.has_value());
  CHECK(must(pairs.decide(first->id, PairDecision::same, "clerk", {})));
  REQUIRE(bring_claims(census.arguments({"--to", census.scene.folder + "/counting.csv"})));
  CHECK(census.read("counting.csv") == "household,person,counted_in,rule\n1,1,2,clerk:channel\n");
}

TEST_CASE("who counts sees groups of likely people and never their keys") {
  FieldCensus census(autumn);
  census.submit(1, Channel::online);
  census.submit_without_numbers(1, Channel::tablet);
  pg::Pool pool({census.scene.database.conninfo_as("sanaq_processing"), 1, {}});
  LikelyPeoplePg likely(pool);
  CHECK(must(likely.not_compared()) <= 2);
  census.compare_names();
  CHECK(must(likely.not_compared()) == 0);
  const auto people = must(likely.people());
  REQUIRE(people.size() >= 2);
  CHECK(people.size() % 2 == 0);
  CHECK(people.front().has_number);
  CHECK_FALSE(people.back().has_number);
  {
    auto connection = must(pool.acquire(std::chrono::seconds(5)));
    CHECK_FALSE(connection->query({"", "select key from institution.likeness", "", ""}));
  }
  change(census, "delete from institution.likeness where person is null");
  CHECK(must(likely.people()).empty());
}
