#include "tabulation/cell_numbers.h"

#include "base/vector_clones.h"

namespace sanaq {

namespace {

template <class Number>
[[gnu::always_inline]] inline void set_scaled(const std::uint8_t* cells, std::uint32_t stride,
                                              Number* numbers) {
  const auto by = static_cast<Number>(stride);
  for (std::size_t i = 0; i < chunk_rows; ++i) numbers[i] = static_cast<Number>(cells[i] * by);
}

template <class Number>
[[gnu::always_inline]] inline void add_scaled(const std::uint8_t* cells, std::uint32_t stride,
                                              Number* numbers) {
  const auto by = static_cast<Number>(stride);
  for (std::size_t i = 0; i < chunk_rows; ++i)
    numbers[i] = static_cast<Number>(numbers[i] + static_cast<Number>(cells[i] * by));
}

template <class Number>
[[gnu::always_inline]] inline void set_scaled_two(const ScaledCells& first, const ScaledCells& second,
                                                  Number* __restrict numbers) {
  const std::uint8_t* __restrict const a = first.cells;
  const std::uint8_t* __restrict const b = second.cells;
  const auto by_a = static_cast<Number>(first.stride), by_b = static_cast<Number>(second.stride);
  for (std::size_t i = 0; i < chunk_rows; ++i)
    numbers[i] = static_cast<Number>(static_cast<Number>(a[i] * by_a) + static_cast<Number>(b[i] * by_b));
}

template <class Number>
[[gnu::always_inline]] inline void close_but(const std::uint8_t* values, std::uint8_t open, Number outside,
                                             Number* numbers) {
  for (std::size_t i = 0; i < chunk_rows; ++i) numbers[i] = values[i] == open ? numbers[i] : outside;
}

}  // namespace

SANAQ_VECTOR_CLONES
void scale(const std::uint8_t* __restrict cells, std::uint32_t stride, std::uint8_t* __restrict numbers) {
  set_scaled(cells, stride, numbers);
}
SANAQ_VECTOR_CLONES
void scale(const std::uint8_t* __restrict cells, std::uint32_t stride, std::uint16_t* __restrict numbers) {
  set_scaled(cells, stride, numbers);
}
SANAQ_VECTOR_CLONES
void scale(const std::uint8_t* __restrict cells, std::uint32_t stride, std::uint32_t* __restrict numbers) {
  set_scaled(cells, stride, numbers);
}
SANAQ_VECTOR_CLONES
void add(const std::uint8_t* __restrict cells, std::uint32_t stride, std::uint8_t* __restrict numbers) {
  add_scaled(cells, stride, numbers);
}
SANAQ_VECTOR_CLONES
void add(const std::uint8_t* __restrict cells, std::uint32_t stride, std::uint16_t* __restrict numbers) {
  add_scaled(cells, stride, numbers);
}
SANAQ_VECTOR_CLONES
void add(const std::uint8_t* __restrict cells, std::uint32_t stride, std::uint32_t* __restrict numbers) {
  add_scaled(cells, stride, numbers);
}
SANAQ_VECTOR_CLONES
void scale_two(ScaledCells first, ScaledCells second, std::uint8_t* __restrict numbers) {
  set_scaled_two(first, second, numbers);
}
SANAQ_VECTOR_CLONES
void scale_two(ScaledCells first, ScaledCells second, std::uint16_t* __restrict numbers) {
  set_scaled_two(first, second, numbers);
}
SANAQ_VECTOR_CLONES
void scale_two(ScaledCells first, ScaledCells second, std::uint32_t* __restrict numbers) {
  set_scaled_two(first, second, numbers);
}
SANAQ_VECTOR_CLONES
void close(const std::uint8_t* __restrict values, std::uint8_t open, std::uint8_t outside,
           std::uint8_t* __restrict numbers) {
  close_but(values, open, outside, numbers);
}
SANAQ_VECTOR_CLONES
void close(const std::uint8_t* __restrict values, std::uint8_t open, std::uint16_t outside,
           std::uint16_t* __restrict numbers) {
  close_but(values, open, outside, numbers);
}
SANAQ_VECTOR_CLONES
void close(const std::uint8_t* __restrict values, std::uint8_t open, std::uint32_t outside,
           std::uint32_t* __restrict numbers) {
  close_but(values, open, outside, numbers);
}

}  // namespace sanaq
