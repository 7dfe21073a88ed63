// A round of the post-enumeration survey on a real database: who may be sent, answers that stay apart from
// the census, tables for matching, pairs that clerks decide.
#include "sanaq/command/coverage_round.h"

#include <algorithm>

#include "os/files.h"
#include "processing/pair_review.h"
#include "sanaq/command/freeze_verb.h"
#include "sanaq/testing/nation_household.h"
#include "sanaq/testing/tablet_client.h"
#include "store/pair_review_pg.h"

using namespace sanaq;
using namespace sanaq::testing;
using exchange::EntryKind;

namespace {

const std::string source = SANAQ_SOURCE_DIR;

template <class T>
T must(Result<T> result) {
  return CollectionScene::must(std::move(result));
}

struct Round {
  CollectionScene scene{[](CollectionConfig& config) { config.clock = "2021-11-15T12:00:00+06:00"; }};
  os::SystemRng rng;
  simulation::Nation nation = make_nation();

  simulation::Nation make_nation() const {
    const Site& site = scene.census();
    const auto calibration = must(os::read_file(source + "/editions/kz-2021/simulation/calibration.json"));
    return must(
        simulation::Nation::make(site.program, site.context, site.edition.territories(), calibration, {}));
  }
  CaseId new_case() { return {Uuid::make(1'631'000'000'000, rng)}; }
  Interview interview(int number) const {
    const Site& site = scene.census();
    return must(
        open_answers(site.program, site.context, nation.household(static_cast<std::uint64_t>(number))));
  }
  PreparedSubmission prepared(int number) {
    const Site& site = scene.census();
    const SubmissionHead head{
        new_case(), Channel::online, site.clock.now(),
        std::string(territory_of_level(site.edition.territories(),
                                       answered_territory(interview(number), site.plan), "2"))};
    auto outcome =
        must(prepare_submission(interview(number), site.plan, head, {}, {}, site.hash, site.sealer));
    auto* ready = std::get_if<PreparedSubmission>(&outcome);
    REQUIRE(ready != nullptr);
    return std::move(*ready);
  }
  /// A household all of whose people have a number or a document.
  int numbered_household() {
    for (int number = 1; number < 60; ++number) {
      const auto household = prepared(number);
      if (household.members.size() > 1 &&
          std::all_of(household.members.begin(), household.members.end(),
                      [](const MemberClaim& member) { return member.key.has_value(); }))
        return number;
    }
    FAIL("no such household");
    return 0;
  }
  std::string area_of(int number) const { return answered_territory(interview(number), scene.census().plan); }
  void enrol(TabletClient& tablet, const std::string& territory) {
    REQUIRE(must(tablet.enrol(must(scene.field().invite("Tablet", territory)))).status == 200);
  }
  Result<Done> run(Result<Done> (*step)(const Arguments&), Words words) {
    words.insert(words.end(), {"--data", scene.folder, "--database", scene.database.conninfo(), "--edition",
                               source + "/editions/kz-2021", "--locale", source + "/locale"});
    std::vector<std::string> options = coverage_round_options();
    options.insert(options.end(), {"revision"});
    return step(must(Arguments::parse(words, options, {})));
  }
  Result<Done> send(const TabletClient& tablet, const std::string& area) {
    return run(send_tablet, {"--round", "r1", "--area", area, "--device", tablet.device.value.to_string()});
  }
  std::int64_t number(const std::string& question) {
    auto connection = scene.database.connect();
    return (*connection.query({"", question, "", ""}))[0].get<std::int64_t>(0);
  }
  std::string read(const std::string& file) { return must(os::read_file(scene.folder + "/" + file)); }
};

}  // namespace

TEST_CASE("an area is listed anew by somebody else's tablet; the answers claim nobody and are matched") {
  Round round;
  const int number = round.numbered_household();
  const auto household = round.prepared(number);
  must(round.scene.census().submissions.submit({&household, 1}));
  const std::string area = round.area_of(number);
  const std::string region(territory_of_level(round.scene.census().edition.territories(), area, "1"));
  must(os::write_file(round.scene.folder + "/sample.csv",
                      "area,stratum,weight_ppm\n" + area + "," + region + ",2000000\n"));
  const Words opening = {"--round", "r1", "--areas", round.scene.folder + "/sample.csv"};
  REQUIRE(round.run(open_round, opening));
  CHECK(round.run(open_round, opening).error().code == "survey.round");

  // Who enumerated there is refused; so is a tablet that has census work left, and an area of no round.
  pg::Pool owner({round.scene.database.conninfo(), 1, {}});
  FrameStorePg frame(owner);
  must(frame.add(area, "Абай көшесі", {{{}, "1", "", ""}}));
  TabletClient there(round.scene.site()), elsewhere(round.scene.site());
  round.enrol(there, region);
  REQUIRE(must(round.scene.field().assign_next(there.device, 1)) == 1);
  round.enrol(elsewhere, region);
  CHECK(round.send(there, area).error().code == "survey.worked");
  CHECK(round.send(elsewhere, region).error().code == "survey.area");
  REQUIRE(round.send(elsewhere, area));
  CHECK(round.send(elsewhere, area).error().code == "survey.device");
  CHECK(must(round.scene.field().assign_next(elsewhere.device, 5)) == 0);

  // The interviewer lists the household from nothing.
  const CaseId found = round.new_case();
  const auto operations = operations_of(round.nation.household(static_cast<std::uint64_t>(number)), {});
  for (std::size_t at = 0; at < operations.size(); at += 40)
    elsewhere.write(found, EntryKind::operations, operations_text(operations, at, at + 40));
  elsewhere.write(found, EntryKind::finish, "{}");
  must(elsewhere.sync());
  CHECK_FALSE(must(round.scene.census().submissions.find(found)).has_value());
  CHECK(round.number("select count(*) from survey.answer") == 1);
  CHECK(round.number("select count(*) from casework.conflict") == 0);
  CHECK(round.number("select count(*) from casework.submission") == 1);

  REQUIRE(round.run(collect_round, {"--round", "r1", "--to", round.scene.folder + "/r1"}));
  const std::string survey = round.read("r1/survey.csv"), pairs = round.read("r1/pairs.csv");
  CHECK(survey.starts_with("area,key,sex,birth_year:1,birth_month,birth_day,relation_to_head\n" + area));
  CHECK(survey == round.read("r1/census.csv"));
  CHECK(pairs.starts_with("survey_row,census_row,kind,probability\n2,2,key,1.0000\n3,3,key,"));
  CHECK(round.read("r1/areas.csv") == round.read("sample.csv"));
  CHECK(round.run(collect_round, {"--round", "r2", "--to", round.scene.folder + "/r2"}).error().code ==
        "survey.round");

  REQUIRE(round.run(freeze_census, {"--to", round.scene.folder + "/a.microdata"}));
  CHECK(round.number("select persons from processing.frozen_state") ==
        static_cast<std::int64_t>(household.members.size()));
}

TEST_CASE("clerks decide pairs once; what they said goes into the table of pairs") {
  Round round;
  must(os::write_file(round.scene.folder + "/sample.csv", "area,stratum,weight_ppm\n471010000,47,1000000\n"));
  REQUIRE(round.run(open_round, {"--round", "r1", "--areas", round.scene.folder + "/sample.csv"}));
  pg::Pool processing({round.scene.database.conninfo_as("sanaq_processing"), 2, {}});
  pg::Pool server({round.scene.database.conninfo_as("sanaq_server"), 2, {}});
  PairReviewPg brings(processing), office(server);
  const DoubtfulPair pair{2, 5, "471010000", 610'000, {{"sex", 1, 1}, {"birth_year", 1980, std::nullopt}}};
  REQUIRE(brings.add("r1", {pair, {3, 6, "471010000", 400'000, {}}}));
  REQUIRE(brings.add("r1", {pair}));  // the same matching again
  const auto next = must(office.next());
  REQUIRE(next.has_value());
  CHECK(next->pair.facts == pair.facts);
  CHECK(next->pair.probability_ppm == 610'000);
  CHECK_FALSE(brings.decide(next->id, PairDecision::same, "nobody", {0}).has_value());
  CHECK(must(office.decide(next->id, PairDecision::same, "aigul", {1})));
  CHECK_FALSE(must(office.decide(next->id, PairDecision::other, "berik", {2})));
  CHECK(must(office.find(next->id))->decision == PairDecision::same);
  const auto counts = must(office.counts());
  REQUIRE(counts.size() == 1);
  CHECK(counts[0].open == 1);
  CHECK(counts[0].same == 1);

  must(os::make_folder(round.scene.folder + "/r1"));
  const std::string head = "survey_row,census_row,kind,probability\n";
  must(os::write_file(round.scene.folder + "/r1/pairs.csv",
                      head + "1,1,key,1.0000\n2,5,doubtful,0.6100\n3,6,doubtful,0.4000\n"));
  REQUIRE(round.run(take_reviewed, {"--round", "r1", "--to", round.scene.folder + "/r1"}));
  CHECK(round.read("r1/pairs.csv") == head + "1,1,key,1.0000\n2,5,same,0.6100\n3,6,doubtful,0.4000\n");
}
