#include <doctest.h>

#include <sanaq_sql/publishing.h>

#include "base/sha256.h"
#include "pg/pool.h"
#include "pg/testing/test_database.h"
#include "publishing/testing/release_store_contract.h"
#include "release_store/release_store_pg.h"

using namespace sanaq;
using pg::Statement;
using pg::testing::TestDatabase;

namespace {

pg::PoolOptions options_of(const TestDatabase& database, std::string_view role) {
  return {database.conninfo_as(role), 2, {}};
}

UtcInstant database_now(const TestDatabase& database) {
  auto connection = database.connect();
  const auto rows = connection.query(Statement{"", "select now()", "", "timestamptz"}).value();
  return rows[0].get<UtcInstant>(0);
}

std::string error_of(pg::Connection& connection, std::string_view text) {
  const auto rows = connection.query(Statement{"", text, "", ""});
  return rows ? "" : rows.error().code;
}

}  // namespace

TEST_CASE("the PostgreSQL store keeps the contract, each side with its own role") {
  const TestDatabase database;
  pg::Pool office(options_of(database, "sanaq_processing")), portal(options_of(database, "sanaq_portal"));
  ReleaseArchivePg archive(office);
  ReleaseCataloguePg catalogue(portal);
  testing::check_release_store(archive, catalogue, database_now(database));
}

TEST_CASE("the database's clock is a gate of its own: a program in a hurry sees nothing early") {
  const TestDatabase database;
  pg::Pool office(options_of(database, "sanaq_processing")), portal(options_of(database, "sanaq_portal"));
  ReleaseArchivePg archive(office);
  ReleaseCataloguePg catalogue(portal);
  const UtcInstant soon{database_now(database).micros + 3600 * micros_per_second};
  REQUIRE(archive.place(testing::sample_release("region-sex", soon)));
  const UtcInstant wrong_clock{soon.micros + 1};
  CHECK(catalogue.list(wrong_clock).value().empty());
  CHECK(!catalogue.file("region-sex", 1, "region-sex.px", wrong_clock).value());
}

TEST_CASE("the portal's role reads two views and no table in any schema") {
  const TestDatabase database;
  auto owner = database.connect();
  // A table of answers as anybody might add one, besides those the migrations have made.
  REQUIRE(
      owner.run_script("create schema stand_in; create table stand_in.answer (value text);"
                       "insert into stand_in.answer values ('x')"));
  auto portal = database.connect_as("sanaq_portal");
  CHECK(error_of(portal, "select 1 from release.visible_version").empty());
  CHECK(error_of(portal, "select 1 from release.visible_file").empty());
  CHECK(error_of(portal, "select 1 from stand_in.answer") == "db.permission");
  for (const char* text :
       {"select 1 from release.version", "select 1 from release.file",
        "insert into release.visible_version (id) values ('x')", "delete from release.visible_version",
        "create table release.mine (x int)", "create schema mine"}) {
    CHECK_MESSAGE(error_of(portal, text) == "db.permission", text);
  }
  const auto tables =
      owner.query(Statement{"",
                            "select format('%I.%I', table_schema, table_name) from information_schema.tables "
                            "where table_schema not in ('pg_catalog', 'information_schema') order by 1",
                            "", "text"});
  int refused = 0;
  for (const auto row : tables.value()) {
    const auto name = row.get<std::string>(0);
    const bool open = name == "release.visible_version" || name == "release.visible_file";
    const std::string code = error_of(portal, "select 1 from " + name + " limit 1");
    CHECK_MESSAGE((open ? code.empty() : code == "db.permission"), name);
    refused += open ? 0 : 1;
  }
  CHECK(refused >= 3);
}

TEST_CASE("a release is never changed, and its hash is checked by the database, too") {
  const TestDatabase database;
  pg::Pool office(options_of(database, "sanaq_processing"));
  REQUIRE(ReleaseArchivePg(office).place(testing::sample_release("region-sex", UtcInstant{0})));
  auto owner = database.connect();
  for (const char* text : {"update release.file set bytes = ''", "delete from release.version",
                           "update release.version set visible_from = now()"}) {
    CHECK_MESSAGE(!error_of(owner, text).empty(), text);
  }
  Release broken = testing::sample_release("broken", UtcInstant{0});
  broken.files[0].bytes += " ";
  CHECK(!ReleaseArchivePg(office).place(broken));
  const auto rows =
      owner.query(Statement{"", "select 1 from release.version where id = 'broken'", "", "int4"});
  CHECK(rows.value().empty());  // nothing of it stays
}

TEST_CASE("every query is what its head says") {
  const TestDatabase database;
  auto owner = database.connect();
  for (const Statement* statement : sql::publishing::all_queries) {
    const auto shape = describe(owner, *statement);
    REQUIRE_MESSAGE(shape.has_value(), statement->name);
    CHECK(shape->params == statement->params);
    CHECK(shape->columns == statement->columns);
  }
}
