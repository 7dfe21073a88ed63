#include "dataset/seal.h"

#include "base/bytes.h"
#include "base/sha256.h"

namespace sanaq {

std::string seal_of(std::string_view content, const SealKey& key) {
  constexpr std::size_t block = 64;
  std::string padded = key.bytes.size() > block ? sha256(key.bytes) : key.bytes;
  padded.resize(block, '\0');
  std::string inner = padded, outer = padded;
  for (std::size_t i = 0; i < block; ++i) {
    inner[i] = static_cast<char>(inner[i] ^ 0x36);
    outer[i] = static_cast<char>(outer[i] ^ 0x5c);
  }
  return to_hex(sha256(outer + sha256(inner.append(content))));
}

bool seals_match(std::string_view a, std::string_view b) {
  unsigned difference = a.size() == b.size() ? 0 : 1;
  for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
    difference |= static_cast<unsigned char>(a[i] ^ b[i]);
  }
  return difference == 0;
}

}  // namespace sanaq
