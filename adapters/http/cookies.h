#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "http/fields.h"

namespace sanaq::http {

/// The cookies of a `Cookie` header in their order. Pairs that are no cookies (no name, control characters,
/// not UTF-8) are left out, as another application of the same domain may have set them. At most 100.
Fields parse_cookies(std::string_view header);

/// A cookie to set. Name and value: visible ASCII without `"` `,` `;` `\` (base64url is fine); a bug
/// otherwise.
struct Cookie {
  enum class SameSite : std::uint8_t { strict, lax };
  std::string name;
  std::string value;
  std::string path = "/";
  std::optional<std::int64_t> age_seconds_max;  // nothing: until the browser ends; 0: remove
  SameSite same_site = SameSite::lax;
  bool secure = true;  // false only for a server without TLS
};
/// The value of a `Set-Cookie` header; always HttpOnly.
std::string to_set_cookie(const Cookie& cookie);

}  // namespace sanaq::http
