#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace sanaq::crypto {

using AesKey = std::span<const std::uint8_t, 16>;
using GcmNonce = std::array<std::uint8_t, 12>;
inline constexpr std::size_t gcm_tag_size = 16;

/// AES-128-GCM (NIST SP 800-38D). A nonce must never be used twice under one key. The tag stands at the end.
std::string aes_gcm_seal(AesKey key, const GcmNonce& nonce, std::string_view plain,
                         std::string_view associated);
/// Errors: "seal.broken".
Result<std::string> aes_gcm_open(AesKey key, const GcmNonce& nonce, std::string_view sealed,
                                 std::string_view associated);

}  // namespace sanaq::crypto
