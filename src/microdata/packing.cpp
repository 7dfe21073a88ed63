#include "microdata/packing.h"

#include <algorithm>
#include <cstring>

#include "base/check.h"
#include "base/vector_clones.h"

namespace sanaq {

namespace {

// The number of bits is a constant in each of the loops below, so that the compiler can turn them into
// vectors.
template <unsigned bits>
[[gnu::always_inline]] inline void unpack(const std::uint8_t* packed, std::uint8_t* cells) {
  constexpr std::size_t size = chunk_bytes(bits);
  constexpr auto mask = static_cast<std::uint8_t>((1U << bits) - 1);
  for (std::size_t i = 0; i < size; ++i) {
    const std::uint8_t byte = packed[i];
    for (unsigned part = 0; part < 8 / bits; ++part)
      cells[i + part * size] = static_cast<std::uint8_t>(byte >> (part * bits)) & mask;
  }
}

SANAQ_VECTOR_CLONES
void unpack_1(const std::uint8_t* __restrict packed, std::uint8_t* __restrict cells) {
  unpack<1>(packed, cells);
}
SANAQ_VECTOR_CLONES
void unpack_2(const std::uint8_t* __restrict packed, std::uint8_t* __restrict cells) {
  unpack<2>(packed, cells);
}
SANAQ_VECTOR_CLONES
void unpack_4(const std::uint8_t* __restrict packed, std::uint8_t* __restrict cells) {
  unpack<4>(packed, cells);
}

}  // namespace

unsigned cell_bits(std::uint32_t domain) {
  if (domain == 0) return 32;
  for (const unsigned bits : {1U, 2U, 4U, 8U, 16U})
    if (domain <= (1U << bits)) return bits;
  return 32;
}

void pack_chunk(const std::uint8_t* cells, unsigned bits, std::uint8_t* packed) {
  SANAQ_CHECK(bits == 1 || bits == 2 || bits == 4);
  const std::size_t size = chunk_bytes(bits);
  for (std::size_t i = 0; i < size; ++i) {
    unsigned byte = 0;
    for (unsigned part = 0; part < 8 / bits; ++part)
      byte |= static_cast<unsigned>(cells[i + part * size]) << (part * bits);
    packed[i] = static_cast<std::uint8_t>(byte);
  }
}

void unpack_chunk(const std::uint8_t* packed, unsigned bits, std::uint8_t* cells) {
  switch (bits) {
    case 1:
      return unpack_1(packed, cells);
    case 2:
      return unpack_2(packed, cells);
    case 4:
      return unpack_4(packed, cells);
    default:
      SANAQ_CHECK(bits == 8);
      std::memcpy(cells, packed, chunk_rows);
  }
}

std::uint32_t cell_of_chunk(const std::uint8_t* packed, unsigned bits, std::size_t row) {
  SANAQ_CHECK(row < chunk_rows);
  if (bits < 8) {
    const std::size_t size = chunk_bytes(bits);
    return (static_cast<unsigned>(packed[row % size]) >> (row / size * bits)) & ((1U << bits) - 1);
  }
  std::uint32_t cell = 0;
  const std::size_t width = bits / 8;
  for (std::size_t i = 0; i < width; ++i)
    cell |= static_cast<std::uint32_t>(packed[row * width + i]) << (8 * i);
  return cell;
}

SANAQ_VECTOR_CLONES
std::uint8_t greatest(const std::uint8_t* cells) {
  std::uint8_t most = 0;
  for (std::size_t i = 0; i < chunk_rows; ++i) most = std::max(most, cells[i]);
  return most;
}

}  // namespace sanaq
