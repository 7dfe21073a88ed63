#pragma once
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace sanaq {

/// A day of the proleptic Gregorian calendar, years 1800 to 2199, without zone.
class CivilDate {
 public:
  CivilDate() = default;
  /// Errors: "date.range" when the day does not exist or lies outside the years above.
  static Result<CivilDate> make(int year, int month, int day);
  /// text: `YYYY-MM-DD`. Errors: "date.form", "date.range".
  static Result<CivilDate> parse(std::string_view text);
  /// days: since 1970-01-01; must lie inside the years above (a bug otherwise).
  static CivilDate from_days(std::int32_t days);
  std::int32_t days() const { return days_; }
  int year() const;
  int month() const;
  int day() const;
  std::string to_string() const;
  friend auto operator<=>(CivilDate, CivilDate) = default;

 private:
  explicit CivilDate(std::int32_t days) : days_(days) {}
  std::int32_t days_ = 0;  // since 1970-01-01
};

/// Full years lived from `birth` to `at`: a person born on 29 February turns older on 1 March of common
/// years. Negative when `at` lies before `birth`.
int full_years(CivilDate birth, CivilDate at);

}  // namespace sanaq
