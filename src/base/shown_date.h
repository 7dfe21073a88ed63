#pragma once
#include <string>
#include <string_view>

#include "base/civil_date.h"
#include "base/instant.h"
#include "base/messages.h"

namespace sanaq {

/// A day as people of the language write it: `2021 жылғы 1 қыркүйек`, `1 сентября 2021 года`,
/// `1 September 2021`. texts: hold locale/dates.csv.
std::string shown_day(const Messages& texts, std::string_view language, CivilDate day);

/// A moment on the wall of a zone that is `zone_minutes` ahead of UTC, to the minute:
/// `1 September 2021, 00:00`. The zone is not named.
std::string shown_moment(const Messages& texts, std::string_view language, UtcInstant at, int zone_minutes);

/// `UTC+5`, `UTC+5:30`, `UTC−3`, `UTC`.
std::string shown_offset(int zone_minutes);

}  // namespace sanaq
