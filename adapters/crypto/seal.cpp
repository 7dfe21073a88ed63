#include "crypto/seal.h"

#include <sodium.h>

#include "crypto/octets.h"
#include "crypto/sodium_ready.h"

namespace sanaq::crypto {
namespace {

constexpr std::uint8_t format = 1;
constexpr std::size_t head_size = 2;
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(head_size + nonce_size + tag_size == SealKeys::overhead);

/// What is authenticated without being hidden: the head, then the context.
std::string associated(std::string_view head, std::string_view context) {
  std::string data(head);
  data += context;
  return data;
}

}  // namespace

SealKeys::SealKeys(const Keyring& ring, std::uint32_t purpose) : current_(ring.current()) {
  make_sodium_ready();
  for (const auto& [number, master] : ring.masters())
    keys_.emplace(number, ring.key(KeyUse::seal, purpose, number));
}

std::string SealKeys::seal(std::string_view plain, std::string_view context) const {
  std::string sealed(overhead + plain.size(), '\0');
  sealed[0] = static_cast<char>(format);
  sealed[1] = static_cast<char>(current_);
  const std::string data = associated(std::string_view(sealed).substr(0, head_size), context);
  unsigned char* nonce = bytes_of(sealed) + head_size;
  randombytes_buf(nonce, nonce_size);
  crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + nonce_size, nullptr, bytes_of(plain), plain.size(),
                                             bytes_of(std::string_view(data)), data.size(), nullptr, nonce,
                                             keys_.at(current_).reveal().data());
  return sealed;
}

Result<std::string> SealKeys::open(std::string_view sealed, std::string_view context) const {
  if (sealed.size() < overhead) return Error{"seal.broken", "too short"};
  if (static_cast<std::uint8_t>(sealed[0]) != format) return Error{"seal.version", "unknown format"};
  const auto number = static_cast<std::uint8_t>(sealed[1]);
  const auto key = keys_.find(number);
  if (key == keys_.end()) return Error{"seal.key", "master key " + std::to_string(number) + " is not here"};
  const std::string data = associated(sealed.substr(0, head_size), context);
  const std::string_view nonce = sealed.substr(head_size, nonce_size);
  const std::string_view cipher = sealed.substr(head_size + nonce_size);
  std::string plain(cipher.size() - tag_size, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(bytes_of(plain), nullptr, nullptr, bytes_of(cipher),
                                                 cipher.size(), bytes_of(std::string_view(data)), data.size(),
                                                 bytes_of(nonce), key->second.reveal().data()) != 0) {
    return Error{"seal.broken", "does not authenticate"};
  }
  return plain;
}

}  // namespace sanaq::crypto
