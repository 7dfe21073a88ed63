#include "base/uuid.h"

#include "base/bytes.h"

namespace sanaq {

Uuid Uuid::make(std::int64_t now_ms, Rng& rng) {
  Bytes b{};
  const std::uint64_t hi = rng.next();
  const std::uint64_t lo = rng.next();
  for (std::size_t i = 0; i < 6; ++i)
    b[i] = static_cast<std::uint8_t>(now_ms >> (40 - 8 * static_cast<int>(i)));
  for (std::size_t i = 6; i < 8; ++i) b[i] = static_cast<std::uint8_t>(hi >> (8 * (i - 6)));
  for (std::size_t i = 8; i < 16; ++i) b[i] = static_cast<std::uint8_t>(lo >> (8 * (i - 8)));
  b[6] = static_cast<std::uint8_t>((b[6] & 0x0F) | 0x70);
  b[8] = static_cast<std::uint8_t>((b[8] & 0x3F) | 0x80);
  return Uuid(b);
}

Result<Uuid> Uuid::parse(std::string_view text) {
  std::string digits;
  if (text.size() != 36) return Error{"uuid.form", {}};
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash != (text[i] == '-')) return Error{"uuid.form", {}};
    if (!dash) digits += text[i];
  }
  auto bytes = from_hex(digits);
  if (!bytes || bytes->size() != 16) return Error{"uuid.form", {}};
  Bytes b{};
  for (std::size_t i = 0; i < 16; ++i) b[i] = static_cast<std::uint8_t>((*bytes)[i]);
  return Uuid(b);
}

std::string Uuid::to_string() const {
  const std::string hex = to_hex({reinterpret_cast<const char*>(bytes_.data()), bytes_.size()});
  return hex.substr(0, 8) + '-' + hex.substr(8, 4) + '-' + hex.substr(12, 4) + '-' + hex.substr(16, 4) + '-' +
         hex.substr(20);
}

}  // namespace sanaq
