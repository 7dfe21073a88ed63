#include "crypto/signature.h"

#include <sodium.h>

#include "crypto/octets.h"
#include "crypto/sodium_ready.h"

namespace sanaq::crypto {
SigningKey::SigningKey(const SecretKey& seed) {
  make_sodium_ready();
  crypto_sign_seed_keypair(public_.data(), secret_.data(), seed.reveal().data());
}

SigningKey::~SigningKey() { sodium_memzero(secret_.data(), secret_.size()); }

Ed25519Signature SigningKey::sign(std::string_view message) const {
  Ed25519Signature signature{};
  crypto_sign_detached(signature.data(), nullptr, bytes_of(message), message.size(), secret_.data());
  return signature;
}

bool is_signed(const Ed25519PublicKey& key, std::string_view message, const Ed25519Signature& signature) {
  make_sodium_ready();
  return crypto_sign_verify_detached(signature.data(), bytes_of(message), message.size(), key.data()) == 0;
}

}  // namespace sanaq::crypto
