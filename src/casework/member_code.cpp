// A balanced Feistel network over 60 bits with a keyed hash as round function (Luby and Rackoff 1988; ten rounds, as
// format-preserving modes such as FF1 of NIST SP 800-38G use), over a value with 20 bits of redundancy ("encode then
// encipher", Bellare and Rogaway 2000).
#include "casework/member_code.h"

namespace sanaq {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // Crockford's base 32
constexpr std::uint64_t half_mask = (1ULL << 30) - 1;
constexpr int rounds = 10;
constexpr int code_letters = 12;

std::uint64_t keyed(const KeyedHash& hash, std::uint8_t round, std::uint64_t value) {
  return hash.mix(HashPurpose::member_code, round, value);
}

std::uint64_t permute(const KeyedHash& hash, std::uint64_t value) {
  std::uint64_t left = value >> 30, right = value & half_mask;
  for (int round = 0; round < rounds; ++round) {
    const std::uint64_t next = left ^ (keyed(hash, static_cast<std::uint8_t>(round), right) & half_mask);
    left = right;
    right = next;
  }
  return left << 30 | right;
}

std::uint64_t permute_back(const KeyedHash& hash, std::uint64_t value) {
  std::uint64_t left = value >> 30, right = value & half_mask;
  for (int round = rounds - 1; round >= 0; --round) {
    const std::uint64_t before = right ^ (keyed(hash, static_cast<std::uint8_t>(round), left) & half_mask);
    right = left;
    left = before;
  }
  return left << 30 | right;
}

// `what`: serial and member, 40 bits.
std::uint64_t check_bits(const KeyedHash& hash, std::uint64_t what) {
  constexpr std::uint8_t no_round = 255;
  return keyed(hash, no_round, what) & 0xFFFFF;
}

// Value of a letter as people write and misread it, or -1.
int letter_value(char c) {
  if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (c == 'O') c = '0';
  if (c == 'I' || c == 'L') c = '1';
  const std::size_t at = alphabet.find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

}  // namespace

std::string to_text(const MemberCode& code, const KeyedHash& hash) {
  const auto serial = static_cast<std::uint64_t>(code.serial.value());
  SANAQ_CHECK(serial > 0 && serial < (1ULL << 32));
  SANAQ_CHECK(code.member > 0 && code.member < 256);
  const std::uint64_t what = serial << 8 | code.member;
  const std::uint64_t bits = permute(hash, what << 20 | check_bits(hash, what));
  std::string text;
  for (int i = 0; i < code_letters; ++i) {
    if (i == 4 || i == 8) text += '-';
    text += alphabet[(bits >> (5 * (code_letters - 1 - i))) & 31];
  }
  return text;
}

Result<MemberCode> parse_member_code(std::string_view text, const KeyedHash& hash) {
  std::uint64_t bits = 0;
  int letters = 0;
  for (const char c : text) {
    if (c == '-' || c == ' ') continue;
    const int value = letter_value(c);
    if (value < 0 || ++letters > code_letters) return Error{"member_code.form", {}};
    bits = bits << 5 | static_cast<std::uint64_t>(value);
  }
  if (letters != code_letters) return Error{"member_code.form", {}};
  const std::uint64_t plain = permute_back(hash, bits);
  const std::uint64_t what = plain >> 20;
  if ((plain & 0xFFFFF) != check_bits(hash, what) || (what & 0xFF) == 0 || what >> 8 == 0)
    return Error{"member_code.unknown", {}};
  return MemberCode{SubmissionSerial(static_cast<std::int64_t>(what >> 8)), static_cast<std::uint16_t>(what & 0xFF)};
}

}  // namespace sanaq
