#include <doctest.h>

#include "casework/testing/memory_keys.h"
#include "pg/testing/test_database.h"
#include "store/wrong_codes_pg.h"

using namespace sanaq;

namespace {

constexpr std::int64_t second = micros_per_second;
UtcInstant at(std::int64_t seconds) { return {1'630'000'000 * second + seconds * second}; }

struct Codes {
  pg::testing::TestDatabase database;
  pg::Pool pool{{.conninfo = database.conninfo_as("sanaq_server"), .size = 2, .limits = {}}};
  testing::MemoryHash hash;
  WrongCodesPg codes{pool, hash, "tablet"};

  std::int64_t wait(const std::string& address, std::int64_t seconds) {
    return codes.wait_seconds(address, at(seconds)).value();
  }
  void guess(const std::string& address, int times, std::int64_t seconds) {
    for (int i = 0; i < times; ++i) REQUIRE(codes.note_wrong(address, at(seconds)));
  }
};

}  // namespace

TEST_CASE(
    "wrong codes: an address that guesses waits, and goes on after half a minute; a restart forgets "
    "nothing") {
  Codes here;
  CHECK(here.wait("192.0.2.1", 0) == 0);
  here.guess("192.0.2.1", WrongCodesPg::address_burst - 1, 0);
  CHECK(here.wait("192.0.2.1", 0) == 0);
  here.guess("192.0.2.1", 1, 0);
  CHECK(here.wait("192.0.2.1", 0) == 30);
  WrongCodesPg another(here.pool, here.hash, "tablet");  // another process, or the same one after a restart
  CHECK(another.wait_seconds("192.0.2.1", at(0)).value() == 30);
  WrongCodesPg of_cards(here.pool, here.hash, "card number");
  CHECK(of_cards.wait_seconds("192.0.2.1", at(0)).value() == 0);
  CHECK(here.wait("192.0.2.1", 29) == 1);
  CHECK(here.wait("192.0.2.1", 30) == 0);
  REQUIRE(another.note_wrong("192.0.2.1", at(30)));
  CHECK(here.wait("192.0.2.1", 30) == 30);
  CHECK(here.wait("192.0.2.1", 30 * WrongCodesPg::address_burst + 30) == 0);
}

TEST_CASE("wrong codes: mistakes elsewhere hold nobody; those of one network of IPv6 are one place") {
  Codes here;
  here.guess("192.0.2.1", 100, 0);
  CHECK(here.wait("192.0.2.2", 0) == 0);
  here.guess("2001:db8:1:2::7", WrongCodesPg::address_burst, 0);
  CHECK(here.wait("2001:db8:1:2:a:b:c:d", 0) > 0);
  CHECK(here.wait("2001:db8:1:3::7", 0) == 0);
}

TEST_CASE("wrong codes: many addresses together come to the limit for all, which gives way within seconds") {
  Codes here;
  for (int i = 0; i < WrongCodesPg::total_burst; ++i) here.guess("host" + std::to_string(i), 1, 0);
  CHECK(here.wait("192.0.2.9", 0) == 1);
  CHECK(here.wait("192.0.2.9", 1) == 0);
  here.guess("192.0.2.9", 1, 3'600);  // what counts no more is not kept
  auto connection = here.database.connect();
  const auto rows = *connection.query({"", "select count(*) from exchange.wrong_code", "", ""});
  CHECK(rows[0].get<std::int64_t>(0) == 2);
}
