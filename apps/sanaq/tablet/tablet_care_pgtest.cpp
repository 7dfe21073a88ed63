// What tablets ask the office beside their work: households at doors, codes that open them.
#include <doctest.h>

#include <algorithm>

#include "casework/member_code.h"
#include "casework/receipt.h"
#include "exchange/receipt_slip.h"
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

// The interviewers' app is there, so that tablets are told of its questionnaire.
void with_app(CollectionConfig& config) {
  must(os::make_folder(config.web_folder));
  must(os::write_file(config.web_folder + "/manifest.json",
                      R"({"tablet/main.ts":{"file":"assets/t.js"},"engine.wasm":{"file":"assets/e.wasm"}})"));
}

int enrol(CollectionScene& office, TabletClient& tablet, const std::string& territory) {
  return must(tablet.enrol(must(office.field().invite("Tablet", territory)))).status;
}

std::string question(const std::string& way, const std::string& value) {
  Json body = Json::object();
  body.set(way, Json::string(value));
  return to_text(body);
}

std::string at_door(TabletClient& tablet, const std::string& body) {
  const auto response = must(tablet.post("/device/check", body));
  const auto json = must(parse_json(response.body));
  if (response.status != 200) return std::to_string(response.status) + ' ' + json["code"].text();
  return json["answer"].text();
}

/// A household of the nation, interviewed on the tablet and stored.
StoredSubmission take_household(CollectionScene& office, TabletClient& tablet,
                                const std::vector<Operation>& operations) {
  const CaseId house{Uuid::make(1'631'000'000'000, tablet.rng)};
  tablet.write(house, EntryKind::form, R"({"form":"/assets/form-1.json"})");
  for (std::size_t at = 0; at < operations.size(); at += 40)
    tablet.write(house, EntryKind::operations, operations_text(operations, at, at + 40));
  // Of another version of the questionnaire: kept, and in nobody's way.
  tablet.write(house, EntryKind::operations, R"([{"op":"answer","question":"gone_since","value":"1"}])");
  tablet.write(house, EntryKind::finish, "{}");
  must(tablet.sync());
  CHECK(tablet.tablet->count().confirmed == tablet.tablet->count().written);
  const auto stored = must(office.census().submissions.find(house));
  REQUIRE(stored.has_value());
  return *stored;
}

std::string address_question(CollectionScene& office) {
  auto connection = office.database.connect();
  const auto rows = must(connection.query(
      {"", "select territory, street, house, building, flat from casework.address_finding", "", ""}));
  REQUIRE_FALSE(rows.empty());
  Json address = Json::object();
  int column = 0;
  for (const char* part : {"territory", "street", "house", "building", "flat"})
    address.set(part, Json::string(rows[0].get<std::string>(column++)));
  Json body = Json::object();
  body.set("address", std::move(address));
  return to_text(body);
}

}  // namespace

TEST_CASE("at a door: yes, no or outside the area; counted, and nothing of whom") {
  CollectionScene office;
  TabletClient first(office.site()), here(office.site()), elsewhere(office.site());
  const auto operations = household_of_nation(office.census());
  REQUIRE(enrol(office, first, "470000000") == 200);
  const StoredSubmission stored = take_household(office, first, operations);
  const Codelist& list = office.census().edition.territories();
  const std::string region = list.find(stored.territory)->columns[list.column("parent")];
  REQUIRE(enrol(office, here, region.empty() ? stored.territory : region) == 200);
  REQUIRE(enrol(office, elsewhere, stored.territory.starts_with("11") ? "470000000" : "110000000") == 200);

  const std::string code = question("code", to_text(MemberCode{stored.serial, 1}, office.census().hash));
  const std::string receipt = question("code", to_text(make_receipt(stored, office.census().signer)));
  const auto iin = std::find_if(operations.begin(), operations.end(),
                                [](const Operation& one) { return one.question == "iin"; });
  REQUIRE(iin != operations.end());
  for (const std::string& body : {code, receipt, question("iin", iin->value), address_question(office)}) {
    CAPTURE(body);
    CHECK(at_door(here, body) == "yes");
    CHECK(at_door(elsewhere, body) == "outside");
  }
  CHECK(at_door(here, question("code", "7K2M-9QXR-T4WD")) == "no");
  CHECK(at_door(here, question("iin", "900515450010")) == "no");
  CHECK(at_door(here, question("iin", "900515450017")) == "400 device.check");
  CHECK(at_door(here, question("name", "Aigul")) == "400 device.check");
  for (int i = 0; i < DoorDesk::hourly_by_iin_max; ++i) at_door(here, question("iin", "900515450010"));
  CHECK(at_door(here, question("iin", "900515450010")) == "429 device.often");
  CHECK(at_door(here, code) == "yes");

  must(office.field().set_state(here.device, DeviceState::locked));
  CHECK(at_door(here, code) == "403 exchange.locked");
  must(office.field().set_state(here.device, DeviceState::revoked));
  CHECK(at_door(here, code) == "403 device.revoked");
  here.device = elsewhere.device;
  CHECK(at_door(here, code) == "401 device.proof");
}

TEST_CASE("what the office signs on a certificate is what a tablet reads of it") {
  CollectionScene office;
  TabletClient tablet(office.site());
  REQUIRE(enrol(office, tablet, "470000000") == 200);
  const StoredSubmission stored = take_household(office, tablet, household_of_nation(office.census()));
  const auto slip = must(exchange::read_slip(to_text(make_receipt(stored, office.census().signer)) + "\n"));
  CHECK(slip.case_id == stored.case_id);
  CHECK(slip.serial == stored.serial.value());
  CHECK(slip.received_at == stored.received_at);
  CHECK(slip.persons == stored.persons);
  CHECK(slip.territory == stored.territory);
  exchange::Signature signature{};
  REQUIRE(slip.signature.size() == signature.size());
  std::copy(slip.signature.begin(), slip.signature.end(), signature.begin());
  CHECK(tablet.office_keys.verify(slip.key_number, slip.payload, signature));
}

TEST_CASE("a tablet is told once of the questionnaire, and what it writes under another one is taken") {
  CollectionScene office(with_app);
  TabletClient tablet(office.site());
  REQUIRE(enrol(office, tablet, "470000000") == 200);
  const auto first = must(tablet.sync());
  REQUIRE(first.feed.size() == 1);
  CHECK(first.feed[0].kind == exchange::FeedKind::form);
  const Json told = must(parse_json(first.feed[0].payload));
  CHECK(told["href"].text() == office.census().assets.tablet_form);
  CHECK_FALSE(told["href"].text().empty());
  CHECK(told["version"].text() == office.census().form().version);
  CHECK(must(tablet.sync()).feed.empty());
  take_household(office, tablet, household_of_nation(office.census()));
}

TEST_CASE(
    "codes that open a sealed tablet: one after the other, to a tablet in use; a phrase where it is wanted") {
  CollectionScene office;
  TabletClient tablet(office.site());
  const auto enrolled = must(tablet.enrol(must(office.field().invite("Tablet 1", "470000000", true))));
  REQUIRE(enrolled.status == 200);
  CHECK(must(parse_json(enrolled.body))["phrase"].truth());
  CHECK(must(office.field().release_codes(tablet.device)).empty());
  std::vector<std::string> given;
  const auto ask = [&](int have) {
    const std::string body = "{\"have\":" + std::to_string(have) + "}";
    const auto answer = must(parse_json(must(tablet.post("/device/release", body)).body));
    return std::to_string(answer["number"].integer()) + ": " + answer["code"].text();
  };
  for (int have = 0; have < 2; ++have) {
    given.push_back(ask(have));
    CHECK(given.back().starts_with(std::to_string(have + 1)));
    CHECK(ask(have) == given.back());  // the answer was lost
  }
  CHECK(ask(0) == given[0]);
  CHECK(given[0].substr(3) != given[1].substr(3));
  CHECK(must(office.field().release_codes(tablet.device)) == std::vector<std::string>{given[1], given[0]});
  must(office.field().set_state(tablet.device, DeviceState::locked));
  CHECK(must(tablet.post("/device/release", "{}")).status == 403);
}
