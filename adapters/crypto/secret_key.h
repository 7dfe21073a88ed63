#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace sanaq::crypto {

/// Thirty-two secret bytes. Wiped at the end of their life; no way to print, log or compare them.
class SecretKey {
 public:
  static constexpr std::size_t size = 32;
  /// Fresh bytes of the operating system.
  static SecretKey random();
  /// bytes: exactly `size` of them.
  static SecretKey from_bytes(std::string_view bytes);
  SecretKey(const SecretKey& other) = default;
  SecretKey& operator=(const SecretKey& other) = default;
  ~SecretKey();

  /// The key of one purpose (BLAKE2b key derivation of libsodium). context: eight characters.
  SecretKey derive(std::string_view context, std::uint64_t number) const;
  /// The only door to the bytes.
  std::span<const std::uint8_t, size> reveal() const { return bytes_; }

 private:
  SecretKey() = default;
  std::array<std::uint8_t, size> bytes_{};
};

}  // namespace sanaq::crypto
