#include <doctest.h>

#include <limits>

#include "pg/cluster_settings.h"
#include "pg/connection.h"
#include "pg/param.h"
#include "pg/sqlstate.h"

using namespace sanaq;
using namespace sanaq::pg;

TEST_CASE("SQLSTATE becomes a stable code") {
  CHECK(code_of_sqlstate("23505") == "db.unique");
  CHECK(code_of_sqlstate("23503") == "db.foreign_key");
  CHECK(code_of_sqlstate("23514") == "db.check");
  CHECK(code_of_sqlstate("23502") == "db.check");
  CHECK(code_of_sqlstate("40001") == "db.serialization");
  CHECK(code_of_sqlstate("40P01") == "db.serialization");
  CHECK(code_of_sqlstate("53100") == "db.disk_full");
  CHECK(code_of_sqlstate("57P01") == "db.connection");
  CHECK(code_of_sqlstate("08006") == "db.connection");
  CHECK(code_of_sqlstate("42501") == "db.permission");
  CHECK(code_of_sqlstate("57014") == "db.timeout");
  CHECK(code_of_sqlstate("55P03") == "db.timeout");
  CHECK(code_of_sqlstate("22012") == "db.other");
}

TEST_CASE("the constraint is read from the detail") {
  CHECK(constraint_of({"db.unique", "sqlstate=23505 constraint=person_pkey table=person"}) == "person_pkey");
  CHECK(constraint_of({"db.unique", "sqlstate=23505 constraint=person_pkey"}) == "person_pkey");
  CHECK(constraint_of({"db.other", "sqlstate=22012"}).empty());
  CHECK(is_worth_retrying({"db.serialization", ""}));
  CHECK_FALSE(is_worth_retrying({"db.unique", ""}));
}

TEST_CASE("integers and instants keep their bytes") {
  using Limits = std::numeric_limits<std::int64_t>;
  for (const std::int64_t value : {INT64_C(0), INT64_C(-1), INT64_C(4242424242), Limits::max(), Limits::min()}) {
    std::string bytes;
    Wire<std::int64_t>::append(bytes, value);
    CHECK(Wire<std::int64_t>::read(bytes) == value);
  }
  std::string bytes;
  Wire<UtcInstant>::append(bytes, UtcInstant{946'684'800'000'000});  // 2000-01-01T00:00Z is PostgreSQL's zero
  CHECK(bytes == std::string(8, '\0'));
  bytes.clear();
  Wire<std::int16_t>::append(bytes, -2);
  CHECK(bytes == "\xFF\xFE");
}

TEST_CASE("an array is written as PostgreSQL writes it, and broken ones are refused") {
  const Param param(std::vector<std::optional<std::int32_t>>{1, std::nullopt});
  CHECK(param.type() == 1007);
  const std::string bytes(param.bytes());
  CHECK(bytes == std::string("\0\0\0\1\0\0\0\1\0\0\0\x17\0\0\0\2\0\0\0\1\0\0\0\4\0\0\0\1\xFF\xFF\xFF\xFF", 32));
  const auto read = read_array(bytes);
  REQUIRE(read);
  CHECK(read->parts.size() == 2);
  CHECK_FALSE(read->parts[1]);
  for (std::size_t cut = 0; cut < bytes.size(); ++cut) CHECK_FALSE(read_array(bytes.substr(0, cut)));
  std::string huge = bytes;
  huge[12] = '\x7F';  // claims two thousand million elements
  CHECK_FALSE(read_array(huge));
}

TEST_CASE("parameters know null, text and binary") {
  CHECK(Param(nullptr).is_null());
  CHECK(Param(std::optional<std::int64_t>()).is_null());
  CHECK(Param(std::optional<std::int64_t>()).type() == 20);
  CHECK(Param(std::optional<std::string>()).type() == 0);
  CHECK(Param("жай").format() == 0);
  CHECK(Param("").bytes().data() != nullptr);
  CHECK(Param(std::string_view("a\0b", 3)).format() == 1);  // so that the server sees all of it
  CHECK(Param(true).type() == 16);
}

TEST_CASE("conninfo values are quoted") { CHECK(conninfo_value(R"(a'b\c d)") == R"('a\'b\\c d')"); }

TEST_CASE("settings follow the machine") {
  const std::int64_t giga = std::int64_t{1} << 30;
  const std::string large = cluster_settings(ClusterProfile::production, {64 * giga, 900 * giga, "lz4"}, "/s");
  CHECK(large.find("shared_buffers = 4096MB\n") != std::string::npos);
  CHECK(large.find("max_wal_size = 16384MB\n") != std::string::npos);
  CHECK(large.find("fsync = on\n") != std::string::npos);
  CHECK(large.find("synchronous_commit = on\n") != std::string::npos);
  CHECK(large.find("wal_compression = lz4\n") != std::string::npos);
  CHECK(large.find("listen_addresses = ''\n") != std::string::npos);
  const std::string small = cluster_settings(ClusterProfile::production, {giga, 20 * giga, "on"}, "/s");
  CHECK(small.find("shared_buffers = 256MB\n") != std::string::npos);
  CHECK(small.find("max_wal_size = 2048MB\n") != std::string::npos);
  const std::string demo = cluster_settings(ClusterProfile::demo, {giga, 20 * giga, "on"}, "/s");
  CHECK(demo.find("fsync = on\n") != std::string::npos);
}
