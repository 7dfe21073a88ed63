#include "crypto/tunnel_key.h"

#include <sodium.h>

#include "base/result.h"
#include "crypto/sodium_ready.h"

namespace sanaq::crypto {

TunnelKeyPair make_tunnel_keys() {
  make_sodium_ready();
  TunnelKeyPair keys;
  randombytes_buf(keys.secret.data(), keys.secret.size());
  // As `wg genkey` does; X25519 would do it at each use anyway.
  keys.secret[0] &= 248;
  keys.secret[31] = static_cast<std::uint8_t>((keys.secret[31] & 127) | 64);
  keys.open = open_half(keys.secret);
  return keys;
}

TunnelKey open_half(const TunnelKey& secret) {
  make_sodium_ready();
  TunnelKey open{};
  SANAQ_CHECK(crypto_scalarmult_base(open.data(), secret.data()) == 0);
  return open;
}

TunnelKey make_preshared_key() {
  make_sodium_ready();
  TunnelKey key{};
  randombytes_buf(key.data(), key.size());
  return key;
}

std::string to_text(const TunnelKey& key) {
  std::string out(sodium_base64_ENCODED_LEN(32, sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(out.data(), out.size(), key.data(), key.size(), sodium_base64_VARIANT_ORIGINAL);
  out.pop_back();  // the zero at the end
  return out;
}

}  // namespace sanaq::crypto
