#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/rng.h"

namespace sanaq {

/// A 128-bit identifier whose first 48 bits are milliseconds since 1970 (UUID version 7, RFC 9562), so that
/// rows made one after the other lie beside each other in an index.
class Uuid {
 public:
  using Bytes = std::array<std::uint8_t, 16>;
  Uuid() = default;
  explicit Uuid(Bytes bytes) : bytes_(bytes) {}
  /// now_ms: milliseconds since 1970-01-01T00:00Z, 0 <= now_ms < 2^48.
  static Uuid make(std::int64_t now_ms, Rng& rng);
  /// text: 36 characters, 8-4-4-4-12 hexadecimal digits. Errors: "uuid.form".
  static Result<Uuid> parse(std::string_view text);
  std::string to_string() const;
  const Bytes& bytes() const { return bytes_; }
  /// The 16 bytes as they are hashed, sealed and sent; lives as long as the number.
  std::string_view octets() const { return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()}; }
  friend auto operator<=>(const Uuid&, const Uuid&) = default;

 private:
  Bytes bytes_{};
};

/// A Uuid that means one thing.
template <class Tag>
struct TaggedUuid {
  Uuid value;
  friend auto operator<=>(const TaggedUuid&, const TaggedUuid&) = default;
};

}  // namespace sanaq
