#include "crypto/keyed_hash.h"

#include <sodium.h>

#include "base/check.h"
#include "crypto/octets.h"

namespace sanaq::crypto {
namespace {

constexpr unsigned char person_domain[crypto_generichash_blake2b_PERSONALBYTES + 1] = "sanaq person v1 ";
constexpr unsigned char no_salt[crypto_generichash_blake2b_SALTBYTES] = {};

void add_length(crypto_generichash_blake2b_state& state, std::uint64_t length) {
  std::array<unsigned char, 8> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<unsigned char>(length >> (8 * i));
  crypto_generichash_blake2b_update(&state, bytes.data(), bytes.size());
}

}  // namespace

PersonKey person_key(const SecretKey& key, std::initializer_list<std::string_view> parts) {
  SANAQ_CHECK(parts.size() >= 2);
  PersonKey result;
  crypto_generichash_blake2b_state state;
  crypto_generichash_blake2b_init_salt_personal(&state, key.reveal().data(), SecretKey::size,
                                                result.bytes.size(), no_salt, person_domain);
  for (const std::string_view part : parts) {
    add_length(state, part.size());
    crypto_generichash_blake2b_update(&state, bytes_of(part), part.size());
  }
  crypto_generichash_blake2b_final(&state, result.bytes.data(), result.bytes.size());
  sodium_memzero(&state, sizeof state);
  return result;
}

Digest keyed_hash(const SecretKey& key, std::string_view bytes) {
  Digest digest{};
  crypto_generichash_blake2b(digest.data(), digest.size(), bytes_of(bytes), bytes.size(), key.reveal().data(),
                             SecretKey::size);
  return digest;
}

std::uint64_t keyed_mix(const SecretKey& key, std::uint64_t first, std::uint64_t second) {
  static_assert(crypto_shorthash_siphash24_KEYBYTES <= SecretKey::size &&
                crypto_shorthash_siphash24_BYTES == 8);
  std::array<unsigned char, 16> text{};
  for (std::size_t i = 0; i < 8; ++i) {
    text[i] = static_cast<unsigned char>(first >> (8 * i));
    text[8 + i] = static_cast<unsigned char>(second >> (8 * i));
  }
  std::array<unsigned char, 8> out{};
  crypto_shorthash_siphash24(out.data(), text.data(), text.size(), key.reveal().data());
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 8; ++i) bits |= static_cast<std::uint64_t>(out[i]) << (8 * i);
  return bits;
}

Digest hmac_sha256(std::string_view key, std::string_view bytes) {
  Digest digest{};
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes_of(key), key.size());
  crypto_auth_hmacsha256_update(&state, bytes_of(bytes), bytes.size());
  crypto_auth_hmacsha256_final(&state, digest.data());
  sodium_memzero(&state, sizeof state);
  return digest;
}

}  // namespace sanaq::crypto
