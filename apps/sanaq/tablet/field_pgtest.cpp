// A tablet and the office over HTTPS on a real database: enrolment, an interview, the way into a submission.
#include <doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <future>

#include "base/bytes.h"
#include "crypto/signature.h"
#include "crypto/token.h"
#include "exchange/tablet.h"
#include "exchange/wire.h"
#include "http/client.h"
#include "os/files.h"
#include "os/system_rng.h"
#include "pg/testing/test_database.h"
#include "sanaq/collection.h"
#include "sanaq/command/simulate_journey.h"
#include "sanaq/office/evidence_desk.h"
#include "sanaq/respondent/prefill.h"
#include "sanaq/respondent/submitter.h"
#include "simulation/nation.h"

using namespace sanaq;
using exchange::EntryKind;

namespace {

const std::string source = SANAQ_SOURCE_DIR;

template <class T>
T must(Result<T> result) {
  if (!result) FAIL(result.error().code, ' ', result.error().detail);
  return *std::move(result);
}

/// A collection server of its own.
struct Office {
  pg::testing::TestDatabase database{pg::testing::TestDatabase::Content::empty};
  std::string folder = new_folder();
  std::unique_ptr<Collection> collection;

  Office() {
    CollectionConfig config;
    config.data = folder;
    config.database_url = database.conninfo();
    config.edition_folder = source + "/editions/kz-2021";
    config.locale_folder = source + "/locale";
    config.web_folder = folder + "/web";  // none
    config.port = 0;
    config.demo = true;
    config.clock = "2021-09-15T12:00:00+06:00";
    config.workers = 2;
    collection = must(Collection::open(std::move(config)));
    must(collection->listen());
  }
  ~Office() {
    collection.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }
  static std::string new_folder() {
    std::string name = "/tmp/sanaq-field-XXXXXX";
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    return name;
  }
  FieldDesk& field() { return collection->field(); }
  const Site& site() { return collection->site(); }
};

class OfficeKeysOfTablet final : public exchange::OfficeKeys {
 public:
  void add(std::uint8_t number, std::string_view key) {
    crypto::Ed25519PublicKey raw{};
    REQUIRE(key.size() == raw.size());
    std::copy(key.begin(), key.end(), raw.begin());
    keys_.add(number, raw);
  }
  bool verify(std::uint8_t number, std::string_view bytes,
              const exchange::Signature& signature) const override {
    return keys_.verify(number, bytes, signature);
  }

 private:
  ReceiptPublicKeys keys_;
};

/// A tablet that talks to the office as a browser does.
struct TabletClient {
  explicit TabletClient(Office& with) : office(with) {
    http::Endpoint endpoint{"127.0.0.1", with.collection->port(), true, http::Trust::anything, {}};
    client.emplace(must(http::Client::create(std::move(endpoint))));
  }
  http::ClientResponse enrol(const std::string& code) {
    Json body = Json::object();
    body.set("code", Json::string(code));
    body.set("key", Json::string(to_base64url(exchange::view(key.public_key()))));
    auto response = must(client->post("/device/enrol", "application/json", to_text(body)));
    if (response.status == 200) begin(must(parse_json(response.body)));
    return response;
  }
  void begin(const Json& papers) {
    device = {must(Uuid::parse(papers["device"].text()))};
    for (const Json& one : papers["office_keys"].items())
      office_keys.add(static_cast<std::uint8_t>(one["number"].integer(0)),
                      must(from_base64url(one["key"].text())));
    tablet.emplace(device, office_keys);
  }
  void write(CaseId case_id, EntryKind kind, std::string payload) {
    exchange::Entry entry;
    entry.kind = kind;
    entry.payload = std::move(payload);
    entry.salt = rng.next();
    const auto written = tablet->write(case_id, entry, {Uuid::make(1, rng)});
    must(tablet->add(written, key.sign(written.to_sign())));
    tablet->flushed();
  }
  http::ClientResponse call(const std::string& body) {
    const auto proof = key.sign(FieldDesk::proof_bytes(body));
    return must(client->post("/device/sync", "application/octet-stream", body,
                             {{"X-Sanaq-Device", device.value.to_string()},
                              {"X-Sanaq-Proof", to_base64url(exchange::view(proof))}}));
  }
  exchange::SyncAnswer sync() {
    const auto response = call(exchange::encode(tablet->request({})));
    REQUIRE(response.status == 200);
    auto answer = must(exchange::decode_answer(response.body));
    must(tablet->take(answer));
    return answer;
  }

  Office& office;
  os::SystemRng rng;
  crypto::SigningKey key{crypto::SecretKey::random()};
  std::optional<http::Client> client;
  OfficeKeysOfTablet office_keys;
  DeviceId device;
  std::optional<exchange::Tablet> tablet;
};

std::string operations_text(const std::vector<Operation>& all, std::size_t from, std::size_t to) {
  Json list = Json::array();
  for (std::size_t i = from; i < std::min(to, all.size()); ++i) list.push(to_json(all[i]));
  return to_canonical(list);
}

// A household that lives in a dwelling of the frame and answered by itself, under a case of its own.
void submit_online(Office& office, const std::vector<Operation>& answers, DwellingId dwelling, Rng& rng) {
  const Site& site = office.site();
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
void add_street(Office& office, const std::vector<std::string>& numbers) {
  pg::Pool owner({office.database.conninfo(), 1, {}});
  FrameStorePg frame(owner);
  std::vector<Dwelling> houses;
  for (const std::string& house : numbers) houses.push_back({{}, house, "", ""});
  const StreetId street = must(frame.add("471010000", "Абай көшесі", houses));
  must(frame.add_places(street, {{numbers[0], "", {4'365'000, 5'116'007}}}));
}

std::vector<Operation> household_of_nation(const Site& site) {
  const auto calibration = must(os::read_file(site.edition.folder + "/simulation/calibration.json"));
  const auto nation =
      must(simulation::Nation::make(site.program, site.context, site.edition.territories(), calibration, {}));
  return operations_of(nation.household(7), {});
}

}  // namespace

TEST_CASE("a tablet is enrolled, interviews, and the household is in the census") {
  Office office;
  TabletClient tablet(office);
  CHECK(tablet.enrol("0000-0000").status == 403);
  const std::string code = must(office.field().invite("Tablet 1", "470000000"));
  REQUIRE(tablet.enrol(code).status == 200);
  CHECK(TabletClient(office).enrol(code).status == 403);  // once

  const CaseId house{Uuid::make(1'631'000'000'000, tablet.rng)};
  must(office.field().assign(house, tablet.device, R"({"note":"blue gate"})"));
  const auto first = tablet.sync();
  REQUIRE(first.feed.size() == 1);
  CHECK(first.feed[0].payload == R"({"note":"blue gate"})");

  const auto operations = household_of_nation(office.site());
  for (std::size_t at = 0; at < operations.size(); at += 40)
    tablet.write(house, EntryKind::operations, operations_text(operations, at, at + 40));
  tablet.sync();
  CHECK(tablet.tablet->count().confirmed == tablet.tablet->count().written);
  const auto draft = must(office.site().drafts.open(house, office.site().program, office.site().context));
  CHECK(draft.interview.complete());
  CHECK_FALSE(must(office.site().submissions.find(house)).has_value());

  tablet.write(house, EntryKind::finish, "{}");
  const std::string body = exchange::encode(tablet.tablet->request({}));
  const auto response = tablet.call(body);
  REQUIRE(response.status == 200);
  CHECK(tablet.call(body).status == 200);  // the answer was lost: the same again
  must(tablet.tablet->take(must(exchange::decode_answer(response.body))));
  const auto stored = must(office.site().submissions.find(house));
  REQUIRE(stored.has_value());
  CHECK(stored->channel == Channel::tablet);
  tablet.sync();
  CHECK(tablet.tablet->find(house)->completed);
  CHECK(must(office.field().list())[0].entries == tablet.tablet->count().written);
}

TEST_CASE(
    "who is not complete hears of it; what others wrote is told; a household that came online is off the "
    "route") {
  Office office;
  TabletClient tablet(office);
  REQUIRE(tablet.enrol(must(office.field().invite("Tablet 1", "470000000"))).status == 200);
  const CaseId house{Uuid::make(1'631'000'000'000, tablet.rng)};
  must(office.field().assign(house, tablet.device, "{}"));
  tablet.sync();
  tablet.write(house, EntryKind::finish, "{}");
  tablet.sync();
  const auto refused = tablet.sync();
  REQUIRE(refused.feed.size() == 1);
  CHECK(refused.feed[0].kind == exchange::FeedKind::message);

  const auto operations = household_of_nation(office.site());
  const DeviceId browser{Uuid::make(2, tablet.rng)};
  must(office.site().drafts.append({house, browser, 1, 0, {operations.begin(), operations.begin() + 3}}));
  const auto told = tablet.sync();
  REQUIRE(told.feed.size() == 1);
  CHECK(told.feed[0].payload == operations_text(operations, 0, 3));
  CHECK(tablet.tablet->find(house)->seen == told.feed[0].position);
  CHECK(tablet.sync().feed.empty());
}

TEST_CASE("addresses of the frame are given away once, with the address in the questionnaire") {
  Office office;
  TabletClient tablet(office), other(office);
  REQUIRE(tablet.enrol(must(office.field().invite("Tablet 1", "470000000"))).status == 200);
  REQUIRE(other.enrol(must(office.field().invite("Tablet 2", "470000000"))).status == 200);
  add_street(office, {"1", "2", "10"});
  CHECK(must(office.field().assign_next(tablet.device, 2)) == 2);
  CHECK(must(office.field().assign_next(other.device, 5)) == 1);
  const auto first = tablet.sync();
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
  Office office;
  TabletClient tablet(office);
  REQUIRE(tablet.enrol(must(office.field().invite("Tablet 1", "470000000"))).status == 200);
  add_street(office, {"1", "2", "10"});
  CHECK(must(office.field().assign_next(tablet.device, 2)) == 2);
  tablet.sync();
  std::vector<DwellingId> dwellings;
  {
    auto connection = office.database.connect();
    for (const auto row :
         must(connection.query({"", "select id from frame.dwelling order by house_number", "", ""})))
      dwellings.push_back(DwellingId(row.get<std::int64_t>(0)));
  }
  const auto operations = household_of_nation(office.site());
  submit_online(office, operations, dwellings[1], tablet.rng);
  const auto told = tablet.sync();
  REQUIRE(told.feed.size() == 1);
  CHECK(told.feed[0].kind == exchange::FeedKind::completed);
  CHECK(tablet.tablet->find(told.feed[0].case_id)->completed);
  CHECK(tablet.sync().feed.empty());

  // Who answered before the dwelling was given away is not visited at all.
  submit_online(office, operations, dwellings[2], tablet.rng);
  CHECK(must(office.field().assign_next(tablet.device, 5)) == 0);
}

TEST_CASE("what two tablets wrote apart, late, and against a chain is all kept and told") {
  Office office;
  TabletClient first(office), second(office);
  REQUIRE(first.enrol(must(office.field().invite("Tablet 1", "470000000"))).status == 200);
  REQUIRE(second.enrol(must(office.field().invite("Tablet 2", "470000000"))).status == 200);
  const CaseId house{Uuid::make(1'631'000'000'000, first.rng)};
  const auto building = [](const char* value) {
    return R"([{"op":"answer","question":"building","value":")" + std::string(value) + "\"}]";
  };
  must(office.field().assign(house, first.device, "{}"));
  first.sync();
  first.write(house, EntryKind::operations, building("1"));
  must(office.field().assign(house, second.device, "{}"));
  second.sync();
  second.write(house, EntryKind::operations, building("2"));
  second.sync();
  first.sync();  // late, and without having seen the other's
  const auto image = *first.tablet;
  first.write(house, EntryKind::operations, building("3"));
  first.sync();
  first.tablet = image;  // somebody put an old storage back
  first.write(house, EntryKind::operations, building("4"));
  first.sync();

  pg::Pool pool({office.database.conninfo(), 1, {}});
  EvidenceStorePg store(pool, office.site().sealer);
  EvidenceDeskPg desk(store, office.site().drafts);
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
  Office office;
  TabletClient tablet(office), other(office);
  REQUIRE(tablet.enrol(must(office.field().invite("Tablet 1", "470000000"))).status == 200);
  REQUIRE(other.enrol(must(office.field().invite("Tablet 2", "470000000"))).status == 200);
  const CaseId house{Uuid::make(1'631'000'000'000, tablet.rng)};
  tablet.write(house, EntryKind::visit, R"({"outcome":"nobody_home"})");
  const std::string body = exchange::encode(tablet.tablet->request({}));
  const DeviceId own = tablet.device;
  tablet.device = other.device;  // speaks for another
  CHECK(tablet.call(body).status == 401);
  tablet.device = own;
  CHECK(other.call(body).status == 403);  // carries another's call
  CHECK(tablet.call("\x01 nonsense").status == 400);

  must(office.field().set_state(own, DeviceState::locked));
  tablet.sync();
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
  CHECK(tablet.call(body).status == 403);
}
