#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"

namespace sanaq::crypto {

/// Time-based one-time passwords (RFC 6238) as the common authenticator apps know them: SHA-1, 30 seconds, six digits.
inline constexpr std::int64_t totp_step_seconds = 30;

/// A fresh shared secret of 20 bytes.
std::string make_totp_secret();
/// The six digits of a step (seconds since 1970 divided by 30).
std::string totp_code(std::string_view secret, std::int64_t step);
/// The step whose code was typed, when it is now, the one before or the one after, and later than last_step (the step
/// of the last accepted code, -1 for none): a code that was seen over the shoulder is worth nothing once used. Store
/// the answer as the new last_step in the same transaction as the log-in.
std::optional<std::int64_t> accepted_totp_step(std::string_view secret, std::string_view code, UtcInstant now,
                                               std::int64_t last_step);
/// Address for a QR code. issuer, account: UTF-8, percent-encoded here.
std::string totp_uri(std::string_view secret, std::string_view issuer, std::string_view account);

/// RFC 4648 base32 without padding.
std::string to_base32(std::string_view bytes);
/// Accepts small letters, blanks and padding at the end. Errors: "base32.form".
Result<std::string> from_base32(std::string_view text);

}  // namespace sanaq::crypto
