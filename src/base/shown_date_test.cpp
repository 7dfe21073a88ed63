#include "base/shown_date.h"

#include <doctest.h>

#include <fstream>
#include <sstream>

using namespace sanaq;

namespace {

Messages texts() {
  std::ifstream file(SANAQ_SOURCE_DIR "/locale/dates.csv");
  std::ostringstream all;
  all << file.rdbuf();
  Messages out;
  REQUIRE(out.add(all.str()));
  return out;
}

}  // namespace

TEST_CASE("a moment is written as people of the language write it, on the wall of the zone") {
  const Messages all = texts();
  const UtcInstant census = *parse_rfc3339("2021-08-31T18:00:00Z");
  CHECK(shown_moment(all, "kk", census, 360) == "2021 жылғы 1 қыркүйек, 00:00");
  CHECK(shown_moment(all, "ru", census, 360) == "1 сентября 2021 года, 00:00");
  CHECK(shown_moment(all, "en", census, 360) == "1 September 2021, 00:00");
  CHECK(shown_moment(all, "en", census, 0) == "31 August 2021, 18:00");
  CHECK(shown_day(all, "ru", *CivilDate::make(2024, 2, 29)) == "29 февраля 2024 года");
}

TEST_CASE("offsets of zones") {
  CHECK(shown_offset(0) == "UTC");
  CHECK(shown_offset(300) == "UTC+5");
  CHECK(shown_offset(330) == "UTC+5:30");
  CHECK(shown_offset(-180) ==
        "UTC\u2212"
        "3");
}
