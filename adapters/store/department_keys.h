#pragma once
#include <string_view>

#include "crypto/hpke.h"
#include "crypto/keyring.h"

namespace sanaq {

/// The key pairs to which tablets seal bundles: one a department, derived from the master keys, so that the
/// database holds none of them and a department's secret can be given away alone. A new master key makes new
/// pairs; older bundles keep opening. Any thread.
class DepartmentKeys {
 public:
  explicit DepartmentKeys(const crypto::Keyring& ring) : ring_(ring) {}
  /// Of the pair in use.
  std::uint8_t current() const { return ring_.current(); }
  /// department: code of its territory. key_number: of the ring.
  crypto::X25519PublicKey public_key(std::string_view department, std::uint8_t key_number) const;
  /// Errors: "bundle.key" (no such pair here, or another census's).
  Result<crypto::SecretKey> secret(std::string_view department, std::uint8_t key_number,
                                   const crypto::X25519PublicKey& public_key) const;

 private:
  crypto::SecretKey pair_of(std::string_view department, std::uint8_t key_number) const;
  const crypto::Keyring& ring_;
};

}  // namespace sanaq
