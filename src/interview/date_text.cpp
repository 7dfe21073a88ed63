#include <array>

#include "base/civil_date.h"
#include "base/text.h"
#include "interview/value_text.h"

namespace sanaq::engine {
namespace {

struct MonthNames {
  std::string_view language;
  std::array<std::string_view, 12> short_names;
};

// Abbreviated month names of the Unicode CLDR (format, abbreviated).
constexpr std::array<MonthNames, 3> month_names{{
    {"kk", {"қаң.", "ақп.", "нау.", "сәу.", "мам.", "мау.", "шіл.", "там.", "қыр.", "қаз.", "қар.", "жел."}},
    {"ru",
     {"янв.", "февр.", "мар.", "апр.", "мая", "июн.", "июл.", "авг.", "сент.", "окт.", "нояб.", "дек."}},
    {"en", {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}},
}};

std::string month_name(std::int64_t month, std::string_view language) {
  for (const MonthNames& names : month_names)
    if (names.language == language)
      return std::string(names.short_names[static_cast<std::size_t>(month - 1)]);
  return zero_padded(month, 2);
}

struct Parts {
  std::int64_t year = 0, month = 1, day = 1;
};

Parts parts_of(ValueType type, std::int64_t value) {
  if (type == ValueType::year) return {value, 1, 1};
  if (type == ValueType::month) return {value / 12, value % 12 + 1, 1};
  const CivilDate date = CivilDate::from_days(static_cast<std::int32_t>(value));
  return {date.year(), date.month(), date.day()};
}

}  // namespace

std::string formatted_date(ValueType type, std::int64_t value, std::string_view pattern,
                           std::string_view language) {
  const Parts date = parts_of(type, value);
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '%' || i + 1 == pattern.size()) {
      out += pattern[i];
      continue;
    }
    switch (pattern[++i]) {
      case 'Y':
        out += zero_padded(date.year, 4);
        break;
      case 'm':
        out += zero_padded(date.month, 2);
        break;
      case 'n':
        out += std::to_string(date.month);
        break;
      case 'd':
        out += zero_padded(date.day, 2);
        break;
      case 'e':
        out += std::to_string(date.day);
        break;
      case 'b':
        out += month_name(date.month, language);
        break;
      default:
        out += pattern[i];
    }
  }
  return out;
}

}  // namespace sanaq::engine
