#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "crypto/secret_key.h"

namespace sanaq::crypto {

using Digest = std::array<std::uint8_t, 32>;

/// Stands for a person in the database instead of the IIN or of name and birth date. There are fewer than
/// 10^9 IINs, so a hash without a key could be reversed by trying them all; this key is not in the database.
struct PersonKey {
  std::array<std::uint8_t, 16> bytes{};
  friend auto operator<=>(const PersonKey&, const PersonKey&) = default;
};

/// Keyed BLAKE2b of 16 bytes. parts: the identity, the kind first ({"iin", "..."} or {"name", surname, name,
/// birth}); their lengths are hashed too, so that {"ab","c"} and {"a","bc"} differ. About 200 ns.
PersonKey person_key(const SecretKey& key, std::initializer_list<std::string_view> parts);

/// Keyed BLAKE2b of 32 bytes.
Digest keyed_hash(const SecretKey& key, std::string_view bytes);

/// SipHash-2-4 of two numbers (Aumasson and Bernstein 2012) under the first half of the key: a pseudo-random
/// function of 64 bits in about 15 ns. The key must serve nothing else.
std::uint64_t keyed_mix(const SecretKey& key, std::uint64_t first, std::uint64_t second);

/// HMAC-SHA256 (RFC 2104). key: any length.
Digest hmac_sha256(std::string_view key, std::string_view bytes);

}  // namespace sanaq::crypto
