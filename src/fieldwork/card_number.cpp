// A weighted sum as in ISBN-10 (ISO 2108:1992), over 32 letters with the prime 37: weights 9 to 2 and 1 for
// the check letter. Every wrong letter and every swap of two letters changes the sum. Numbers whose check
// value has no letter are drawn again.
#include "fieldwork/card_number.h"

#include <array>

namespace sanaq {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // Crockford's base 32
constexpr std::size_t letters = 9;
constexpr int modulus = 37;
using Values = std::array<int, letters>;

// Value of a letter as people write and misread it, or -1.
int letter_value(char c) {
  if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (c == 'O') c = '0';
  if (c == 'I' || c == 'L') c = '1';
  const std::size_t at = alphabet.find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

int weighted_sum(const Values& values, std::size_t count) {
  int sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += values[i] * static_cast<int>(letters - i);
  return sum % modulus;
}

std::string written(const Values& values) {
  std::string text;
  for (std::size_t i = 0; i < letters; ++i) {
    if (i == 4 || i == 8) text += '-';
    text += alphabet[static_cast<std::size_t>(values[i])];
  }
  return text;
}

}  // namespace

std::string make_card_number(Rng& rng) {
  for (;;) {
    Values values{};
    for (std::size_t i = 0; i + 1 < letters; ++i) values[i] = static_cast<int>(rng.below(alphabet.size()));
    const int check = (modulus - weighted_sum(values, letters - 1)) % modulus;
    if (check >= static_cast<int>(alphabet.size())) continue;
    values[letters - 1] = check;
    return written(values);
  }
}

Result<std::string> parse_card_number(std::string_view text) {
  Values values{};
  std::size_t count = 0;
  for (const char c : text) {
    if (c == '-' || c == ' ') continue;
    const int value = letter_value(c);
    if (value < 0 || count == letters) return Error{"card.form", {}};
    values[count++] = value;
  }
  if (count != letters) return Error{"card.form", {}};
  if (weighted_sum(values, letters) != 0) return Error{"card.check", {}};
  return written(values);
}

}  // namespace sanaq
