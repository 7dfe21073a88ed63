#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sanaq {

/// An exact decimal number with six digits after the point; |value| < 9.2 * 10^12. No binary floating point,
/// so that every platform gives the same digits.
struct Decimal {
  static constexpr std::int64_t scale = 1'000'000;
  std::int64_t scaled = 0;  // value * scale
  static constexpr Decimal of(std::int64_t whole) { return {whole * scale}; }
  friend auto operator<=>(Decimal, Decimal) = default;
};

/// Accepts `-12`, `3.5`, `3,5`; at most six digits after the point. Nothing when malformed or out of range.
std::optional<Decimal> parse_decimal(std::string_view text);
/// Shortest text: no trailing zeros, no point for whole numbers.
std::string to_string(Decimal value);
/// Nothing on overflow; a quotient is rounded half away from zero at the sixth digit; nothing for division by
/// zero.
std::optional<Decimal> add(Decimal a, Decimal b);
std::optional<Decimal> subtract(Decimal a, Decimal b);
std::optional<Decimal> multiply(Decimal a, Decimal b);
std::optional<Decimal> divide(Decimal a, Decimal b);

}  // namespace sanaq
