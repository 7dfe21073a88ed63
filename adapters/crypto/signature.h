#pragma once
#include <array>
#include <cstdint>
#include <string_view>

#include "crypto/secret_key.h"

namespace sanaq::crypto {

using Ed25519Signature = std::array<std::uint8_t, 64>;
using Ed25519PublicKey = std::array<std::uint8_t, 32>;

/// Signs receipts: Ed25519 (RFC 8032), deterministic. May be used by many threads at once.
class SigningKey {
 public:
  /// seed: the private key of RFC 8032.
  explicit SigningKey(const SecretKey& seed);
  SigningKey(const SigningKey&) = default;
  SigningKey& operator=(const SigningKey&) = default;
  ~SigningKey();
  Ed25519Signature sign(std::string_view message) const;
  const Ed25519PublicKey& public_key() const { return public_; }

 private:
  std::array<std::uint8_t, 64> secret_{};
  Ed25519PublicKey public_{};
};

/// True when the holder of the public key's secret signed exactly this message.
bool is_signed(const Ed25519PublicKey& key, std::string_view message, const Ed25519Signature& signature);

}  // namespace sanaq::crypto
