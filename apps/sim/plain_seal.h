#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/sha256.h"

namespace sanaq::sim {

/// An answer behind a hash of key and place: in the shape of a seal, which it is not.
inline std::string plain_seal(std::string_view key, std::string_view place, std::string_view plain) {
  return sha256(std::string(key) + std::string(place) + std::string(plain)) + std::string(plain);
}
/// Nothing when it was sealed under another key or for another place.
inline std::optional<std::string> plain_open(std::string_view key, std::string_view place,
                                             std::string_view sealed) {
  constexpr std::size_t hash_bytes = 32;
  if (sealed.size() < hash_bytes) return std::nullopt;
  const std::string_view plain = sealed.substr(hash_bytes);
  if (plain_seal(key, place, plain) != sealed) return std::nullopt;
  return std::string(plain);
}
/// What department and tablet both know of a bundle, by its head.
inline std::string answer_key(std::string_view head_bytes) {
  return sha256("answer to " + std::string(head_bytes));
}

}  // namespace sanaq::sim
