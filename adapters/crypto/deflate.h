#pragma once
#include <string>
#include <string_view>

#include "base/result.h"

namespace sanaq::crypto {

/// Raw DEFLATE (RFC 1951): what browsers call `deflate-raw`. For what a browser packs and the server unpacks;
/// between our own programs Packer is smaller and quicker.
std::string deflate(std::string_view plain);
/// size_max: bytes; protects against a small text that grows without end. Errors: "pack.form", "pack.size".
Result<std::string> inflate(std::string_view packed, std::size_t size_max);

}  // namespace sanaq::crypto
