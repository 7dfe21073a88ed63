#include "microdata/link.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <string>

#include "base/check.h"

namespace sanaq {

namespace {

constexpr std::size_t bit_bytes = chunk_rows / 8;
constexpr std::size_t chunk_size = sizeof(std::uint32_t) + bit_bytes;

/// Set bits among the first `bits` of a chunk.
std::uint32_t ones(const std::uint8_t* chunk_bits, std::size_t bits) {
  std::uint32_t count = 0;
  std::size_t at = 0;
  for (; at + 64 <= bits; at += 64) {
    std::uint64_t word = 0;
    std::memcpy(&word, chunk_bits + at / 8, sizeof word);
    count += static_cast<std::uint32_t>(std::popcount(word));
  }
  for (; at < bits; ++at) count += (chunk_bits[at / 8] >> (at % 8)) & 1U;
  return count;
}

}  // namespace

std::size_t Link::byte_size(std::uint32_t rows) { return chunks_of(rows) * chunk_size; }

std::vector<std::uint8_t> Link::write(std::span<const std::uint8_t> begins) {
  SANAQ_CHECK(begins.empty() || begins.front() == 1);
  std::vector<std::uint8_t> bytes(byte_size(static_cast<std::uint32_t>(begins.size())), 0);
  std::uint32_t units_begun = 0;
  for (std::size_t row = 0; row < begins.size(); ++row) {
    std::uint8_t* chunk = bytes.data() + row / chunk_rows * chunk_size;
    const std::size_t bit = row % chunk_rows;
    // The number the chunk begins with is the unit before it; its first bit may count one on.
    if (bit == 0) std::memcpy(chunk, &units_begun, sizeof units_begun);
    if (begins[row] == 0) continue;
    ++units_begun;
    chunk[sizeof units_begun + bit / 8] |= static_cast<std::uint8_t>(1U << (bit % 8));
  }
  return bytes;
}

std::uint32_t Link::first_of(std::size_t chunk) const {
  std::uint32_t first = 0;
  std::memcpy(&first, bytes_.data() + chunk * chunk_size, sizeof first);
  return first;
}

Result<Link> Link::read(std::span<const std::uint8_t> bytes, std::uint32_t rows, std::uint32_t above) {
  SANAQ_CHECK(bytes.size() == byte_size(rows));
  Link link;
  link.rows_ = rows;
  link.bytes_ = bytes;
  std::uint32_t begun = 0;
  for (std::size_t chunk = 0; chunk < chunks_of(rows); ++chunk) {
    const std::uint8_t* bits = bytes.data() + chunk * chunk_size + sizeof begun;
    const std::size_t here = std::min<std::size_t>(chunk_rows, rows - chunk * chunk_rows);
    const bool starts = chunk != 0 || (bits[0] & 1U) != 0;
    if (link.first_of(chunk) != begun || !starts)
      return Error{"microdata_file.link", "chunk " + std::to_string(chunk)};
    begun += ones(bits, here);
    if (begun > above || ones(bits, chunk_rows) != ones(bits, here))
      return Error{"microdata_file.link", "chunk " + std::to_string(chunk)};
  }
  return link;
}

std::uint32_t Link::above(std::uint32_t row) const {
  SANAQ_CHECK(row < rows_);
  const std::size_t chunk = row / chunk_rows;
  const std::uint8_t* bits = bytes_.data() + chunk * chunk_size + sizeof(std::uint32_t);
  return first_of(chunk) + ones(bits, row % chunk_rows + 1) - 1;
}

void Link::above_of_chunk(std::size_t chunk, std::uint32_t* above) const {
  SANAQ_CHECK(chunk < chunks_of(rows_));
  const std::uint8_t* bits = bytes_.data() + chunk * chunk_size + sizeof(std::uint32_t);
  std::uint32_t unit = first_of(chunk) - 1;
  for (std::size_t byte = 0; byte < bit_bytes; ++byte)
    for (unsigned bit = 0; bit < 8; ++bit) {
      unit += (static_cast<unsigned>(bits[byte]) >> bit) & 1U;
      above[byte * 8 + bit] = unit;
    }
}

}  // namespace sanaq
