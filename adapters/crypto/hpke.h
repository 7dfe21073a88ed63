#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "crypto/secret_key.h"

namespace sanaq::crypto {

using X25519PublicKey = std::array<std::uint8_t, 32>;

/// The public half of an X25519 key (RFC 7748).
X25519PublicKey x25519_public(const SecretKey& secret);

/// Messages to the holder of a key, of whom nothing but the public half is needed: HPKE in base mode (RFC
/// 9180) with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-128-GCM.
///
/// This suite and not crypto_box_seal, because every browser that can run the tablet's program has its parts
/// in WebCrypto: nothing is loaded for it. Messages are numbered; each opens alone, under its own number
/// only.
class HpkeChannel {
 public:
  /// ephemeral: made for this channel and for no other; its public half travels with the messages. info: what
  /// the channel is bound to. Errors: "hpke.key" (the recipient's key is no point of use).
  static Result<HpkeChannel> send(const SecretKey& ephemeral, const X25519PublicKey& recipient,
                                  std::string_view info);
  /// The recipient's side. Errors: "hpke.key".
  static Result<HpkeChannel> receive(const X25519PublicKey& ephemeral, const SecretKey& recipient,
                                     std::string_view info);

  std::string seal(std::uint64_t number, std::string_view plain, std::string_view associated = {}) const;
  /// Errors: "seal.broken" (changed, another number, another channel).
  Result<std::string> open(std::uint64_t number, std::string_view sealed,
                           std::string_view associated = {}) const;
  /// Thirty-two bytes that only both ends know: a key for the way back.
  SecretKey export_key(std::string_view context) const;

 private:
  HpkeChannel(std::string_view shared_secret, std::string_view info);
  std::array<std::uint8_t, 16> key_{};
  std::array<std::uint8_t, 12> base_nonce_{};
  SecretKey exporter_;
};

/// AES-128-GCM under a fresh random nonce of 12 bytes, which stands before the cipher text: for the few
/// messages a key of export_key() is used for. The key's first 16 bytes are used.
std::string seal_once(const SecretKey& key, std::string_view plain, std::string_view associated);
/// Errors: "seal.broken".
Result<std::string> open_once(const SecretKey& key, std::string_view sealed, std::string_view associated);

}  // namespace sanaq::crypto
