#include "http/cookies.h"

#include <algorithm>

#include "base/check.h"
#include "base/text.h"

namespace sanaq::http {
namespace {

bool is_cookie_text(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return c > ' ' && c < '\x7f' && c != '"' && c != ',' && c != ';' && c != '\\';
  });
}

bool is_visible(std::string_view text) {
  return is_utf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
           return static_cast<unsigned char>(c) < ' ' || c == '\x7f';
         });
}

}  // namespace

Fields parse_cookies(std::string_view header) {
  constexpr std::size_t cookies_max = 100;
  Fields out;
  while (!header.empty() && out.size() < cookies_max) {
    const std::size_t end = std::min(header.find(';'), header.size());
    const std::string_view pair = trim(header.substr(0, end));
    header.remove_prefix(std::min(end + 1, header.size()));
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos || equals == 0) continue;
    std::string_view value = trim(pair.substr(equals + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
      value = value.substr(1, value.size() - 2);
    const std::string_view name = trim(pair.substr(0, equals));
    if (is_cookie_text(name) && !name.empty() && is_visible(value))
      out.push_back({std::string(name), std::string(value)});
  }
  return out;
}

std::string to_set_cookie(const Cookie& cookie) {
  SANAQ_CHECK(!cookie.name.empty() && is_cookie_text(cookie.name));
  SANAQ_CHECK(is_cookie_text(cookie.value));
  std::string out = cookie.name + "=" + cookie.value + "; Path=" + cookie.path + "; HttpOnly";
  if (cookie.age_seconds_max) out += "; Max-Age=" + std::to_string(*cookie.age_seconds_max);
  if (cookie.secure) out += "; Secure";
  out += cookie.same_site == Cookie::SameSite::strict ? "; SameSite=Strict" : "; SameSite=Lax";
  return out;
}

}  // namespace sanaq::http
