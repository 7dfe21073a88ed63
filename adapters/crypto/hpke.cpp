#include "crypto/hpke.h"

#include <sodium.h>

#include <algorithm>

#include "crypto/aes_gcm.h"
#include "crypto/keyed_hash.h"
#include "crypto/sodium_ready.h"

namespace sanaq::crypto {
namespace {

using namespace std::string_view_literals;

// Of RFC 9180: "KEM" and the KEM's number; "HPKE" and the numbers of KEM, KDF and AEAD.
constexpr std::string_view kem_suite = "KEM\x00\x20"sv;
constexpr std::string_view suite = "HPKE\x00\x20\x00\x01\x00\x01"sv;

template <class Bytes>
std::string_view view(const Bytes& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string hmac(std::string_view key, std::string_view bytes) {
  return std::string(view(hmac_sha256(key, bytes)));
}

std::string labeled_extract(std::string_view of, std::string_view salt, std::string_view label,
                            std::string_view input) {
  std::string labeled = "HPKE-v1";
  labeled += of;
  labeled += label;
  labeled += input;
  return hmac(salt, labeled);
}

// size: at most 32, so that one block of HKDF is enough.
std::string labeled_expand(std::string_view of, std::string_view secret, std::string_view label,
                           std::string_view info, std::size_t size) {
  SANAQ_CHECK(size <= 32);
  std::string labeled{'\0', static_cast<char>(size)};
  labeled += "HPKE-v1";
  labeled += of;
  labeled += label;
  labeled += info;
  labeled += '\x01';
  return hmac(secret, labeled).substr(0, size);
}

// The secret both ends compute.
Result<std::string> shared_secret(const SecretKey& own, const X25519PublicKey& other,
                                  const X25519PublicKey& ephemeral, const X25519PublicKey& recipient) {
  make_sodium_ready();
  std::array<std::uint8_t, 32> product{};
  if (crypto_scalarmult(product.data(), own.reveal().data(), other.data()) != 0) return Error{"hpke.key", {}};
  std::string context(view(ephemeral));
  context += view(recipient);
  return labeled_expand(kem_suite, labeled_extract(kem_suite, {}, "eae_prk", view(product)), "shared_secret",
                        context, 32);
}

template <class Bytes>
void fill(Bytes& out, std::string_view bytes) {
  SANAQ_CHECK(bytes.size() == out.size());
  std::copy(bytes.begin(), bytes.end(), out.begin());
}

// A message's nonce: the first one with the number in its last bytes.
GcmNonce nonce_of(GcmNonce nonce, std::uint64_t number) {
  for (std::size_t i = 0; i < 8; ++i)
    nonce[nonce.size() - 1 - i] ^= static_cast<std::uint8_t>(number >> (8 * i));
  return nonce;
}

AesKey first_half(const SecretKey& key) { return key.reveal().first<16>(); }

}  // namespace

X25519PublicKey x25519_public(const SecretKey& secret) {
  make_sodium_ready();
  X25519PublicKey key{};
  SANAQ_CHECK(crypto_scalarmult_base(key.data(), secret.reveal().data()) == 0);
  return key;
}

HpkeChannel::HpkeChannel(std::string_view shared, std::string_view info) : exporter_(SecretKey::random()) {
  std::string context(1, '\0');  // base mode
  context += labeled_extract(suite, {}, "psk_id_hash", {});
  context += labeled_extract(suite, {}, "info_hash", info);
  const std::string secret = labeled_extract(suite, shared, "secret", {});
  fill(key_, labeled_expand(suite, secret, "key", context, key_.size()));
  fill(base_nonce_, labeled_expand(suite, secret, "base_nonce", context, base_nonce_.size()));
  exporter_ = SecretKey::from_bytes(labeled_expand(suite, secret, "exp", context, SecretKey::size));
}

Result<HpkeChannel> HpkeChannel::send(const SecretKey& ephemeral, const X25519PublicKey& recipient,
                                      std::string_view info) {
  SANAQ_TRY(const std::string shared,
            shared_secret(ephemeral, recipient, x25519_public(ephemeral), recipient));
  return HpkeChannel(shared, info);
}

Result<HpkeChannel> HpkeChannel::receive(const X25519PublicKey& ephemeral, const SecretKey& recipient,
                                         std::string_view info) {
  SANAQ_TRY(const std::string shared,
            shared_secret(recipient, ephemeral, ephemeral, x25519_public(recipient)));
  return HpkeChannel(shared, info);
}

std::string HpkeChannel::seal(std::uint64_t number, std::string_view plain,
                              std::string_view associated) const {
  return aes_gcm_seal(key_, nonce_of(base_nonce_, number), plain, associated);
}

Result<std::string> HpkeChannel::open(std::uint64_t number, std::string_view sealed,
                                      std::string_view associated) const {
  return aes_gcm_open(key_, nonce_of(base_nonce_, number), sealed, associated);
}

SecretKey HpkeChannel::export_key(std::string_view context) const {
  return SecretKey::from_bytes(
      labeled_expand(suite, view(exporter_.reveal()), "sec", context, SecretKey::size));
}

std::string seal_once(const SecretKey& key, std::string_view plain, std::string_view associated) {
  make_sodium_ready();
  GcmNonce nonce{};
  randombytes_buf(nonce.data(), nonce.size());
  std::string sealed(view(nonce));
  sealed += aes_gcm_seal(first_half(key), nonce, plain, associated);
  return sealed;
}

Result<std::string> open_once(const SecretKey& key, std::string_view sealed, std::string_view associated) {
  GcmNonce nonce{};
  if (sealed.size() < nonce.size()) return Error{"seal.broken", "too short"};
  fill(nonce, sealed.substr(0, nonce.size()));
  return aes_gcm_open(first_half(key), nonce, sealed.substr(nonce.size()), associated);
}

}  // namespace sanaq::crypto
