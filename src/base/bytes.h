#pragma once
#include <string>
#include <string_view>

#include "base/result.h"

namespace sanaq {

/// Lower-case hexadecimal text of the bytes.
std::string to_hex(std::string_view bytes);
/// Errors: "hex.form" (odd length, or a character that is no hexadecimal digit).
Result<std::string> from_hex(std::string_view text);
/// RFC 4648 base64url without padding.
std::string to_base64url(std::string_view bytes);
/// Accepts base64url without padding, in the one spelling to_base64url() gives. Errors: "base64.form".
Result<std::string> from_base64url(std::string_view text);

}  // namespace sanaq
