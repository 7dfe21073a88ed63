#include "crypto/password.h"

#include <sodium.h>

#include <array>

#include "crypto/sodium_ready.h"

namespace sanaq::crypto {

Result<std::string> hash_password(std::string_view password, const PasswordCost& cost) {
  make_sodium_ready();
  std::array<char, crypto_pwhash_STRBYTES> text{};
  if (crypto_pwhash_str_alg(text.data(), password.data(), password.size(), cost.passes, cost.memory_bytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return Error{"password.memory", std::to_string(cost.memory_bytes) + " bytes"};
  }
  return std::string(text.data());
}

bool is_password(std::string_view password, const std::string& hash) {
  make_sodium_ready();
  if (hash.size() >= crypto_pwhash_STRBYTES) return false;
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

bool needs_new_hash(const std::string& hash, const PasswordCost& cost) {
  make_sodium_ready();
  if (hash.size() >= crypto_pwhash_STRBYTES) return true;
  return crypto_pwhash_str_needs_rehash(hash.c_str(), cost.passes, cost.memory_bytes) != 0;
}

}  // namespace sanaq::crypto
