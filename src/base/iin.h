#pragma once
#include <array>
#include <compare>
#include <string_view>

#include "base/result.h"

namespace sanaq {

/// A 12-digit individual identification number whose check digit is right (weights 1..11, then 3..11,1,2,
/// modulo 11). Personal data: it has no operator<<, no formatter and no to_string; reveal() is the only door.
/// A right number is no proof of identity: the check digit does not cover the 11th digit.
class Iin {
 public:
  /// text: exactly 12 ASCII digits. Errors: "iin.length", "iin.digit", "iin.checksum".
  /// Twelve zeros pass the checksum and are refused with "iin.checksum" by policy.
  static Result<Iin> parse(std::string_view text);
  std::string_view reveal() const { return {digits_.data(), digits_.size()}; }
  friend auto operator<=>(const Iin&, const Iin&) = default;

 private:
  explicit Iin(std::array<char, 12> digits) : digits_(digits) {}
  std::array<char, 12> digits_;
};

/// The check digit of an 11-digit body, or -1 when no number with this body is issued.
int iin_check_digit(std::string_view body);

}  // namespace sanaq
