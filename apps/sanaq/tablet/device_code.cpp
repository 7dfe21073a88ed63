#include "sanaq/tablet/device_code.h"

namespace sanaq {
namespace {

// Crockford's digits: none that are taken for one another when read aloud or written by hand.
constexpr std::string_view code_digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t code_size = 8;

}  // namespace

std::string make_device_code(Rng& rng) {
  std::string code;
  for (std::size_t i = 0; i < code_size; ++i) {
    if (i == code_size / 2) code += '-';
    code += code_digits[rng.below(code_digits.size())];
  }
  return code;
}

Mac device_code_hash(const KeyedHash& hash, std::string_view code) {
  std::string folded = "device-code:";
  for (char c : code) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    if (code_digits.find(c) != std::string_view::npos) folded += c;
  }
  return hash.mac(HashPurpose::session, folded);
}

}  // namespace sanaq
