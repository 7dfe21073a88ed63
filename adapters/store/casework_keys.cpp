#include "store/casework_keys.h"

#include "crypto/keyed_hash.h"

namespace sanaq {
namespace {

constexpr HashPurpose hash_purposes[] = {HashPurpose::person,      HashPurpose::account,
                                         HashPurpose::sms_code,    HashPurpose::session,
                                         HashPurpose::member_code, HashPurpose::content};
const std::vector<SealPurpose> all_seals = {
    SealPurpose::response, SealPurpose::identity, SealPurpose::draft,     SealPurpose::account,
    SealPurpose::staff,    SealPurpose::picture,  SealPurpose::equipment, SealPurpose::institution};
constexpr std::uint32_t receipts = 1;

crypto::SigningKey receipt_key(const crypto::Keyring& ring, std::uint8_t number) {
  return crypto::SigningKey(ring.key(crypto::KeyUse::sign, receipts, number));
}

}  // namespace

CaseworkHash::CaseworkHash(const crypto::Keyring& ring) {
  for (const HashPurpose purpose : hash_purposes)
    keys_.emplace(purpose, ring.stable_key(crypto::KeyUse::keyed_hash, static_cast<std::uint32_t>(purpose)));
  for (const auto& [purpose, key] : keys_) mix_keys_.emplace(purpose, key.derive("sanaqmix", 1));
}

Mac CaseworkHash::mac(HashPurpose purpose, std::string_view bytes) const {
  return crypto::keyed_hash(keys_.at(purpose), bytes);
}

std::uint64_t CaseworkHash::mix(HashPurpose purpose, std::uint64_t first, std::uint64_t second) const {
  return crypto::keyed_mix(mix_keys_.at(purpose), first, second);
}

CaseworkSealer::CaseworkSealer(const crypto::Keyring& ring, const std::vector<SealPurpose>& purposes) {
  for (const SealPurpose purpose : purposes)
    keys_.try_emplace(purpose, ring, static_cast<std::uint32_t>(purpose));
}

CaseworkSealer::CaseworkSealer(const crypto::Keyring& ring) : CaseworkSealer(ring, all_seals) {}

std::string CaseworkSealer::seal(SealPurpose purpose, std::string_view plain,
                                 std::string_view context) const {
  SANAQ_CHECK(keys_.contains(purpose));
  return keys_.at(purpose).seal(plain, context);
}

Result<std::string> CaseworkSealer::open(SealPurpose purpose, std::string_view sealed,
                                         std::string_view context) const {
  const auto key = keys_.find(purpose);
  if (key == keys_.end()) return Error{"seal.broken", "no key for this purpose"};
  auto opened = key->second.open(sealed, context);
  if (!opened) return Error{"seal.broken", opened.error().code};
  return opened;
}

CaseworkSigner::CaseworkSigner(const crypto::Keyring& ring)
    : number_(ring.current()), key_(receipt_key(ring, ring.current())) {}

ReceiptPublicKeys::ReceiptPublicKeys(const crypto::Keyring& ring) {
  for (const auto& [number, master] : ring.masters()) keys_[number] = receipt_key(ring, number).public_key();
}

bool ReceiptPublicKeys::verify(std::uint8_t key_number, std::string_view payload,
                               const Signature& signature) const {
  const auto key = keys_.find(key_number);
  return key != keys_.end() && crypto::is_signed(key->second, payload, signature);
}

}  // namespace sanaq
