#pragma once
// Numbers of cells for all rows of a chunk, in loops that become vector instructions. Every array has
// chunk_rows entries; numbers are kept in the narrowest type that holds all cells.
#include <cstdint>
#include <vector>

#include "microdata/packing.h"

namespace sanaq {

/// The values of one variable for the rows of a chunk: bytes, or shorts when there are more than 256.
struct ChunkCells {
  const std::uint8_t* bytes = nullptr;
  const std::uint16_t* shorts = nullptr;
};

/// numbers = cells × stride
void scale(const std::uint8_t* __restrict cells, std::uint32_t stride, std::uint8_t* __restrict numbers);
void scale(const std::uint8_t* __restrict cells, std::uint32_t stride, std::uint16_t* __restrict numbers);
void scale(const std::uint8_t* __restrict cells, std::uint32_t stride, std::uint32_t* __restrict numbers);

/// numbers += cells × stride
void add(const std::uint8_t* __restrict cells, std::uint32_t stride, std::uint8_t* __restrict numbers);
void add(const std::uint8_t* __restrict cells, std::uint32_t stride, std::uint16_t* __restrict numbers);
void add(const std::uint8_t* __restrict cells, std::uint32_t stride, std::uint32_t* __restrict numbers);

/// An axis that only multiplies.
struct ScaledCells {
  const std::uint8_t* cells = nullptr;
  std::uint32_t stride = 0;
};
/// numbers = cells × stride of both
void scale_two(ScaledCells first, ScaledCells second, std::uint8_t* __restrict numbers);
void scale_two(ScaledCells first, ScaledCells second, std::uint16_t* __restrict numbers);
void scale_two(ScaledCells first, ScaledCells second, std::uint32_t* __restrict numbers);

/// numbers = outside, in rows whose value is not the open one
void close(const std::uint8_t* __restrict values, std::uint8_t open, std::uint8_t outside,
           std::uint8_t* __restrict numbers);
void close(const std::uint8_t* __restrict values, std::uint8_t open, std::uint16_t outside,
           std::uint16_t* __restrict numbers);
void close(const std::uint8_t* __restrict values, std::uint8_t open, std::uint32_t outside,
           std::uint32_t* __restrict numbers);

/// numbers += steps[value], looked up row by row
template <class Number>
void add_steps(const ChunkCells& cells, const std::vector<std::uint32_t>& steps, Number* numbers) {
  const auto add_all = [&](const auto* values) {
    for (std::size_t i = 0; i < chunk_rows; ++i)
      numbers[i] = static_cast<Number>(numbers[i] + static_cast<Number>(steps[values[i]]));
  };
  if (cells.bytes != nullptr) return add_all(cells.bytes);
  add_all(cells.shorts);
}

/// numbers = outside, in rows whose value has a 0 in the gate, looked up row by row
template <class Number>
void close_gate(const ChunkCells& cells, const std::vector<std::uint8_t>& gate, Number outside,
                Number* numbers) {
  const auto close_all = [&](const auto* values) {
    for (std::size_t i = 0; i < chunk_rows; ++i)
      if (gate[values[i]] == 0) numbers[i] = outside;
  };
  if (cells.bytes != nullptr) return close_all(cells.bytes);
  close_all(cells.shorts);
}

}  // namespace sanaq
