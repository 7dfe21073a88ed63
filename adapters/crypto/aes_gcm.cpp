#include "crypto/aes_gcm.h"

#include <openssl/evp.h>

#include <memory>

#include "crypto/octets.h"

namespace sanaq::crypto {
namespace {

struct Free {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, Free>;

int size_of(std::string_view text) {
  SANAQ_CHECK(text.size() < (1u << 30));
  return static_cast<int>(text.size());
}

}  // namespace

std::string aes_gcm_seal(AesKey key, const GcmNonce& nonce, std::string_view plain,
                         std::string_view associated) {
  std::string sealed(plain.size() + gcm_tag_size, '\0');
  const Context context(EVP_CIPHER_CTX_new());
  int size = 0;
  SANAQ_CHECK(context != nullptr);
  SANAQ_CHECK(EVP_EncryptInit_ex(context.get(), EVP_aes_128_gcm(), nullptr, key.data(), nonce.data()) == 1);
  SANAQ_CHECK(EVP_EncryptUpdate(context.get(), nullptr, &size, bytes_of(associated), size_of(associated)) ==
              1);
  SANAQ_CHECK(EVP_EncryptUpdate(context.get(), bytes_of(sealed), &size, bytes_of(plain), size_of(plain)) ==
              1);
  SANAQ_CHECK(EVP_EncryptFinal_ex(context.get(), bytes_of(sealed) + plain.size(), &size) == 1);
  SANAQ_CHECK(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, gcm_tag_size,
                                  bytes_of(sealed) + plain.size()) == 1);
  return sealed;
}

Result<std::string> aes_gcm_open(AesKey key, const GcmNonce& nonce, std::string_view sealed,
                                 std::string_view associated) {
  if (sealed.size() < gcm_tag_size) return Error{"seal.broken", "too short"};
  const std::string_view cipher = sealed.substr(0, sealed.size() - gcm_tag_size);
  std::string tag(sealed.substr(cipher.size()));
  std::string plain(cipher.size(), '\0');
  const Context context(EVP_CIPHER_CTX_new());
  int size = 0;
  SANAQ_CHECK(context != nullptr);
  SANAQ_CHECK(EVP_DecryptInit_ex(context.get(), EVP_aes_128_gcm(), nullptr, key.data(), nonce.data()) == 1);
  SANAQ_CHECK(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, gcm_tag_size, tag.data()) == 1);
  SANAQ_CHECK(EVP_DecryptUpdate(context.get(), nullptr, &size, bytes_of(associated), size_of(associated)) ==
              1);
  SANAQ_CHECK(EVP_DecryptUpdate(context.get(), bytes_of(plain), &size, bytes_of(cipher), size_of(cipher)) ==
              1);
  unsigned char nothing[gcm_tag_size];
  if (EVP_DecryptFinal_ex(context.get(), nothing, &size) != 1)
    return Error{"seal.broken", "does not authenticate"};
  return plain;
}

}  // namespace sanaq::crypto
