#include "sanaq/tablet/tablet_report.h"

#include <doctest.h>

using namespace sanaq;

TEST_CASE("what a tablet says of itself is read, measured against the office's clock, and kept") {
  const UtcInstant now = *parse_rfc3339("2021-10-05T10:00:00Z");
  const auto report = read_report(
      R"({"at":"2021-10-05T10:03:00Z","app":"tablet-1a2b","form":"f.7","battery":81,"free":2048,"waiting":3})",
      now);
  CHECK(report.clock_seconds == 180);
  CHECK(report.battery_percent == 81);
  const auto again = from_stored(to_stored(report));
  CHECK(again.app == "tablet-1a2b");
  CHECK(again.form == "f.7");
  CHECK(again.clock_seconds == 180);
  CHECK(again.free_mib == 2048);
  CHECK(again.waiting == 3);
}

TEST_CASE("what is not readable is left out, whatever comes") {
  const UtcInstant now = *parse_rfc3339("2021-10-05T10:00:00Z");
  for (const char* header : {"", "x", "[]", "null", "{}", R"({"at":5,"battery":"full","app":"<b>"})",
                             R"({"battery":101,"free":-1,"at":"yesterday","form":["f"]})"})
    CHECK(to_stored(read_report(header, now)).empty());
  CHECK(to_stored(read_report(R"({"app":")" + std::string(700, 'a') + "\"}", now)).empty());
  CHECK(read_report(R"({"at":"2100-01-01T00:00:00Z"})", now).clock_seconds == 1'000'000'000);
  CHECK(to_stored(from_stored("not JSON")).empty());
}
