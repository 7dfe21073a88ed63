#include "store/department_keys.h"

#include "crypto/keyed_hash.h"

namespace sanaq {
namespace {

constexpr std::uint32_t departments = 1;

}  // namespace

crypto::SecretKey DepartmentKeys::pair_of(std::string_view department, std::uint8_t key_number) const {
  const auto root = ring_.key(crypto::KeyUse::bundle, departments, key_number);
  const auto secret = crypto::keyed_hash(root, department);
  return crypto::SecretKey::from_bytes({reinterpret_cast<const char*>(secret.data()), secret.size()});
}

crypto::X25519PublicKey DepartmentKeys::public_key(std::string_view department,
                                                   std::uint8_t key_number) const {
  return crypto::x25519_public(pair_of(department, key_number));
}

Result<crypto::SecretKey> DepartmentKeys::secret(std::string_view department, std::uint8_t key_number,
                                                 const crypto::X25519PublicKey& public_key) const {
  if (!ring_.has(key_number)) return Error{"bundle.key", "number " + std::to_string(key_number)};
  auto secret = pair_of(department, key_number);
  if (crypto::x25519_public(secret) != public_key) return Error{"bundle.key", "another census"};
  return secret;
}

}  // namespace sanaq
