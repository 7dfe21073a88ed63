#include <doctest.h>

#include <array>
#include <thread>

#include "pg/connection.h"
#include "pg/migration.h"
#include "pg/testing/test_database.h"

using namespace sanaq;
using namespace sanaq::pg;
using testing::TestDatabase;

namespace {

constexpr std::array<Migration, 2> two{{{1, "house", "create table house (id int8 primary key);"},
                                        {3, "flat", "create table flat (id int8); insert into flat values (1);"}}};
constexpr Statement flats{"", "select count(*) from flat", "", "int8"};

}  // namespace

TEST_CASE("migrations run once, in order, and may be run again") {
  const TestDatabase database(TestDatabase::Content::empty);
  Connection db = database.connect();
  auto first = migrate(db, std::span(two).first(1), schema_roles());
  REQUIRE(first);
  CHECK(first->applied == 1);
  auto second = migrate(db, two, schema_roles());
  REQUIRE(second);
  CHECK(second->applied == 1);
  CHECK(second->version == 3);
  auto third = migrate(db, two, schema_roles());
  REQUIRE(third);
  CHECK(third->applied == 0);
  CHECK((*db.query(flats))[0].get<std::int64_t>(0) == 1);
}

TEST_CASE("a changed, newer or late migration is refused") {
  const TestDatabase database(TestDatabase::Content::empty);
  Connection db = database.connect();
  REQUIRE(migrate(db, two, ""));
  auto changed = two;
  changed[0].text = "create table house (id int8 primary key, name text);";
  CHECK(migrate(db, changed, "").error().code == "migration.checksum");
  CHECK(migrate(db, std::span(two).first(1), "").error().code == "migration.newer");
  const std::array<Migration, 3> late{{two[0], {2, "late", "select 1"}, two[1]}};
  CHECK(migrate(db, late, "").error().code == "migration.order");
  CHECK(migrate(db, two, ""));  // the lock was given back each time
}

TEST_CASE("a migration that fails changes nothing") {
  const TestDatabase database(TestDatabase::Content::empty);
  Connection db = database.connect();
  const std::array<Migration, 2> bad{{two[0], {2, "bad", "create table half (id int8); select no_such_thing;"}}};
  auto result = migrate(db, bad, "");
  REQUIRE_FALSE(result);
  CHECK(result.error().detail.starts_with("0002_bad"));
  CHECK_FALSE(db.query({"", "select * from half", "", ""}));
  CHECK(db.query({"", "select * from house", "", ""}));
}

TEST_CASE("servers that start together migrate once") {
  const TestDatabase database(TestDatabase::Content::empty);
  std::atomic<int> applied = 0;
  std::atomic<int> failed = 0;
  std::vector<std::thread> servers;
  for (int n = 0; n < 4; ++n) {
    servers.emplace_back([&] {
      Connection db = database.connect();
      auto report = migrate(db, two, schema_roles());
      report ? applied += report->applied : ++failed;
    });
  }
  for (std::thread& server : servers) server.join();
  CHECK(failed == 0);
  CHECK(applied == 2);
}

TEST_CASE("the schema of this build goes in, twice, with its roles") {
  const TestDatabase database;
  Connection db = database.connect();
  auto report = migrate(db, schema_migrations(), schema_roles());
  REQUIRE(report);
  CHECK(report->applied == 0);
  Connection portal = database.connect_as("sanaq_portal");
  CHECK(portal.query({"", "select 1", "", ""}));
  CHECK(portal.run_script("create role sanaq_test_other").error().code == "db.permission");
}
