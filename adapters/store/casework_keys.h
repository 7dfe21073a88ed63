#pragma once
#include <map>
#include <string>
#include <vector>

#include "casework/secrets.h"
#include "crypto/keyring.h"
#include "crypto/seal.h"
#include "crypto/signature.h"

namespace sanaq {

/// The keyed hashes of casework from a census's master keys. They stay the same over a rotation. Any thread.
class CaseworkHash final : public KeyedHash {
 public:
  explicit CaseworkHash(const crypto::Keyring& ring);
  Mac mac(HashPurpose purpose, std::string_view bytes) const override;
  std::uint64_t mix(HashPurpose purpose, std::uint64_t first, std::uint64_t second) const override;

 private:
  std::map<HashPurpose, crypto::SecretKey> keys_;
  std::map<HashPurpose, crypto::SecretKey> mix_keys_;  // apart: one key for one function
};

/// Seals of casework; purposes that are not named can be neither sealed nor opened: processing names
/// `response` only.
class CaseworkSealer final : public Sealer {
 public:
  CaseworkSealer(const crypto::Keyring& ring, const std::vector<SealPurpose>& purposes);
  /// All purposes: the collection server.
  explicit CaseworkSealer(const crypto::Keyring& ring);
  /// A purpose that was not named is a bug.
  std::string seal(SealPurpose purpose, std::string_view plain, std::string_view context) const override;
  Result<std::string> open(SealPurpose purpose, std::string_view sealed,
                           std::string_view context) const override;

 private:
  std::map<SealPurpose, crypto::SealKeys> keys_;
};

/// Signs receipts with the newest master key.
class CaseworkSigner final : public ReceiptSigner {
 public:
  explicit CaseworkSigner(const crypto::Keyring& ring);
  std::uint8_t key_number() const override { return number_; }
  Signature sign(std::string_view payload) const override { return key_.sign(payload); }

 private:
  std::uint8_t number_;
  crypto::SigningKey key_;
};

/// Public keys by number; tablets and the public checking page have nothing else.
class ReceiptPublicKeys final : public ReceiptKeys {
 public:
  ReceiptPublicKeys() = default;
  /// The public halves of all master keys.
  explicit ReceiptPublicKeys(const crypto::Keyring& ring);
  void add(std::uint8_t number, const crypto::Ed25519PublicKey& key) { keys_[number] = key; }
  const std::map<std::uint8_t, crypto::Ed25519PublicKey>& all() const { return keys_; }
  bool verify(std::uint8_t key_number, std::string_view payload, const Signature& signature) const override;

 private:
  std::map<std::uint8_t, crypto::Ed25519PublicKey> keys_;
};

}  // namespace sanaq
