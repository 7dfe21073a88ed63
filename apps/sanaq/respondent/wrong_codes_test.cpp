#include "sanaq/respondent/wrong_codes.h"

#include <doctest.h>

using namespace sanaq;

namespace {

constexpr std::int64_t second = micros_per_second;
UtcInstant at(std::int64_t seconds) { return {1'630'000'000 * second + seconds * second}; }

void guess(WrongCodes& codes, const std::string& address, int times, UtcInstant now) {
  for (int i = 0; i < times; ++i) codes.note_wrong(address, now);
}

}  // namespace

TEST_CASE("an address that guesses waits, and goes on after half a minute") {
  WrongCodes codes;
  CHECK(codes.wait_seconds("192.0.2.1", at(0)) == 0);
  guess(codes, "192.0.2.1", WrongCodes::address_burst - 1, at(0));
  CHECK(codes.wait_seconds("192.0.2.1", at(0)) == 0);
  codes.note_wrong("192.0.2.1", at(0));
  CHECK(codes.wait_seconds("192.0.2.1", at(0)) == 30);
  CHECK(codes.wait_seconds("192.0.2.1", at(29)) == 1);
  CHECK(codes.wait_seconds("192.0.2.1", at(30)) == 0);
  codes.note_wrong("192.0.2.1", at(30));
  CHECK(codes.wait_seconds("192.0.2.1", at(30)) == 30);
  CHECK(codes.wait_seconds("192.0.2.1", at(30 * WrongCodes::address_burst + 30)) == 0);
}

TEST_CASE("others' mistakes elsewhere hold nobody; those of one network of IPv6 are one place") {
  WrongCodes codes;
  guess(codes, "192.0.2.1", 100, at(0));
  CHECK(codes.wait_seconds("192.0.2.2", at(0)) == 0);
  guess(codes, "2001:db8:1:2::7", WrongCodes::address_burst, at(0));
  CHECK(codes.wait_seconds("2001:db8:1:2:a:b:c:d", at(0)) > 0);
  CHECK(codes.wait_seconds("2001:db8:1:3::7", at(0)) == 0);
}

TEST_CASE("many addresses together come to the limit for all, which gives way within seconds") {
  WrongCodes codes;
  for (int i = 0; i < WrongCodes::total_burst; ++i) codes.note_wrong("host" + std::to_string(i), at(0));
  CHECK(codes.wait_seconds("192.0.2.9", at(0)) == 1);
  CHECK(codes.wait_seconds("192.0.2.9", at(1)) == 0);
}
