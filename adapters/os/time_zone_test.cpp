#include "os/time_zone.h"

#include <doctest.h>

#include "os/files.h"

using namespace sanaq;
using namespace sanaq::os;

namespace {
UtcInstant at(const char* text) { return *parse_rfc3339(text); }
}  // namespace

TEST_CASE("Kazakhstan had two zones in 2021 and has one since March 2024") {
  const auto almaty = TimeZone::load("Asia/Almaty");
  REQUIRE(almaty);
  CHECK(almaty->name() == "Asia/Almaty");
  CHECK(almaty->minutes_at(at("2021-09-01T00:00:00Z")) == 360);
  CHECK(almaty->minutes_at(at("2024-02-29T17:59:59Z")) == 360);
  CHECK(almaty->minutes_at(at("2024-02-29T18:00:00Z")) == 300);
  CHECK(almaty->minutes_at(at("2040-01-01T00:00:00Z")) == 300);
  CHECK(TimeZone::load("Asia/Aqtau")->minutes_at(at("2021-09-01T00:00:00Z")) == 300);
}

TEST_CASE("UTC without a file, names that are none, bytes that are none") {
  CHECK(TimeZone().minutes_at(at("2021-09-01T00:00:00Z")) == 0);
  CHECK(TimeZone::load("Asia/Atlantis").error().code == "zone.unknown");
  CHECK(TimeZone::load("../../../etc/passwd").error().code == "zone.unknown");
  CHECK(TimeZone::load("").error().code == "zone.unknown");
  CHECK(TimeZone::read("x", "TZif2").error().code == "zone.file");
  const auto bytes = read_file("/usr/share/zoneinfo/Asia/Almaty");
  REQUIRE(bytes);
  for (std::size_t size = 0; size < bytes->size(); size += 7)
    static_cast<void>(TimeZone::read("x", std::string_view(*bytes).substr(0, size)));
}
