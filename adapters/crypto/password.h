#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace sanaq::crypto {

/// Cost of argon2id. The default needs 64 MiB and about 0.1 s of one core: limit how many run at once.
struct PasswordCost {
  unsigned passes = 2;
  std::size_t memory_bytes = std::size_t{64} << 20;
  /// The least that argon2id allows; for tests and demo accounts only.
  static PasswordCost least() { return {1, 8192}; }
};

/// Text with parameters, salt and hash ("$argon2id$..."), at most 127 characters.
/// Errors: "password.memory" (the machine has not enough).
Result<std::string> hash_password(std::string_view password, const PasswordCost& cost);
/// False too when `hash` is no argon2 text.
bool is_password(std::string_view password, const std::string& hash);
/// True when `hash` was made with another cost: hash again at the next log-in.
bool needs_new_hash(const std::string& hash, const PasswordCost& cost);

}  // namespace sanaq::crypto
