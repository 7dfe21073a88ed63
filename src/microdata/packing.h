#pragma once
#include <cstddef>
#include <cstdint>

namespace sanaq {

/// Cells are packed in chunks of this many rows, each chunk by itself; a chunk unpacks into 4 KiB.
inline constexpr std::size_t chunk_rows = 4096;

/// Bits a cell with values 0 … domain - 1 takes: 1, 2, 4, 8, 16 or 32; domain 0 means any 32-bit value.
/// Powers of two only: a cell never crosses a byte, which costs at most twice the bits and saves the shifts
/// across words.
unsigned cell_bits(std::uint32_t domain);

constexpr std::size_t chunk_bytes(unsigned bits) { return chunk_rows / 8 * bits; }

/// Chunks that hold so many rows.
constexpr std::size_t chunks_of(std::uint32_t rows) {
  return (std::size_t{rows} + chunk_rows - 1) / chunk_rows;
}

/// Packs chunk_rows cells below 2^bits; bits: 1, 2 or 4. Byte i of a chunk of n bytes holds the cells i, i +
/// n, i + 2n …, the first in the lowest bits: unpacking is a shift and a mask of whole vectors, without
/// moving bytes across lanes.
void pack_chunk(const std::uint8_t* cells, unsigned bits, std::uint8_t* packed);
/// The reverse; bits: 1, 2, 4 or 8. Reads chunk_bytes(bits), writes chunk_rows.
void unpack_chunk(const std::uint8_t* packed, unsigned bits, std::uint8_t* cells);
/// One cell of a chunk packed with any number of bits. row: in the chunk.
std::uint32_t cell_of_chunk(const std::uint8_t* packed, unsigned bits, std::size_t row);
/// The greatest of chunk_rows bytes.
std::uint8_t greatest(const std::uint8_t* cells);

}  // namespace sanaq
