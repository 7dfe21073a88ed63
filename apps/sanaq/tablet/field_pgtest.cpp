// A tablet and the office over HTTPS on a real database: enrolment, an interview, the way into a submission.
#include <doctest.h>

#include <future>

#include "sanaq/office/evidence_desk.h"
#include "sanaq/respondent/prefill.h"
#include "sanaq/respondent/submitter.h"
#include "sanaq/testing/nation_household.h"
#include "sanaq/testing/tablet_client.h"

using namespace sanaq;
using namespace sanaq::testing;
using exchange::EntryKind;

namespace {

template <class T>
T must(Result<T> result) {
  return CollectionScene::must(std::move(result));
}

int enrol(TabletClient& tablet, const std::string& code) { return must(tablet.enrol(code)).status; }

int enrol_new(CollectionScene& office, TabletClient& tablet, const std::string& label = "Tablet 1") {
  return enrol(tablet, must(office.field().invite(label, "470000000")));
}

// A household that lives in a dwelling of the frame and answered by itself, under a case of its own.
void submit_online(CollectionScene& office, const std::vector<Operation>& answers, DwellingId dwelling,
                   Rng& rng) {
  const Site& site = office.census();
  const CaseId case_id{Uuid::make(1'631'000'000'000, rng)};
  must(prefill_address(site, case_id, must(site.frame.address(dwelling))));
  auto draft = must(site.drafts.open(case_id, site.program, site.context));
  const auto of_address = {"region", "district", "okrug",    "settlement",
                           "street", "house",    "building", "flat"};
  for (const Operation& operation : answers)
    if (std::find(of_address.begin(), of_address.end(), operation.question) == of_address.end())
      must(draft.interview.apply(operation));
  const SubmissionHead head{case_id, Channel::online, site.clock.now(), "471000000"};
  auto prepared = must(prepare_submission(draft.interview, site.plan, head, {}, {}, site.hash, site.sealer));
  auto* household = std::get_if<PreparedSubmission>(&prepared);
  REQUIRE(household != nullptr);
  std::promise<Result<SubmitOutcome>> stored;
  site.submitter.submit(std::move(*household),
                        [&](Result<SubmitOutcome> done) { stored.set_value(std::move(done)); });
  must(stored.get_future().get());
}

// Houses of a street in a district of the tablets' region; the first one has a place.
void add_street(CollectionScene& office, const std::vector<std::string>& numbers) {
  pg::Pool owner({office.database.conninfo(), 1, {}});
  FrameStorePg frame(owner);
  std::vector<Dwelling> houses;
  for (const std::string& house : numbers) houses.push_back({{}, house, "", ""});
  const StreetId street = must(frame.add("471010000", "Абай көшесі", houses));
  must(frame.add_places(street, {{numbers[0], "", {4'365'000, 5'116'007}}}));
}

}  // namespace

TEST_CASE("a tablet is enrolled, interviews, and the household is in the census") {
  CollectionScene office;
  TabletClient tablet(office.site());
  CHECK(enrol(tablet, "0000-0000") == 403);
  const std::string code = must(office.field().invite("Tablet 1", "470000000"));
  REQUIRE(enrol(tablet, code) == 200);
  TabletClient other(office.site());
  CHECK(enrol(other, code) == 403);  // once

  const CaseId house{Uuid::make(1'631'000'000'000, tablet.rng)};
  must(office.field().assign(house, tablet.device, R"({"note":"blue gate"})"));
  const auto first = must(tablet.sync());
  REQUIRE(first.feed.size() == 1);
  CHECK(first.feed[0].payload == R"({"note":"blue gate"})");

  const auto operations = household_of_nation(office.census());
  for (std::size_t at = 0; at < operations.size(); at += 40)
    tablet.write(house, EntryKind::operations, operations_text(operations, at, at + 40));
  must(tablet.sync());
  CHECK(tablet.tablet->count().confirmed == tablet.tablet->count().written);
  const auto draft =
      must(office.census().drafts.open(house, office.census().program, office.census().context));
  CHECK(draft.interview.complete());
  CHECK_FALSE(must(office.census().submissions.find(house)).has_value());

  tablet.write(house, EntryKind::finish, "{}");
  const std::string body = exchange::encode(tablet.tablet->request({}));
  const auto response = must(tablet.call(body));
  REQUIRE(response.status == 200);
  CHECK(must(tablet.call(body)).status == 200);  // the answer was lost: the same again
  must(tablet.tablet->take(must(exchange::decode_answer(response.body))));
  const auto stored = must(office.census().submissions.find(house));
  REQUIRE(stored.has_value());
  CHECK(stored->channel == Channel::tablet);
  must(tablet.sync());
  CHECK(tablet.tablet->find(house)->completed);
  CHECK(must(office.field().list())[0].entries == tablet.tablet->count().written);
}

TEST_CASE(
    "who is not complete hears of it; what others wrote is told; a household that came online is off the "
    "route") {
  CollectionScene office;
  TabletClient tablet(office.site());
  REQUIRE(enrol_new(office, tablet) == 200);
  const CaseId house{Uuid::make(1'631'000'000'000, tablet.rng)};
  must(office.field().assign(house, tablet.device, "{}"));
  must(tablet.sync());
  tablet.write(house, EntryKind::finish, "{}");
  must(tablet.sync());
  const auto refused = must(tablet.sync());
  REQUIRE(refused.feed.size() == 1);
  CHECK(refused.feed[0].kind == exchange::FeedKind::message);

  const auto operations = household_of_nation(office.census());
  const DeviceId browser{Uuid::make(2, tablet.rng)};
  must(office.census().drafts.append({house, browser, 1, 0, {operations.begin(), operations.begin() + 3}}));
  const auto told = must(tablet.sync());
  REQUIRE(told.feed.size() == 1);
  CHECK(told.feed[0].payload == operations_text(operations, 0, 3));
  CHECK(tablet.tablet->find(house)->seen == told.feed[0].position);
  CHECK(must(tablet.sync()).feed.empty());
}

TEST_CASE("addresses of the frame are given away once, with the address in the questionnaire") {
  CollectionScene office;
  TabletClient tablet(office.site()), other(office.site());
  REQUIRE(enrol_new(office, tablet) == 200);
  REQUIRE(enrol_new(office, other, "Tablet 2") == 200);
  add_street(office, {"1", "2", "10"});
  CHECK(must(office.field().assign_next(tablet.device, 2)) == 2);
  CHECK(must(office.field().assign_next(other.device, 5)) == 1);
  const auto first = must(tablet.sync());
  std::vector<std::string> assigned, told;
  for (const auto& entry : first.feed)
    (entry.kind == exchange::FeedKind::assign ? assigned : told).push_back(entry.payload);
  REQUIRE(assigned.size() == 2);
  CHECK(assigned[1].find("\"house\":\"2\"") != std::string::npos);
  CHECK(must(parse_json(assigned[0]))["lat"].text() == "43.65000");
  CHECK(must(parse_json(assigned[0]))["lon"].text() == "51.16007");
  CHECK_FALSE(must(parse_json(assigned[1])).has("lat"));
  REQUIRE(told.size() == 2);
  CHECK(told[0].find("Абай көшесі") != std::string::npos);
}

TEST_CASE("a household that answered online under its own case takes its dwelling off the route") {
  CollectionScene office;
  TabletClient tablet(office.site());
  REQUIRE(enrol_new(office, tablet) == 200);
  add_street(office, {"1", "2", "10"});
  CHECK(must(office.field().assign_next(tablet.device, 2)) == 2);
  must(tablet.sync());
  std::vector<DwellingId> dwellings;
  {
    auto connection = office.database.connect();
    for (const auto row :
         must(connection.query({"", "select id from frame.dwelling order by house_number", "", ""})))
      dwellings.push_back(DwellingId(row.get<std::int64_t>(0)));
  }
  const auto operations = household_of_nation(office.census());
  submit_online(office, operations, dwellings[1], tablet.rng);
  const auto told = must(tablet.sync());
  REQUIRE(told.feed.size() == 1);
  CHECK(told.feed[0].kind == exchange::FeedKind::completed);
  CHECK(tablet.tablet->find(told.feed[0].case_id)->completed);
  CHECK(must(tablet.sync()).feed.empty());

  // Who answered before the dwelling was given away is not visited at all.
  submit_online(office, operations, dwellings[2], tablet.rng);
  CHECK(must(office.field().assign_next(tablet.device, 5)) == 0);
}

TEST_CASE("what two tablets wrote apart, late, and against a chain is all kept and told") {
  CollectionScene office;
  TabletClient first(office.site()), second(office.site());
  REQUIRE(enrol_new(office, first) == 200);
  REQUIRE(enrol_new(office, second, "Tablet 2") == 200);
  const CaseId house{Uuid::make(1'631'000'000'000, first.rng)};
  const auto building = [](const char* value) {
    return R"([{"op":"answer","question":"building","value":")" + std::string(value) + "\"}]";
  };
  must(office.field().assign(house, first.device, "{}"));
  must(first.sync());
  first.write(house, EntryKind::operations, building("1"));
  must(office.field().assign(house, second.device, "{}"));
  must(second.sync());
  second.write(house, EntryKind::operations, building("2"));
  must(second.sync());
  must(first.sync());  // late, and without having seen the other's
  const auto image = *first.tablet;
  first.write(house, EntryKind::operations, building("3"));
  must(first.sync());
  first.tablet = image;  // somebody put an old storage back
  first.write(house, EntryKind::operations, building("4"));
  must(first.sync());

  pg::Pool pool({office.database.conninfo(), 1, {}});
  EvidenceStorePg store(pool, office.census().sealer);
  EvidenceDeskPg desk(store, office.census().drafts);
  CHECK(must(desk.doubtful({"750000000"}, 10)).empty());
  CHECK(must(desk.doubtful({}, 10)).size() == 1);
  const auto doubtful = must(desk.doubtful({"470000000"}, 10));
  REQUIRE(doubtful.size() == 1);
  CHECK(doubtful[0].case_id == house);
  CHECK(doubtful[0].contested);
  CHECK(doubtful[0].late == 2);
  CHECK(doubtful[0].forks == 1);
  const CaseEvidence all = must(desk.evidence(house));
  CHECK(all.writers.size() == 2);
  REQUIRE(all.overruled.size() == 1);
  CHECK(all.overruled[0].lost.value == "2");
  CHECK(all.overruled[0].won.value == "1");
  REQUIRE(all.forks.size() == 1);
  CHECK(all.forks[0].first == 2);
  REQUIRE(all.forks[0].entries.size() == 1);
  CHECK(all.forks[0].entries[0].payload == building("4"));
}

TEST_CASE("a wrong signature, a locked and a revoked tablet") {
  CollectionScene office;
  TabletClient tablet(office.site()), other(office.site());
  REQUIRE(enrol_new(office, tablet) == 200);
  REQUIRE(enrol_new(office, other, "Tablet 2") == 200);
  const CaseId house{Uuid::make(1'631'000'000'000, tablet.rng)};
  tablet.write(house, EntryKind::visit, R"({"outcome":"nobody_home"})");
  const std::string body = exchange::encode(tablet.tablet->request({}));
  const DeviceId own = tablet.device;
  tablet.device = other.device;  // speaks for another
  CHECK(must(tablet.call(body)).status == 401);
  tablet.device = own;
  CHECK(must(other.call(body)).status == 403);  // carries another's call
  CHECK(must(tablet.call("\x01 nonsense")).status == 400);

  must(office.field().set_state(own, DeviceState::locked));
  must(tablet.sync());
  CHECK(tablet.tablet->locked());
  CHECK(tablet.tablet->count().confirmed == 1);
  {
    auto connection = office.database.connect();
    const auto calls = must(connection.query(
        {"", "select sum(entries), sum(forked), sum(refused), min(bytes) from exchange.call", "", ""}));
    CHECK(calls[0].get<std::int64_t>(0) == 1);
    CHECK(calls[0].get<std::int64_t>(2) == 0);
    CHECK(calls[0].get<std::int64_t>(3) > 0);
  }
  must(office.field().set_state(own, DeviceState::revoked));
  CHECK(must(tablet.call(body)).status == 403);
}

TEST_CASE("the office knows how far from its dwelling a visit was, and not where") {
  CollectionScene office;
  TabletClient tablet(office.site());
  REQUIRE(enrol_new(office, tablet) == 200);
  add_street(office, {"1", "2", "10"});
  CHECK(must(office.field().assign_next(tablet.device, 2)) == 2);
  const auto told = must(tablet.sync());
  std::vector<CaseId> houses;
  for (const auto& entry : told.feed)
    if (entry.kind == exchange::FeedKind::assign) houses.push_back(entry.case_id);
  REQUIRE(houses.size() == 2);
  tablet.write(houses[0], EntryKind::visit,
               R"({"outcome":"nobody_home","lat":43.6590,"lon":51.1601,"accuracy_m":20})");
  tablet.write(houses[0], EntryKind::visit, R"({"outcome":"interview","lat":43.6500,"lon":51.1602})");
  tablet.write(houses[1], EntryKind::visit, R"({"outcome":"refusal","lat":43.6590,"lon":51.1601})");
  must(tablet.sync());
  must(tablet.sync());
  pg::Pool pool({office.database.conninfo_as("sanaq_server"), 1, {}});
  VisitStorePg store(pool);
  const auto far = must(store.find({{"471010000"}, {}, {}, 200, 10}));
  REQUIRE(far.size() == 1);
  CHECK(far[0].case_id == houses[0]);
  CHECK(far[0].territory == "471010000");  // of the dwelling, not of the tablet
  CHECK(*far[0].visit.metres > 980);
  CHECK(*far[0].visit.metres < 1'020);
  CHECK(far[0].visit.accuracy == 20);
  CHECK(must(store.find({{"470000000"}, {}, {}, 200, 10})).empty());
  CHECK(must(store.find({{}, {}, {}, 1'500, 10})).empty());
  CHECK(must(store.find({{}, tablet.device, {}, 200, 10})).size() == 3);
  CHECK(must(store.find({{}, {}, houses[1], 200, 10})).size() == 1);
}
