#include "base/instant.h"

#include <optional>

#include "base/civil_date.h"
#include "base/text.h"

namespace sanaq {
namespace {

constexpr std::int64_t seconds_per_day = 86'400;

// Reads ".ffffff" (1 to 6 digits) at the front of `text`, or nothing. Gives microseconds; -1 when malformed.
std::int64_t take_fraction(std::string_view& text) {
  if (text.empty() || text[0] != '.') return 0;
  std::size_t n = 1;
  std::int64_t micros = 0;
  std::int64_t scale = micros_per_second / 10;
  for (; n < text.size() && text[n] >= '0' && text[n] <= '9'; ++n, scale /= 10)
    micros += (text[n] - '0') * scale;
  if (n == 1 || n > 7) return -1;
  text.remove_prefix(n);
  return micros;
}

// Offset east of UTC in seconds, or nothing.
std::optional<std::int64_t> zone_seconds(std::string_view text) {
  if (text == "Z" || text == "z") return 0;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const auto h = parse_digits(text.substr(1, 2));
  const auto m = parse_digits(text.substr(4, 2));
  if (!h || !m || *h > 23 || *m > 59) return std::nullopt;
  const std::int64_t seconds = *h * 3600 + *m * 60;
  return text[0] == '-' ? -seconds : seconds;
}

}  // namespace

std::string to_rfc3339(UtcInstant instant) {
  std::int64_t seconds = instant.micros / micros_per_second;
  std::int64_t fraction = instant.micros % micros_per_second;
  if (fraction < 0) --seconds, fraction += micros_per_second;
  std::int64_t days = seconds / seconds_per_day;
  std::int64_t rest = seconds % seconds_per_day;
  if (rest < 0) --days, rest += seconds_per_day;
  std::string out = CivilDate::from_days(static_cast<std::int32_t>(days)).to_string() + 'T' +
                    zero_padded(rest / 3600, 2) + ':' + zero_padded(rest / 60 % 60, 2) + ':' +
                    zero_padded(rest % 60, 2);
  if (fraction != 0) out += '.' + zero_padded(fraction, 6);
  return out + 'Z';
}

Result<UtcInstant> parse_rfc3339(std::string_view text) {
  if (text.size() < 20 || (text[10] != 'T' && text[10] != 't') || text[13] != ':' || text[16] != ':')
    return Error{"instant.form", {}};
  auto date = CivilDate::parse(text.substr(0, 10));
  const auto h = parse_digits(text.substr(11, 2));
  const auto m = parse_digits(text.substr(14, 2));
  const auto s = parse_digits(text.substr(17, 2));
  if (!date || !h || !m || !s || *h > 23 || *m > 59 || *s > 59) return Error{"instant.form", {}};
  std::string_view rest = text.substr(19);
  const std::int64_t fraction = take_fraction(rest);
  const auto zone = zone_seconds(rest);
  if (fraction < 0 || !zone) return Error{"instant.form", {}};
  const std::int64_t seconds = date->days() * seconds_per_day + *h * 3600 + *m * 60 + *s - *zone;
  return UtcInstant{seconds * micros_per_second + fraction};
}

}  // namespace sanaq
