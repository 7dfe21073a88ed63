#include "crypto/secret_key.h"

#include <sodium.h>

#include <algorithm>

#include "base/check.h"
#include "crypto/sodium_ready.h"

namespace sanaq::crypto {

static_assert(SecretKey::size == crypto_kdf_KEYBYTES);

void make_sodium_ready() {
  static const bool ready = sodium_init() >= 0;  // chooses the fastest code for this processor, once
  SANAQ_CHECK(ready);
}

SecretKey SecretKey::random() {
  make_sodium_ready();
  SecretKey key;
  randombytes_buf(key.bytes_.data(), size);
  return key;
}

SecretKey SecretKey::from_bytes(std::string_view bytes) {
  make_sodium_ready();
  SANAQ_CHECK(bytes.size() == size);
  SecretKey key;
  std::copy(bytes.begin(), bytes.end(), key.bytes_.begin());
  return key;
}

SecretKey::~SecretKey() { sodium_memzero(bytes_.data(), size); }

SecretKey SecretKey::derive(std::string_view context, std::uint64_t number) const {
  SANAQ_CHECK(context.size() == crypto_kdf_CONTEXTBYTES);
  SecretKey key;
  crypto_kdf_derive_from_key(key.bytes_.data(), size, number, context.data(), bytes_.data());
  return key;
}

}  // namespace sanaq::crypto
