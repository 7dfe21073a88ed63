#include <doctest.h>

#include <sanaq_sql/exchange.h>

#include "casework/testing/memory_keys.h"
#include "exchange/desk.h"
#include "exchange/tablet.h"
#include "exchange/testing/fixed.h"
#include "exchange/testing/plain_keys.h"
#include "pg/testing/test_database.h"
#include "store/device_register_pg.h"
#include "store/exchange_store_pg.h"

using namespace sanaq;
using namespace sanaq::exchange;
using namespace sanaq::exchange::testing;

namespace {

/// An office on a fresh database, with one enrolled device.
struct Department {
  pg::testing::TestDatabase database;
  pg::Pool pool{{.conninfo = database.conninfo_as("sanaq_server"), .size = 4, .limits = {}}};
  sanaq::testing::MemorySealer sealer;
  ExchangeStorePg store{pool, sealer};
  DeviceRegisterPg devices{pool};
  PlainOffice office;
  StillClock clock;
  SyncDesk desk{store, office, clock};
  DeviceId device = id<DeviceId>(1);
  PlainDeviceKey key{device};
  Tablet tablet{device, office};
  std::uint8_t chains = 0;

  Department() { enrol(device, 1); }
  void enrol(DeviceId which, std::uint8_t code) {
    const Mac hash{code};
    REQUIRE(devices.invite(hash, "tablet", "470000000", {clock.now().micros + 1}));
    REQUIRE(devices.enrol(hash, which, {}, clock.now())->has_value());
  }
  void write(CaseId case_id, std::string payload) {
    Entry entry;
    entry.payload = std::move(payload);
    const Unsigned written = tablet.write(case_id, entry, id<ChainId>(++chains));
    REQUIRE(tablet.add(written, key.sign(written.to_sign())));
    tablet.flushed();
  }
  SyncAnswer call() { return *desk.sync(device, key, tablet.request({}), {}); }
  std::int64_t number(const char* question) {
    auto connection = database.connect();
    return (*connection.query({"", question, "", ""}))[0].get<std::int64_t>(0);
  }
};

}  // namespace

TEST_CASE("exchange: every statement is what its file claims") {
  pg::testing::TestDatabase database;
  auto connection = database.connect();
  for (const pg::Statement* statement : sql::exchange::all_queries) {
    const auto shape = pg::describe(connection, *statement);
    REQUIRE_MESSAGE(shape.has_value(), statement->name << " " << (shape ? "" : shape.error().detail));
    CHECK_MESSAGE(shape->params == statement->params, statement->name);
    CHECK_MESSAGE(shape->columns == statement->columns, statement->name);
  }
}

TEST_CASE("exchange: a code enrols one device, once, in time") {
  Department department;
  const Mac hash{9};
  REQUIRE(department.devices.invite(hash, "Tablet 7", "470000000", {department.clock.now().micros + 10}));
  CHECK_FALSE(department.devices.enrol(Mac{8}, id<DeviceId>(7), {}, department.clock.now())->has_value());
  CHECK_FALSE(
      department.devices.enrol(hash, id<DeviceId>(7), {}, {department.clock.now().micros + 10})->has_value());
  const std::array<std::uint8_t, 32> key{1, 2, 3};
  const auto enrolled = department.devices.enrol(hash, id<DeviceId>(7), key, department.clock.now());
  REQUIRE(enrolled->has_value());
  CHECK((**enrolled).label == "Tablet 7");
  CHECK_FALSE(department.devices.enrol(hash, id<DeviceId>(8), {}, department.clock.now())->has_value());
  CHECK((**department.devices.find(id<DeviceId>(7))).key == key);
  REQUIRE(department.devices.set_state(id<DeviceId>(7), DeviceState::locked));
  CHECK((**department.devices.find(id<DeviceId>(7))).state == DeviceState::locked);
  CHECK(department.devices.list()->size() == 2);
}

TEST_CASE("exchange: what was confirmed is stored once, sealed, and comes back") {
  Department department;
  department.write(id<CaseId>(7), "first");
  department.write(id<CaseId>(7), "second");
  const SyncRequest request = department.tablet.request({});
  CHECK(department.tablet.take(department.call())->confirmed == 2);
  CHECK(department.desk.sync(department.device, department.key, request, {}).has_value());
  CHECK(department.number("select count(*) from exchange.entry") == 2);
  const auto entries = department.store.read(request.runs[0].chain, 0, 10);
  REQUIRE(entries->size() == 2);
  CHECK((*entries)[1].payload == "second");
  department.write(id<CaseId>(7), "third");
  CHECK(department.tablet.take(department.call())->confirmed == 1);
  CHECK(department.store.read(request.runs[0].chain, 2, 10)->size() == 1);
  CHECK(department.devices.chains_behind(department.device)->size() == 1);
}

TEST_CASE("exchange: contradictions are kept aside, in pieces too") {
  Department department;
  const Tablet image = department.tablet;
  for (int i = 0; i < 3; ++i) department.write(id<CaseId>(7), "a" + std::to_string(i));
  REQUIRE(department.tablet.take(department.call()));
  department.tablet = image;
  department.chains = 0;  // the same chain again
  for (int i = 0; i < 5; ++i) department.write(id<CaseId>(7), "b" + std::to_string(i));
  CallLimits small;
  small.entries_max = 2;
  for (int i = 0; i < 4; ++i) {
    const auto answer =
        department.desk.sync(department.device, department.key, department.tablet.request(small), small);
    REQUIRE(answer);
    REQUIRE(department.tablet.take(*answer));
  }
  CHECK(department.tablet.count().confirmed == 5);
  CHECK(department.number("select count(*) from exchange.fork") >= 2);
  CHECK(department.number("select count(*) from exchange.entry") == 3);
}

TEST_CASE("exchange: a moved head is judged again, another device's chain is refused") {
  Department department;
  department.write(id<CaseId>(7), "a");
  SyncRequest request = department.tablet.request({});
  department.call();
  Commit stale{department.device, department.clock.now(), {}, {}};
  stale.additions.push_back({request.runs[0].chain, id<CaseId>(7), {}, {"x"}, {Entry{}}, {Link{}}, {}});
  CHECK(department.store.commit(stale).error().code == "exchange.moved");
  department.enrol(id<DeviceId>(2), 2);
  request.device = id<DeviceId>(2);
  const auto answer = department.desk.sync(id<DeviceId>(2), department.key, request, {});
  CHECK(read_sheet(answer->sheet, id<DeviceId>(2), department.office)->lines[0].standing ==
        Standing::refused);
}

TEST_CASE("exchange: leases have epochs, and late work is marked") {
  Department department;
  department.enrol(id<DeviceId>(2), 2);
  const auto house = id<CaseId>(7);
  const auto first = department.devices.move_lease(house, department.device, {}, "{}");
  CHECK(first->epoch == 1);
  FeedEntry assign{0, FeedKind::assign, house, 1, 0, R"({"note":"x"})"};
  REQUIRE(department.store.tell(department.device, {assign, {0, FeedKind::message, {}, 0, 0, "hello"}}));
  REQUIRE(department.tablet.take(department.call()));
  CHECK(department.tablet.feed_read() == 2);
  department.write(house, "in time");
  REQUIRE(department.tablet.take(department.call()));
  const auto second = department.devices.move_lease(house, id<DeviceId>(2), {}, "{}");
  CHECK(second->before == department.device);
  CHECK(second->epoch == 2);
  department.write(house, "late");
  REQUIRE(department.tablet.take(department.call()));
  CHECK(department.number("select count(*) from exchange.entry where late") == 1);
  CHECK(department.number("select count(*) from exchange.entry where not late") == 1);
  CHECK(department.store.feed(department.device, 1, 10)->at(0).payload == "hello");
}
