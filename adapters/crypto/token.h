#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "crypto/keyed_hash.h"
#include "crypto/secret_key.h"

namespace sanaq::crypto {

/// Random bytes of the operating system.
std::string random_bytes(std::size_t size);
/// base64url text of `bytes` random bytes: 43 characters for the usual 32.
std::string random_token(std::size_t bytes = 32);
/// Compares without telling by its duration where the texts differ. Lengths are not hidden.
bool equal_in_constant_time(std::string_view a, std::string_view b);

/// What the database keeps of a session: a stolen table opens no session.
Digest session_digest(const SecretKey& key, std::string_view session_token);
/// The hidden field of a form, bound to one session: another site cannot make it. 43 characters.
std::string form_token(const SecretKey& key, std::string_view session_token);
bool is_form_token(const SecretKey& key, std::string_view session_token, std::string_view token);

}  // namespace sanaq::crypto
