// Texts for clerks in PostgreSQL: with the two roles that meet there.
#include <doctest.h>
#include <sanaq_sql/coding.h>

#include "pg/testing/test_database.h"
#include "processing/testing/coding_queue_contract.h"
#include "store/coding_queue_pg.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

struct Scene {
  pg::testing::TestDatabase database;
  pg::Pool server{{.conninfo = database.conninfo_as("sanaq_server"), .size = 2, .limits = {}}};
  pg::Pool processing{{.conninfo = database.conninfo_as("sanaq_processing"), .size = 2, .limits = {}}};
};

}  // namespace

TEST_CASE("coding: every statement is what its file claims") {
  Scene s;
  auto connection = s.database.connect();
  for (const pg::Statement* statement : sql::coding::all_queries) {
    const auto shape = pg::describe(connection, *statement);
    REQUIRE_MESSAGE(shape.has_value(), statement->name << " " << (shape ? "" : shape.error().detail));
    CHECK_MESSAGE(shape->params == statement->params, statement->name);
    CHECK_MESSAGE(shape->columns == statement->columns, statement->name);
  }
}

TEST_CASE("coding: processing brings texts, clerks of the office decide them") {
  Scene s;
  CodingQueuePg processing(s.processing), office(s.server);
  coding_queue_contract(processing, office);
}

TEST_CASE("coding: neither role can do the other's part") {
  Scene s;
  CodingQueuePg processing(s.processing), office(s.server);
  CHECK_FALSE(office.note("people", {{"aa", "Aa", 2}}).has_value());
  REQUIRE(processing.note("people", {{"aa", "Aa", 2}}));
  CHECK_FALSE(processing.say({"people", "aa", "nobody", "001"}, 1, {0}).has_value());
  CHECK(office.decided("people").value().empty());
}
