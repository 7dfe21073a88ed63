#include "crypto/token.h"

#include <sodium.h>

#include "base/bytes.h"
#include "crypto/sodium_ready.h"

namespace sanaq::crypto {
namespace {

Digest hash_for(const SecretKey& key, std::string_view purpose, std::string_view token) {
  std::string text(purpose);
  text.push_back('\0');
  text += token;
  return keyed_hash(key, text);
}

}  // namespace

std::string random_bytes(std::size_t size) {
  make_sodium_ready();
  std::string bytes(size, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

std::string random_token(std::size_t bytes) { return to_base64url(random_bytes(bytes)); }

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

Digest session_digest(const SecretKey& key, std::string_view session_token) {
  return hash_for(key, "session", session_token);
}

std::string form_token(const SecretKey& key, std::string_view session_token) {
  const Digest digest = hash_for(key, "form", session_token);
  return to_base64url({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

bool is_form_token(const SecretKey& key, std::string_view session_token, std::string_view token) {
  return equal_in_constant_time(form_token(key, session_token), token);
}

}  // namespace sanaq::crypto
