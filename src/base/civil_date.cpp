#include "base/civil_date.h"

#include "base/text.h"

namespace sanaq {
namespace {

struct YearMonthDay {
  int year, month, day;
};

// Days from civil and back: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
std::int32_t days_from_civil(int y, int m, int d) {
  y -= m <= 2 ? 1 : 0;
  const int era = (y >= 0 ? y : y - 399) / 400;
  const int yoe = y - era * 400;
  const int doy = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;
  const int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097 + doe - 719468;
}

YearMonthDay civil_from_days(std::int32_t z) {
  z += 719468;
  const int era = (z >= 0 ? z : z - 146096) / 146097;
  const int doe = z - era * 146097;
  const int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const int mp = (5 * doy + 2) / 153;
  const int d = doy - (153 * mp + 2) / 5 + 1;
  const int m = mp < 10 ? mp + 3 : mp - 9;
  return {yoe + era * 400 + (m <= 2 ? 1 : 0), m, d};
}

}  // namespace

Result<CivilDate> CivilDate::make(int year, int month, int day) {
  if (year < 1800 || year > 2199 || month < 1 || month > 12 || day < 1 || day > 31)
    return Error{"date.range", {}};
  const std::int32_t days = days_from_civil(year, month, day);
  const YearMonthDay back = civil_from_days(days);
  if (back.month != month || back.day != day) return Error{"date.range", {}};
  return CivilDate(days);
}

Result<CivilDate> CivilDate::parse(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return Error{"date.form", {}};
  const auto y = parse_digits(text.substr(0, 4));
  const auto m = parse_digits(text.substr(5, 2));
  const auto d = parse_digits(text.substr(8, 2));
  if (!y || !m || !d) return Error{"date.form", {}};
  return make(static_cast<int>(*y), static_cast<int>(*m), static_cast<int>(*d));
}

CivilDate CivilDate::from_days(std::int32_t days) {
  SANAQ_CHECK(days >= days_from_civil(1800, 1, 1));
  SANAQ_CHECK(days <= days_from_civil(2199, 12, 31));
  return CivilDate(days);
}

int CivilDate::year() const { return civil_from_days(days_).year; }
int CivilDate::month() const { return civil_from_days(days_).month; }
int CivilDate::day() const { return civil_from_days(days_).day; }

std::string CivilDate::to_string() const {
  const YearMonthDay c = civil_from_days(days_);
  return zero_padded(c.year, 4) + '-' + zero_padded(c.month, 2) + '-' + zero_padded(c.day, 2);
}

int full_years(CivilDate birth, CivilDate at) {
  const YearMonthDay b = civil_from_days(birth.days());
  const YearMonthDay a = civil_from_days(at.days());
  const bool before_birthday = a.month < b.month || (a.month == b.month && a.day < b.day);
  return a.year - b.year - (before_birthday ? 1 : 0);
}

}  // namespace sanaq
