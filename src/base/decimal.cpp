#include "base/decimal.h"

#include "base/text.h"

namespace sanaq {
namespace {

__extension__ using Wide = __int128;

std::optional<Decimal> narrowed(Wide value) {
  if (value > INT64_MAX || value < -INT64_MAX) return std::nullopt;
  return Decimal{static_cast<std::int64_t>(value)};
}

Wide divided_half_away(Wide a, Wide b) {
  if (b < 0) a = -a, b = -b;
  return a >= 0 ? (a + b / 2) / b : -((-a + b / 2) / b);
}

}  // namespace

std::optional<Decimal> parse_decimal(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const auto point = text.find_first_of(".,");
  const auto whole = parse_digits(text.substr(0, point));
  if (!whole) return std::nullopt;
  Wide scaled = static_cast<Wide>(*whole) * Decimal::scale;
  if (point != std::string_view::npos) {
    const std::string_view digits = text.substr(point + 1);
    const auto fraction = parse_digits(digits);
    if (!fraction || digits.size() > 6) return std::nullopt;
    std::int64_t part = *fraction;
    for (std::size_t i = digits.size(); i < 6; ++i) part *= 10;
    scaled += part;
  }
  return narrowed(negative ? -scaled : scaled);
}

std::string to_string(Decimal value) {
  const bool negative = value.scaled < 0;
  const std::int64_t magnitude = negative ? -value.scaled : value.scaled;
  std::string out = (negative ? "-" : "") + zero_padded(magnitude / Decimal::scale, 1);
  if (std::int64_t fraction = magnitude % Decimal::scale; fraction != 0) {
    std::string digits = zero_padded(fraction, 6);
    while (digits.back() == '0') digits.pop_back();
    out += '.' + digits;
  }
  return out;
}

std::optional<Decimal> add(Decimal a, Decimal b) { return narrowed(static_cast<Wide>(a.scaled) + b.scaled); }
std::optional<Decimal> subtract(Decimal a, Decimal b) {
  return narrowed(static_cast<Wide>(a.scaled) - b.scaled);
}

std::optional<Decimal> multiply(Decimal a, Decimal b) {
  return narrowed(divided_half_away(static_cast<Wide>(a.scaled) * b.scaled, Decimal::scale));
}

std::optional<Decimal> divide(Decimal a, Decimal b) {
  if (b.scaled == 0) return std::nullopt;
  return narrowed(divided_half_away(static_cast<Wide>(a.scaled) * Decimal::scale, b.scaled));
}

}  // namespace sanaq
