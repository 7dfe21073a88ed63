#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace sanaq {

/// SHA-256 (FIPS 180-4) of the bytes: 32 bytes. For content identity, in the browser too; passwords and keyed
/// hashes are the business of adapters/crypto.
std::string sha256(std::string_view bytes);
std::string sha256_hex(std::string_view bytes);

}  // namespace sanaq
