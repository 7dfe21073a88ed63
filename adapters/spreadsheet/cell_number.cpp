#include "spreadsheet/cell_number.h"

#include <charconv>
#include <cmath>
#include <cstdio>

#include "base/civil_date.h"
#include "base/text.h"

namespace sanaq {
namespace {

std::optional<double> parse_double(std::string_view text) {
  text = trim(text);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace

std::optional<std::string> number_text(std::string_view stored) {
  constexpr double largest = 1e15;
  const auto value = parse_double(stored);
  if (!value || std::fabs(*value) >= largest) return std::nullopt;
  // Fifteen significant digits hide the last bits of the binary fraction: 0.1 + 0.2 is 0.3.
  char rounded[64];
  std::snprintf(rounded, sizeof rounded, "%.14e", *value);
  const auto shown = parse_double(rounded);
  if (!shown) return std::nullopt;
  char buffer[400];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, *shown, std::chars_format::fixed).ptr;
  std::string out(buffer, end);
  return out == "-0" ? "0" : out;
}

std::optional<std::string> date_text(std::string_view stored, bool from_1904) {
  constexpr double serial_max = 109'000;  // in the year 2198
  constexpr int seconds_of_day = 86'400;
  const auto serial = parse_double(stored);
  if (!serial || *serial < (from_1904 ? 0 : 1) || *serial > serial_max) return std::nullopt;
  auto days = static_cast<std::int32_t>(std::floor(*serial));
  auto seconds = static_cast<int>(std::lround((*serial - days) * seconds_of_day));
  if (seconds == seconds_of_day) {
    seconds = 0;
    ++days;
  }
  if (!from_1904 && days == 60) return std::nullopt;
  const auto base = CivilDate::make(from_1904 ? 1904 : 1899, from_1904 ? 1 : 12, from_1904 ? 1 : 31);
  // Spreadsheet programs count a 29 February 1900: days after it are one too high.
  const std::int32_t since = from_1904 ? days : days > 60 ? days - 1 : days;
  std::string out = CivilDate::from_days(base->days() + since).to_string();
  if (seconds == 0) return out;
  return out + ' ' + zero_padded(seconds / 3600, 2) + ':' + zero_padded(seconds / 60 % 60, 2) + ':' +
         zero_padded(seconds % 60, 2);
}

bool is_date_format(int id) {
  return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
}

bool is_date_pattern(std::string_view pattern) {
  char inside = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (inside != 0) {
      if (c == inside) inside = 0;
    } else if (c == '"') {
      inside = '"';
    } else if (c == '[') {
      inside = ']';
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == 'y' || c == 'Y' || c == 'd' || c == 'D' || c == 'm' || c == 'M') {
      return true;
    }
  }
  return false;
}

}  // namespace sanaq
