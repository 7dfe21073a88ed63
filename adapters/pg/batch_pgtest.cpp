#include <doctest.h>

#include "pg/copy.h"
#include "pg/pipeline.h"
#include "pg/testing/test_database.h"
#include "pg/transaction.h"

using namespace sanaq;
using namespace sanaq::pg;
using testing::TestDatabase;

namespace {

constexpr Statement once(std::string_view text) { return {"", text, "", ""}; }
constexpr Statement insert{"test.insert",
                           "insert into t (a, body) values ($1, $2) returning body", "int8,bytea",
                           "bytea"};

std::int64_t count(Connection& db) { return (*db.query(once("select count(*) from t")))[0].get<std::int64_t>(0); }

}  // namespace

TEST_CASE("a pipeline of a thousand statements with ten kilobytes each, both ways") {
  const TestDatabase database(TestDatabase::Content::empty);
  Connection db = database.connect();
  REQUIRE(db.run_script("create table t (a int8 primary key, body bytea)"));
  const std::string body(10'240, '\x5A');
  auto pipeline = Pipeline::begin(db);
  REQUIRE(pipeline);
  for (std::int64_t i = 0; i < 1'000; ++i) REQUIRE(pipeline->add(insert, {i, Bytes{body}}));
  auto rows = pipeline->finish();
  REQUIRE(rows);
  REQUIRE(rows->size() == 1'000);
  CHECK((*rows)[999][0].get<Bytes>(0).value == body);
  CHECK(count(db) == 1'000);
  CHECK(db.is_idle());
}

TEST_CASE("one bad row fails the batch and is named") {
  const TestDatabase database(TestDatabase::Content::empty);
  Connection db = database.connect();
  REQUIRE(db.run_script("create table t (a int8 primary key, body bytea)"));
  {
    auto pipeline = Pipeline::begin(db);
    for (const std::int64_t a : {1, 2, 2, 3}) REQUIRE(pipeline->add(insert, {a, nullptr}));
    auto rows = pipeline->finish();
    REQUIRE_FALSE(rows);
    CHECK(rows.error().code == "db.unique");
    CHECK(pipeline->failed_at() == 2);
  }
  CHECK(count(db) == 0);
  auto again = Pipeline::begin(db);  // the connection is as good as before
  REQUIRE(again);
  REQUIRE(again->add(insert, {std::int64_t{9}, nullptr}));
  REQUIRE(again->add({"test.bad", "select 1/$1::int8", "int8", "int8"}, {std::int64_t{1}}));
  CHECK(again->finish());
  CHECK(count(db) == 1);
}

TEST_CASE("a batch inside a transaction, and a batch that nobody finishes") {
  const TestDatabase database(TestDatabase::Content::empty);
  Connection db = database.connect();
  REQUIRE(db.run_script("create table t (a int8 primary key, body bytea)"));
  {
    auto transaction = Transaction::begin(db);
    auto pipeline = Pipeline::begin(db);
    REQUIRE(pipeline->add(insert, {std::int64_t{1}, nullptr}));
    REQUIRE(pipeline->finish());
  }
  CHECK(count(db) == 0);
  { auto empty = Pipeline::begin(db); }
  CHECK(db.is_usable());
  CHECK(count(db) == 0);
}

TEST_CASE("a constraint checked at commit fails the batch") {
  const TestDatabase database(TestDatabase::Content::empty);
  Connection db = database.connect();
  REQUIRE(db.run_script("create table p (a int8 primary key);"
                        "create table t (a int8 references p deferrable initially deferred, body bytea)"));
  auto pipeline = Pipeline::begin(db);
  REQUIRE(pipeline->add(insert, {std::int64_t{1}, nullptr}));
  auto rows = pipeline->finish();
  REQUIRE_FALSE(rows);
  CHECK(rows.error().code == "db.foreign_key");
  CHECK_FALSE(pipeline->failed_at());
  CHECK(count(db) == 0);
}

TEST_CASE("COPY writes and reads what INSERT would") {
  const TestDatabase database(TestDatabase::Content::empty);
  Connection db = database.connect();
  REQUIRE(db.run_script("create table t (a int8, b int4, c text, d bytea, e timestamptz, f uuid, g bool, h date)"));
  auto copy = CopyIn::begin(db, "copy t from stdin (format binary)");
  REQUIRE(copy);
  const Uuid id{Uuid::Bytes{7}};
  const std::string raw("\0\1", 2);
  for (std::int64_t i = 0; i < 20'000; ++i) {
    REQUIRE(copy->row({i, std::int32_t{4}, i % 2 == 0 ? Param("үй") : Param(nullptr), Bytes{raw}, UtcInstant{i}, id,
                       true, *CivilDate::make(2021, 9, 1)}));
  }
  auto written = copy->finish();
  REQUIRE(written);
  CHECK(*written == 20'000);
  auto out = CopyOut::begin(db, "copy (select * from t order by a) to stdout (format binary)");
  REQUIRE(out);
  std::int64_t rows = 0;
  while (true) {
    auto more = out->next();
    REQUIRE(more);
    if (!*more) break;
    REQUIRE(out->columns() == 8);
    REQUIRE(out->get<std::int64_t>(0) == rows);
    REQUIRE(out->get<std::int32_t>(1) == 4);
    REQUIRE(out->is_null(2) == (rows % 2 == 1));
    REQUIRE(out->get<std::optional<std::string>>(2).value_or("үй") == "үй");
    REQUIRE(out->get<Bytes>(3).value == raw);
    REQUIRE(out->get<UtcInstant>(4).micros == rows);
    REQUIRE(out->get<Uuid>(5) == id);
    REQUIRE(out->get<bool>(6));
    REQUIRE(out->get<CivilDate>(7) == *CivilDate::make(2021, 9, 1));
    ++rows;
  }
  CHECK(rows == 20'000);
  CHECK(db.is_idle());
}

TEST_CASE("COPY that fails or is given up leaves nothing") {
  const TestDatabase database(TestDatabase::Content::empty);
  Connection db = database.connect();
  REQUIRE(db.run_script("create table t (a int8 primary key)"));
  {
    auto copy = CopyIn::begin(db, "copy t from stdin (format binary)");
    REQUIRE(copy->row({std::int64_t{1}}));
    REQUIRE(copy->row({std::int64_t{1}}));
    CHECK(copy->finish().error().code == "db.unique");
  }
  {
    auto copy = CopyIn::begin(db, "copy t from stdin (format binary)");
    REQUIRE(copy->row({std::int64_t{1}}));
  }
  CHECK(count(db) == 0);
  CHECK(CopyIn::begin(db, "copy no_such_table from stdin (format binary)").error().code == "db.other");
  auto wrong_width = CopyIn::begin(db, "copy t from stdin (format binary)");
  REQUIRE(wrong_width->row({std::int32_t{1}}));
  CHECK_FALSE(wrong_width->finish());
  CHECK(db.is_usable());
  auto none = CopyOut::begin(db, "copy t to stdout (format binary)");
  REQUIRE(none);
  CHECK_FALSE(*none->next());
  CHECK_FALSE(*none->next());
  {
    REQUIRE(db.run_script("insert into t select generate_series(1, 100000)"));
    auto dropped = CopyOut::begin(db, "copy t to stdout (format binary)");
    REQUIRE(*dropped->next());
  }
  CHECK_FALSE(db.is_usable());
}
