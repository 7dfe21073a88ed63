#include "casework/phone.h"

namespace sanaq {

Result<std::string> parse_phone(std::string_view text, const PhoneRules& rules) {
  std::string digits;
  bool international = false;
  for (const char c : text) {
    if (c >= '0' && c <= '9') digits += c;
    else if (c == '+' && digits.empty()) international = true;
    else if (c != ' ' && c != '-' && c != '(' && c != ')') return Error{"phone.form", {}};
  }
  const auto national = static_cast<std::size_t>(rules.national_digits);
  if (!international) {
    const bool has_trunk =
        digits.starts_with(rules.trunk_prefix) && digits.size() == national + rules.trunk_prefix.size();
    if (has_trunk) digits.erase(0, rules.trunk_prefix.size());
    if (digits.size() == national) digits.insert(0, rules.country_code);
  }
  const bool ours = digits.starts_with(rules.country_code);
  if (ours && digits.size() != national + rules.country_code.size()) return Error{"phone.form", {}};
  constexpr std::size_t digits_min = 8, digits_max = 15;  // ITU-T E.164
  if (digits.size() < digits_min || digits.size() > digits_max || digits[0] == '0') return Error{"phone.form", {}};
  if (!ours && !international) return Error{"phone.form", {}};
  return digits;
}

std::string mask_phone(std::string_view phone) {
  constexpr std::size_t shown = 4;
  if (phone.size() <= shown) return "••••";
  const std::string_view end = phone.substr(phone.size() - shown);
  return "•••• " + std::string(end.substr(0, 2)) + " " + std::string(end.substr(2));
}

}  // namespace sanaq
