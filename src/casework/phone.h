#pragma once
#include <string>
#include <string_view>

#include "base/result.h"

namespace sanaq {

/// How people of a country write phone numbers.
struct PhoneRules {
  std::string country_code = "7";
  std::string trunk_prefix = "8";  // dialled before a national number
  int national_digits = 10;
};

/// International digits without plus from what a person typed (`+7 701 …`, `8 (701) …`, `701…`).
/// Errors: "phone.form".
Result<std::string> parse_phone(std::string_view text, const PhoneRules& rules);
/// `•••• 12 34`: what may be shown to somebody who has proved nothing.
std::string mask_phone(std::string_view phone);

}  // namespace sanaq
