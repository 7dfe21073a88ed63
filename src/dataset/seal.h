#pragma once
#include <string>
#include <string_view>

namespace sanaq {

/// The secret with which disclosure control seals what it has passed. It stays with the statistics office's
/// jobs; the public portal has no use for it.
struct SealKey {
  std::string bytes;  // 32 random bytes
};

/// HMAC-SHA-256 (RFC 2104) of the content, as 64 hexadecimal digits. Linear in the content.
std::string seal_of(std::string_view content, const SealKey& key);
/// True when the two texts are the same; takes the same time wherever they differ.
bool seals_match(std::string_view a, std::string_view b);

}  // namespace sanaq
