#include "base/iin.h"

#include <algorithm>

namespace sanaq {
namespace {

// Weighted sum of the first 11 digits, modulo 11. `shift` 0 weighs 1..11; `shift` 2 weighs 3..11,1,2.
int weighted_mod11(std::string_view digits, int shift) {
  int sum = 0;
  for (int i = 0; i < 11; ++i) sum += (digits[static_cast<std::size_t>(i)] - '0') * ((i + shift) % 11 + 1);
  return sum % 11;
}

}  // namespace

int iin_check_digit(std::string_view body) {
  SANAQ_CHECK(body.size() >= 11);
  int check = weighted_mod11(body, 0);
  if (check == 10) check = weighted_mod11(body, 2);
  return check == 10 ? -1 : check;
}

Result<Iin> Iin::parse(std::string_view text) {
  if (text.size() != 12) return Error{"iin.length", {}};
  if (!std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return Error{"iin.digit", {}};
  if (iin_check_digit(text) != text[11] - '0' || text == "000000000000") return Error{"iin.checksum", {}};
  std::array<char, 12> digits{};
  std::copy(text.begin(), text.end(), digits.begin());
  return Iin(digits);
}

}  // namespace sanaq
