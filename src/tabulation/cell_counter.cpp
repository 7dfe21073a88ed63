#include "tabulation/cell_counter.h"

#include <algorithm>
#include <cstring>

#include "base/check.h"
#include "base/vector_clones.h"

namespace sanaq {

namespace {

constexpr std::uint32_t quad_cells_max = 8;   // 3 bits a row, four rows in 4,096 counters
constexpr std::uint32_t pair_cells_max = 64;  // 6 bits a row, two rows in as many
constexpr std::size_t group_counters = 4096;

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

template <class Number>
void add_steps(const ChunkCells& cells, const std::vector<std::uint32_t>& steps, Number* numbers) {
  if (cells.bytes != nullptr) {
    for (std::size_t i = 0; i < chunk_rows; ++i)
      numbers[i] = static_cast<Number>(numbers[i] + static_cast<Number>(steps[cells.bytes[i]]));
    return;
  }
  for (std::size_t i = 0; i < chunk_rows; ++i)
    numbers[i] = static_cast<Number>(numbers[i] + static_cast<Number>(steps[cells.shorts[i]]));
}

/// Two rows of 6 bits, or four of 3, as one number of 12 bits.
SANAQ_VECTOR_CLONES
void pair_up(const std::uint8_t* __restrict numbers, std::size_t pairs, std::uint16_t* __restrict out) {
  for (std::size_t i = 0; i < pairs; ++i) {
    std::uint16_t two = 0;
    std::memcpy(&two, numbers + 2 * i, sizeof two);
    out[i] = static_cast<std::uint16_t>((two & 0x3FU) | ((two >> 2) & 0xFC0U));
  }
}
SANAQ_VECTOR_CLONES
void quad_up(const std::uint8_t* __restrict numbers, std::size_t quads, std::uint16_t* __restrict out) {
  for (std::size_t i = 0; i < quads; ++i) {
    std::uint32_t four = 0;
    std::memcpy(&four, numbers + 4 * i, sizeof four);
    out[i] = static_cast<std::uint16_t>((four & 7U) | ((four >> 5) & 0x38U) | ((four >> 10) & 0x1C0U) |
                                        ((four >> 15) & 0xE00U));
  }
}

/// Counts numbers in four, two or one set of counters by turns.
template <std::size_t sets, class Number>
void tick(const Number* numbers, std::size_t count, std::size_t set_size, std::uint32_t* counters) {
  std::size_t i = 0;
  for (; i + sets <= count; i += sets)
    for (std::size_t set = 0; set < sets; ++set) ++counters[set * set_size + numbers[i + set]];
  for (; i < count; ++i) ++counters[numbers[i]];
}

template <class Number>
void tick(const Number* numbers, std::size_t count, std::size_t sets, std::size_t set_size,
          std::uint32_t* counters) {
  if (sets == 4) return tick<4>(numbers, count, set_size, counters);
  if (sets == 2) return tick<2>(numbers, count, set_size, counters);
  tick<1>(numbers, count, set_size, counters);
}

unsigned group_of(std::uint32_t cells) {
  return cells <= quad_cells_max ? 4 : cells <= pair_cells_max ? 2 : 1;
}

}  // namespace

CellCounter::CellCounter(std::vector<Axis> axes, std::uint32_t cells)
    : axes_(std::move(axes)),
      cells_(cells),
      group_(group_of(cells)),
      sets_(cells <= 1024 && group_ == 1 ? 4
            : cells <= 8192              ? 2
                                         : 1),
      set_size_(group_ == 1 ? cells : group_counters),
      counters_(sets_ * set_size_),
      single_(group_ == 1 ? 0 : cells) {
  if (cells_ > 65'536) words_.resize(chunk_rows);
}

template <class Number>
void CellCounter::number_as(Number* numbers, const std::vector<ChunkCells>& cells) {
  // Axes that only multiply come first: the first of them sets the numbers.
  bool begun = false;
  for (std::size_t i = 0; i < axes_.size(); ++i) {
    if (!axes_[i].steps.empty()) continue;
    if (begun) {
      add(cells[i].bytes, axes_[i].stride, numbers);
    } else {
      scale(cells[i].bytes, axes_[i].stride, numbers);
    }
    begun = true;
  }
  if (!begun) std::fill(numbers, numbers + chunk_rows, Number{0});
  for (std::size_t i = 0; i < axes_.size(); ++i)
    if (!axes_[i].steps.empty()) add_steps(cells[i], axes_[i].steps, numbers);
}

void CellCounter::number(const std::vector<ChunkCells>& cells) {
  SANAQ_CHECK(cells.size() == axes_.size());
  if (axes_.empty()) return;
  if (cells_ <= 256) return number_as(bytes_.data(), cells);
  if (cells_ <= 65'536) return number_as(shorts_.data(), cells);
  number_as(words_.data(), cells);
}

void CellCounter::count_bytes(std::size_t first, std::size_t last) {
  if (group_ == 1) return tick(bytes_.data() + first, last - first, sets_, set_size_, counters_.data());
  const std::size_t groups = (last - first) / group_;
  if (group_ == 2) {
    pair_up(bytes_.data() + first, groups, shorts_.data());
  } else {
    quad_up(bytes_.data() + first, groups, shorts_.data());
  }
  tick(shorts_.data(), groups, sets_, set_size_, counters_.data());
  for (std::size_t row = first + groups * group_; row < last; ++row) ++single_[bytes_[row]];
}

void CellCounter::count(std::size_t first, std::size_t last) {
  SANAQ_CHECK(first <= last);
  SANAQ_CHECK(last <= chunk_rows);
  if (axes_.empty()) {
    single_[0] += static_cast<std::uint32_t>(last - first);
    return;
  }
  if (cells_ <= 256) return count_bytes(first, last);
  if (cells_ <= 65'536) return tick(shorts_.data() + first, last - first, sets_, set_size_, counters_.data());
  tick(words_.data() + first, last - first, sets_, set_size_, counters_.data());
}

void CellCounter::drain(std::vector<std::uint32_t>& counts) {
  counts.assign(cells_, 0);
  const unsigned bits = group_ == 4 ? 3 : 6;
  for (std::size_t set = 0; set < sets_; ++set) {
    const std::uint32_t* counters = counters_.data() + set * set_size_;
    for (std::size_t i = 0; i < set_size_; ++i) {
      if (counters[i] == 0) continue;
      if (group_ == 1) {
        counts[i] += counters[i];
        continue;
      }
      for (unsigned part = 0; part < group_; ++part)
        counts[(i >> (part * bits)) & ((1U << bits) - 1)] += counters[i];
    }
  }
  for (std::size_t i = 0; i < single_.size(); ++i) counts[i] += single_[i];
  std::fill(counters_.begin(), counters_.end(), 0U);
  std::fill(single_.begin(), single_.end(), 0U);
}

}  // namespace sanaq
