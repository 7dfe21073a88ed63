#pragma once
#include <cstdint>
#include <cstring>
#include <string_view>

namespace sanaq {

/// Hash of a short text for tables inside the program, some nanoseconds: eight bytes at a time, multiplied
/// and folded. Differs between machines of another byte order, so it is never stored. Not for texts an
/// adversary may choose many of.
inline std::uint64_t quick_hash(std::string_view text) {
  constexpr std::uint64_t factor = 0x9E3779B97F4A7C15ULL;
  std::uint64_t hash = text.size() * factor;
  const auto mix = [&](std::uint64_t word) {
    hash = (hash ^ word) * factor;
    hash ^= hash >> 32;
  };
  const char* at = text.data();
  std::size_t left = text.size();
  for (; left > 8; left -= 8, at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, 8);
    mix(word);
  }
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < left; ++i)
    word |= static_cast<std::uint64_t>(static_cast<unsigned char>(at[i])) << (8 * i);
  mix(word);
  return hash;
}

}  // namespace sanaq
