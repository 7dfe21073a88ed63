#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/fields.h"

namespace sanaq::http {

/// What '+' means: a space in forms and queries, itself in paths.
enum class Plus : std::uint8_t { is_space, is_plus };

/// `%41` -> `A`. Nothing for a '%' without two hexadecimal digits.
std::optional<std::string> percent_decode(std::string_view text, Plus plus);
/// Everything but unreserved characters (RFC 3986) as %XX; good for a segment of a path and for a query.
std::string percent_encode(std::string_view text);

/// An `application/x-www-form-urlencoded` body or a query, in its order. Empty text gives no fields.
/// Errors: "form.encoding" (a broken %XX), "form.utf8" (not UTF-8, or a zero character), "form.size" (more
/// than `fields_max` fields).
Result<Fields> parse_urlencoded(std::string_view text, std::size_t fields_max = 1000);
/// The reverse: parse_urlencoded(to_urlencoded(f)) = f.
std::string to_urlencoded(const Fields& fields);

}  // namespace sanaq::http
