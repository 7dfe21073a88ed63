#include "crypto/totp.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include "base/text.h"
#include "crypto/token.h"

namespace sanaq::crypto {
namespace {

constexpr int digits = 6;
constexpr std::int64_t modulus = 1'000'000;
constexpr std::size_t secret_size = 20;

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
                       byte == '-' || byte == '.' || byte == '_' || byte == '~';
    if (plain) {
      out.push_back(c);
    } else {
      out.push_back('%');
      out.push_back(hex[byte >> 4]);
      out.push_back(hex[byte & 15]);
    }
  }
  return out;
}

}  // namespace

std::string make_totp_secret() { return random_bytes(secret_size); }

std::string totp_code(std::string_view secret, std::int64_t step) {
  std::array<unsigned char, 8> counter{};
  for (std::size_t i = 0; i < counter.size(); ++i) {
    counter[7 - i] = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (8 * i));
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned size = 0;
  const unsigned char* made = HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(),
                                   counter.size(), mac.data(), &size);
  SANAQ_CHECK(made != nullptr);
  SANAQ_CHECK(size == 20);
  const std::size_t at = mac[size - 1] & 0x0FU;  // RFC 4226, 5.3: dynamic truncation
  const std::int64_t number = (std::int64_t{mac[at] & 0x7F} << 24) | (std::int64_t{mac[at + 1]} << 16) |
                              (std::int64_t{mac[at + 2]} << 8) | std::int64_t{mac[at + 3]};
  return zero_padded(number % modulus, digits);
}

std::optional<std::int64_t> accepted_totp_step(std::string_view secret, std::string_view code, UtcInstant now,
                                               std::int64_t last_step) {
  const std::int64_t current = now.micros / micros_per_second / totp_step_seconds;
  std::optional<std::int64_t> accepted;
  for (const std::int64_t step : {current - 1, current, current + 1}) {
    const bool right = equal_in_constant_time(totp_code(secret, step), code);
    if (right && step > last_step) accepted = step;
  }
  return accepted;
}

std::string totp_uri(std::string_view secret, std::string_view issuer, std::string_view account) {
  return "otpauth://totp/" + percent_encoded(issuer) + ":" + percent_encoded(account) + "?secret=" +
         to_base32(secret) + "&issuer=" + percent_encoded(issuer) + "&algorithm=SHA1&digits=6&period=30";
}

std::string to_base32(std::string_view bytes) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char byte : bytes) {
    bits = (bits << 8) | static_cast<std::uint8_t>(byte);
    for (count += 8; count >= 5; count -= 5) text.push_back(alphabet[(bits >> (count - 5)) & 31]);
  }
  if (count > 0) text.push_back(alphabet[(bits << (5 - count)) & 31]);
  return text;
}

Result<std::string> from_base32(std::string_view text) {
  while (!text.empty() && text.back() == '=') text.remove_suffix(1);
  std::string bytes;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    if (c == ' ') continue;
    int value = -1;
    if (c >= 'A' && c <= 'Z') value = c - 'A';
    if (c >= 'a' && c <= 'z') value = c - 'a';
    if (c >= '2' && c <= '7') value = c - '2' + 26;
    if (value < 0) return Error{"base32.form", "character"};
    bits = (bits << 5) | static_cast<std::uint32_t>(value);
    count += 5;
    if (count < 8) continue;
    count -= 8;
    bytes.push_back(static_cast<char>((bits >> count) & 0xFF));
  }
  const bool ends_clean = count < 5 && (bits & ((1U << count) - 1)) == 0;
  if (!ends_clean) return Error{"base32.form", "end"};
  return bytes;
}

}  // namespace sanaq::crypto
