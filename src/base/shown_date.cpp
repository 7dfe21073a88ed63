#include "base/shown_date.h"

#include "base/check.h"
#include "base/text.h"

namespace sanaq {

std::string shown_day(const Messages& texts, std::string_view language, CivilDate day) {
  const std::string month = texts.text("date.month." + std::to_string(day.month()), language);
  return texts.text("date.day", language, {std::to_string(day.day()), month, std::to_string(day.year())});
}

std::string shown_moment(const Messages& texts, std::string_view language, UtcInstant at, int zone_minutes) {
  const std::string wall = to_rfc3339({at.micros + std::int64_t{zone_minutes} * 60 * micros_per_second});
  const auto day = CivilDate::parse(std::string_view(wall).substr(0, 10));
  SANAQ_CHECK(day);
  return texts.text("date.moment", language, {shown_day(texts, language, *day), wall.substr(11, 5)});
}

std::string shown_offset(int zone_minutes) {
  if (zone_minutes == 0) return "UTC";
  const int minutes = zone_minutes < 0 ? -zone_minutes : zone_minutes;
  std::string out = zone_minutes < 0 ? "UTC\u2212" : "UTC+";
  out += std::to_string(minutes / 60);
  if (minutes % 60 != 0) out += ':' + zero_padded(minutes % 60, 2);
  return out;
}

}  // namespace sanaq
