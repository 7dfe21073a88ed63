#include <doctest.h>

#include "pg/pipeline.h"
#include "pg/sqlstate.h"
#include "pg/testing/test_database.h"
#include "pg/transaction.h"

using namespace sanaq;
using namespace sanaq::pg;
using testing::TestDatabase;

namespace {

constexpr Statement once(std::string_view text) { return {"", text, "", ""}; }

template <class T>
T round_trip(Connection& db, std::string_view type, const Param& value) {
  const std::string text = "select $1::" + std::string(type);
  auto rows = db.query(once(text), Params(&value, 1));
  REQUIRE(rows);
  return (*rows)[0].get<T>(0);
}

const Uuid id_one{Uuid::Bytes{1, 2, 3, 4, 5, 6, 0x70, 8, 0x90, 10, 11, 12, 13, 14, 15, 16}};

}  // namespace

TEST_CASE("every type comes back as it went") {
  const TestDatabase database(TestDatabase::Content::empty);
  Connection db = database.connect();
  CHECK(round_trip<std::string>(db, "text", "Қазақстан, санақ") == "Қазақстан, санақ");
  CHECK(round_trip<std::string>(db, "text", "").empty());
  CHECK(round_trip<std::int64_t>(db, "int8", std::int64_t{-9'000'000'000}) == -9'000'000'000);
  CHECK(round_trip<std::int32_t>(db, "int4", std::int32_t{-7}) == -7);
  CHECK(round_trip<std::int16_t>(db, "int2", std::int16_t{-7}) == -7);
  CHECK(round_trip<std::int64_t>(db, "int4", std::int32_t{12}) == 12);
  CHECK(round_trip<bool>(db, "bool", true));
  const std::string raw("\0\xFF\x10 bytes", 9);
  CHECK(round_trip<Bytes>(db, "bytea", Bytes{raw}).value.size() == raw.size());
  CHECK(round_trip<Bytes>(db, "bytea", Bytes{""}).value.empty());
  const UtcInstant census = *parse_rfc3339("2021-08-31T18:00:00.123456Z");
  CHECK(round_trip<UtcInstant>(db, "timestamptz", census) == census);
  CHECK(round_trip<UtcInstant>(db, "timestamptz", "2021-09-01T00:00:00.123456+06:00") == census);
  CHECK(round_trip<UtcInstant>(db, "timestamptz", "infinity").micros == std::numeric_limits<std::int64_t>::max());
  const CivilDate born = *CivilDate::make(1899, 12, 31);
  CHECK(round_trip<CivilDate>(db, "date", born) == born);
  CHECK(round_trip<Uuid>(db, "uuid", id_one) == id_one);
  CHECK(round_trip<Uuid>(db, "uuid", id_one.to_string()) == id_one);
  CHECK(round_trip<std::string>(db, "jsonb", R"({"a": [1, 2]})") == R"({"a": [1, 2]})");
  CHECK(round_trip<std::string>(db, "json", R"({"a":1})") == R"({"a":1})");
  CHECK_FALSE(round_trip<std::optional<std::int64_t>>(db, "int8", nullptr));
  CHECK_FALSE(round_trip<std::optional<Uuid>>(db, "uuid", std::optional<Uuid>()));
  CHECK(round_trip<std::optional<Uuid>>(db, "uuid", id_one) == id_one);
}

TEST_CASE("the byte content of bytea is kept") {
  const TestDatabase database(TestDatabase::Content::empty);
  Connection db = database.connect();
  std::string all;
  for (int i = 0; i < 256; ++i) all.push_back(static_cast<char>(i));
  auto rows = db.query(once("select $1::bytea, encode($1::bytea, 'hex')"), {Bytes{all}});
  REQUIRE(rows);
  CHECK((*rows)[0].get<Bytes>(0).value == all);
  CHECK((*rows)[0].get<std::string>(1).substr(0, 8) == "00010203");
}

TEST_CASE("arrays travel both ways, with nulls") {
  const TestDatabase database(TestDatabase::Content::empty);
  Connection db = database.connect();
  using Numbers = std::vector<std::int64_t>;
  CHECK(round_trip<Numbers>(db, "int8[]", Numbers{1, -2, 3}) == Numbers{1, -2, 3});
  CHECK(round_trip<Numbers>(db, "int8[]", Numbers{}).empty());
  using Texts = std::vector<std::optional<std::string>>;
  const Texts texts{"а,б", std::nullopt, "", R"("{}\)"};
  CHECK(round_trip<Texts>(db, "text[]", texts) == texts);
  const std::vector<Uuid> ids{id_one, Uuid()};
  CHECK(round_trip<std::vector<Uuid>>(db, "uuid[]", ids) == ids);
  const std::vector<bool> flags{true, false};
  CHECK(round_trip<std::vector<bool>>(db, "bool[]", flags) == flags);
  const std::vector<UtcInstant> instants{{0}, {1'700'000'000'000'001}};
  CHECK(round_trip<std::vector<UtcInstant>>(db, "timestamptz[]", instants) == instants);
  const std::vector<CivilDate> days{*CivilDate::make(2021, 9, 1)};
  CHECK(round_trip<std::vector<CivilDate>>(db, "date[]", days) == days);
}

TEST_CASE("unnest inserts many rows by one statement") {
  const TestDatabase database(TestDatabase::Content::empty);
  Connection db = database.connect();
  REQUIRE(db.run_script("create table sealed (id uuid primary key, body bytea, at timestamptz)"));
  const std::string body("\0sealed", 7);
  const std::vector<Uuid> ids{id_one, Uuid()};
  const std::vector<std::optional<Bytes>> bodies{Bytes{body}, std::nullopt};
  const std::vector<UtcInstant> at{{5}, {6}};
  auto inserted = db.execute({"test.unnest", "insert into sealed select * from unnest($1, $2, $3)", "", ""},
                             {ids, bodies, at});
  REQUIRE(inserted);
  CHECK(*inserted == 2);
  auto rows = db.query(once("select body, at from sealed where id = $1"), {id_one});
  REQUIRE(rows);
  CHECK((*rows)[0].get<Bytes>(0).value == body);
  CHECK((*rows)[0].get<UtcInstant>(1).micros == 5);
}

TEST_CASE("errors have codes, and no data in the detail") {
  const TestDatabase database(TestDatabase::Content::empty);
  Connection db = database.connect();
  REQUIRE(db.run_script("create table house (id int8 primary key, flats int4 not null check (flats > 0));"
                        "create table flat (house int8 references house, name text unique);"
                        "insert into house values (770077, 3); insert into flat values (770077, 'secret-name')"));
  const auto code = [&](std::string_view text) {
    auto result = db.query(once(text));
    REQUIRE_FALSE(result);
    CHECK(result.error().detail.find("770077") == std::string::npos);
    CHECK(result.error().detail.find("secret-name") == std::string::npos);
    return result.error().code;
  };
  CHECK(code("insert into house values (770077, 1)") == "db.unique");
  CHECK(code("insert into flat values (770077, 'secret-name')") == "db.unique");
  CHECK(code("insert into flat values (7700771, 'b')") == "db.foreign_key");
  CHECK(code("insert into house values (5, 0)") == "db.check");
  CHECK(code("insert into house values (5, null)") == "db.check");
  CHECK(code("select 'secret-name'::int8") == "db.other");
  CHECK(code("select no_such_column from house") == "db.other");
  CHECK(db.query(once("select $1::text"), {std::string_view("a\0b", 3)}).error().code == "db.other");
  auto named = db.query(once("insert into house values (770077, 1)"));
  CHECK(constraint_of(named.error()) == "house_pkey");
  REQUIRE(db.run_script("set statement_timeout = 50"));
  CHECK(code("select pg_sleep(5)") == "db.timeout");
  CHECK(db.is_usable());
}

TEST_CASE("serialisation failures, locks and permission are told apart") {
  const TestDatabase database(TestDatabase::Content::empty);
  Connection one = database.connect();
  Connection two = database.connect();
  REQUIRE(one.run_script("create table t (a int8); insert into t values (1)"));
  auto first = Transaction::begin(one, Isolation::repeatable_read);
  REQUIRE(first);
  REQUIRE(one.query(once("select a from t")));
  REQUIRE(two.execute(once("update t set a = 2")));
  CHECK(one.execute(once("update t set a = 3")).error().code == "db.serialization");
  CHECK(first->commit().error().code == "db.aborted");
  REQUIRE(one.run_script("begin; lock table t"));
  REQUIRE(two.run_script("set lock_timeout = 20"));
  CHECK(two.query(once("select a from t")).error().code == "db.timeout");
  REQUIRE(one.run_script("rollback; create role sanaq_test_stranger login"));
  {
    Connection stranger = database.connect_as("sanaq_test_stranger");
    CHECK(stranger.query(once("select a from t")).error().code == "db.permission");
  }
  REQUIRE(one.run_script("drop role sanaq_test_stranger"));
}

TEST_CASE("a transaction without commit leaves nothing") {
  const TestDatabase database(TestDatabase::Content::empty);
  Connection db = database.connect();
  REQUIRE(db.run_script("create table t (a int8)"));
  const Statement insert{"test.insert", "insert into t values ($1)", "int8", ""};
  const auto count = [&] { return (*db.query(once("select count(*) from t")))[0].get<std::int64_t>(0); };
  {
    auto transaction = Transaction::begin(db);
    REQUIRE(transaction);
    REQUIRE(db.execute(insert, {std::int64_t{1}}));
    CHECK_FALSE(db.is_idle());
  }
  CHECK(db.is_idle());
  CHECK(count() == 0);
  {
    auto transaction = Transaction::begin(db, Isolation::serializable);
    REQUIRE(db.execute(insert, {std::int64_t{1}}));
    REQUIRE(transaction->commit());
  }
  CHECK(count() == 1);
}

TEST_CASE("one name may be used with other types") {
  const TestDatabase database(TestDatabase::Content::empty);
  Connection db = database.connect();
  const Statement echo{"test.echo", "select $1::text", "", "text"};
  CHECK((*db.query(echo, {std::int32_t{5}}))[0].get<std::string>(0) == "5");
  CHECK((*db.query(echo, {std::int64_t{6}}))[0].get<std::string>(0) == "6");
  CHECK((*db.query(echo, {"seven"}))[0].get<std::string>(0) == "seven");
  CHECK((*db.query(once("select count(*) from pg_prepared_statements")))[0].get<std::int64_t>(0) == 3);
}

TEST_CASE("the server tells the shape of a statement") {
  const TestDatabase database(TestDatabase::Content::empty);
  Connection db = database.connect();
  const Statement sample{"", "select $1 as a, now() as b, array[$2] as c", "uuid,text[]", "uuid,timestamptz,text[]"};
  auto shape = describe(db, {"", "select $1 as a, now() as b, $2 as c", "uuid,text[]", ""});
  REQUIRE(shape);
  CHECK(shape->params == "uuid,text[]");
  CHECK(shape->columns == sample.columns);
  CHECK_FALSE(describe(db, {"", "select $1", "no_such_type", ""}));
}

TEST_CASE("a server that is not there, or a database that is not there") {
  CHECK(Connection::connect("host=/nonexistent").error().code == "db.connection");
  const TestDatabase database(TestDatabase::Content::empty);
  CHECK_FALSE(Connection::connect(database.conninfo() + " dbname=no_such_database"));
}
