#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace sanaq {

using Mac = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

/// What a keyed hash is for: every purpose has a key of its own. The numbers go into key derivation and stay.
enum class HashPurpose : std::uint8_t {
  person = 1,
  account = 2,
  sms_code = 3,
  session = 4,
  member_code = 5,
  content = 6,
};

/// Keyed hash (port). The keys live outside the database.
class KeyedHash {
 public:
  virtual ~KeyedHash() = default;
  virtual Mac mac(HashPurpose purpose, std::string_view bytes) const = 0;
  /// A pseudo-random function of two numbers, some twenty times quicker than mac(): for the rounds of a keyed
  /// permutation. 64 bits, so nothing that must withstand forging offline.
  virtual std::uint64_t mix(HashPurpose purpose, std::uint64_t first, std::uint64_t second) const = 0;
};

/// What is sealed: every purpose has a key of its own, so that processing can open answers and no identities.
enum class SealPurpose : std::uint8_t {
  response = 1,
  identity = 2,
  draft = 3,
  account = 4,
  staff = 5,
  picture = 6,
  institution = 7,
  equipment = 9
};

/// Authenticated encryption (port).
class Sealer {
 public:
  virtual ~Sealer() = default;
  /// context: what the bytes belong to (a case id); open() needs the same.
  virtual std::string seal(SealPurpose purpose, std::string_view plain, std::string_view context) const = 0;
  /// Errors: "seal.broken" (changed bytes, another context, or a key this program does not hold).
  virtual Result<std::string> open(SealPurpose purpose, std::string_view sealed,
                                   std::string_view context) const = 0;
};

/// Signs receipts (port); deterministic (Ed25519, RFC 8032), so that the same facts give the same receipt.
class ReceiptSigner {
 public:
  virtual ~ReceiptSigner() = default;
  /// Tells which public key checks the signature; it changes when the key does.
  virtual std::uint8_t key_number() const = 0;
  virtual Signature sign(std::string_view payload) const = 0;
};

/// Checks signatures with public keys alone (port): what a tablet at the door has.
class ReceiptKeys {
 public:
  virtual ~ReceiptKeys() = default;
  virtual bool verify(std::uint8_t key_number, std::string_view payload,
                      const Signature& signature) const = 0;
};

}  // namespace sanaq
