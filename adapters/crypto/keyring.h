#pragma once
#include <cstdint>
#include <map>
#include <string>

#include "base/result.h"
#include "crypto/secret_key.h"

namespace sanaq::crypto {

/// What a key is for. The numbers go into key derivation: they never change.
enum class KeyUse : std::uint8_t {
  keyed_hash = 1,  // person keys and other stable hashes
  seal = 2,        // answers, identities, drafts at rest
  sign = 3,        // receipts
  session = 4,     // session and form tokens
  audit = 5,       // chain of the audit log
  bundle = 6,      // bundles that tablets seal to a department
};

/// The master keys of a census, one file each: `<folder>/master-001.key`, mode 0600, 64 hexadecimal digits. They never
/// lie in the database, so that its copy alone opens nothing. Whoever loses the folder loses all sealed answers: back
/// it up apart from the database. A new master key (rotation) is used from then on; older ones keep opening.
class Keyring {
 public:
  /// Errors: "keyring.missing" (no key there), "keyring.mode" (others may read a file), "keyring.form", "file.read".
  static Result<Keyring> open(const std::string& folder);
  /// Makes the folder and the first master key. Errors: "keyring.exists", "file.write".
  static Result<Keyring> create(const std::string& folder);
  /// Adds the next master key to the folder and returns the ring with it. Errors: those of open, "keyring.full".
  static Result<Keyring> rotate(const std::string& folder);
  /// A ring of one known key, for tests.
  static Keyring of(const SecretKey& master);

  /// Number of the newest master key, 1 to 255.
  std::uint8_t current() const { return masters_.rbegin()->first; }
  bool has(std::uint8_t key_number) const { return masters_.contains(key_number); }
  /// The key of one use and purpose. key_number: one of the ring.
  SecretKey key(KeyUse use, std::uint32_t purpose, std::uint8_t key_number) const;
  /// The same from the first master key: for hashes that must stay the same over a rotation.
  SecretKey stable_key(KeyUse use, std::uint32_t purpose) const;
  /// All numbers, for building readers of older seals.
  const std::map<std::uint8_t, SecretKey>& masters() const { return masters_; }

 private:
  Keyring() = default;
  std::map<std::uint8_t, SecretKey> masters_;
};

}  // namespace sanaq::crypto
