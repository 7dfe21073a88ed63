#pragma once
#include <cstdint>
#include <string_view>

namespace sanaq {

/// XXH64 (Yann Collet, seed 0) of the bytes: finds damage of a file at the speed of memory. It is no
/// protection against somebody who writes a wrong file on purpose.
std::uint64_t block_checksum(std::string_view bytes);

}  // namespace sanaq
