#include "tabulation/cell_counter.h"

#include <algorithm>
#include <cstring>

#include "base/check.h"
#include "base/vector_clones.h"

namespace sanaq {

namespace {

constexpr std::uint32_t compared_cells_max = 12;
constexpr std::uint32_t pair_cells_max = 64;  // 6 bits a row, two rows in 4,096 counters
constexpr std::size_t pair_counters = 4096;
constexpr std::size_t lanes = 64;

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

/// Rows that a gate keeps out get the number behind the last cell.
template <class Number>
[[gnu::always_inline]] inline void close_but(const std::uint8_t* values, std::uint8_t open, Number outside,
                                             Number* numbers) {
  for (std::size_t i = 0; i < chunk_rows; ++i) numbers[i] = values[i] == open ? numbers[i] : outside;
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

template <class Number>
void close_gate(const ChunkCells& cells, const CellCounter::Gate& gate, Number outside, Number* numbers) {
  if (cells.bytes == nullptr) {
    for (std::size_t i = 0; i < chunk_rows; ++i)
      if (gate[cells.shorts[i]] == 0) numbers[i] = outside;
  } else if (std::count(gate.begin(), gate.end(), 1) == 1) {
    const auto open = static_cast<std::uint8_t>(std::find(gate.begin(), gate.end(), 1) - gate.begin());
    close(cells.bytes, open, outside, numbers);
  } else {
    for (std::size_t i = 0; i < chunk_rows; ++i)
      if (gate[cells.bytes[i]] == 0) numbers[i] = outside;
  }
}

/// How many of whole vectors of at most a chunk are the number wanted: no lane can run over.
SANAQ_VECTOR_CLONES
std::uint32_t count_equal(const std::uint8_t* numbers, std::size_t vectors, std::uint8_t wanted) {
  std::array<std::uint8_t, lanes> equal{};
  for (std::size_t i = 0; i < vectors; ++i)
    for (std::size_t lane = 0; lane < lanes; ++lane)
      equal[lane] = static_cast<std::uint8_t>(equal[lane] + (numbers[i * lanes + lane] == wanted ? 1 : 0));
  std::uint32_t sum = 0;
  for (const std::uint8_t count : equal) sum += count;
  return sum;
}

/// Two rows of 6 bits as one number of 12 bits.
SANAQ_VECTOR_CLONES
void pair_up(const std::uint8_t* __restrict numbers, std::size_t pairs, std::uint16_t* __restrict out) {
  for (std::size_t i = 0; i < pairs; ++i) {
    std::uint16_t two = 0;
    std::memcpy(&two, numbers + 2 * i, sizeof two);
    out[i] = static_cast<std::uint16_t>((two & 0x3FU) | ((two >> 2) & 0xFC0U));
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

std::size_t sets_of(std::size_t counters) { return counters <= 1024 ? 4 : counters <= 8192 ? 2 : 1; }

}  // namespace

CellCounter::CellCounter(std::vector<Axis> axes, std::vector<Gate> gates, std::uint32_t cells)
    : axes_(std::move(axes)),
      gates_(std::move(gates)),
      cells_(cells),
      numbers_(cells + (gates_.empty() ? 0 : 1)),
      way_(numbers_ <= compared_cells_max ? Way::compare
           : numbers_ <= pair_cells_max   ? Way::pairs
                                          : Way::singles),
      sets_(sets_of(way_ == Way::pairs ? pair_counters : numbers_)),
      set_size_(way_ == Way::pairs     ? pair_counters
                : way_ == Way::singles ? numbers_
                                       : 0),
      counters_(sets_ * set_size_),
      single_(way_ == Way::singles ? 0 : numbers_) {
  if (numbers_ > 65'536) words_.resize(chunk_rows);
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
  for (std::size_t i = 0; i < gates_.size(); ++i)
    close_gate(cells[axes_.size() + i], gates_[i], static_cast<Number>(cells_), numbers);
}

void CellCounter::number(const std::vector<ChunkCells>& cells) {
  SANAQ_CHECK(cells.size() == axes_.size() + gates_.size());
  if (numbers_ > 65'536) return number_as(words_.data(), cells);
  if (numbers_ > 256) return number_as(shorts_.data(), cells);
  const bool is_ready = axes_.size() == 1 && gates_.empty() && axes_[0].steps.empty() && axes_[0].stride == 1;
  bytes_ = is_ready ? cells[0].bytes : made_bytes_.data();
  if (!is_ready && numbers_ > 1) number_as(made_bytes_.data(), cells);
}

void CellCounter::compare_bytes(std::size_t first, std::size_t last) {
  const std::size_t vectors = (last - first) / lanes;
  auto left = static_cast<std::uint32_t>(vectors * lanes);
  for (std::uint32_t number = 0; number + 1 < numbers_; ++number) {
    const std::uint32_t equal = count_equal(bytes_ + first, vectors, static_cast<std::uint8_t>(number));
    single_[number] += equal;
    left -= equal;
  }
  single_[numbers_ - 1] += left;
  for (std::size_t row = first + vectors * lanes; row < last; ++row) ++single_[bytes_[row]];
}

void CellCounter::count_bytes(std::size_t first, std::size_t last) {
  if (way_ == Way::compare) return compare_bytes(first, last);
  if (way_ == Way::singles) return tick(bytes_ + first, last - first, sets_, set_size_, counters_.data());
  const std::size_t pairs = (last - first) / 2;
  pair_up(bytes_ + first, pairs, shorts_.data());
  tick(shorts_.data(), pairs, sets_, set_size_, counters_.data());
  if ((last - first) % 2 != 0) ++single_[bytes_[last - 1]];
}

void CellCounter::count(std::size_t first, std::size_t last) {
  SANAQ_CHECK(first <= last);
  SANAQ_CHECK(last <= chunk_rows);
  if (numbers_ == 1) {
    single_[0] += static_cast<std::uint32_t>(last - first);
    return;
  }
  if (numbers_ <= 256) return count_bytes(first, last);
  if (numbers_ <= 65'536)
    return tick(shorts_.data() + first, last - first, sets_, set_size_, counters_.data());
  tick(words_.data() + first, last - first, sets_, set_size_, counters_.data());
}

void CellCounter::drain(std::vector<std::uint32_t>& counts) {
  counts.assign(numbers_, 0);
  for (std::size_t i = 0; i < single_.size(); ++i) counts[i] += single_[i];
  for (std::size_t set = 0; set < sets_; ++set) {
    const std::uint32_t* counters = counters_.data() + set * set_size_;
    for (std::size_t i = 0; i < set_size_; ++i) {
      if (counters[i] == 0) continue;
      if (way_ == Way::pairs) {
        counts[i & 0x3FU] += counters[i];
        counts[i >> 6] += counters[i];
      } else {
        counts[i] += counters[i];
      }
    }
  }
  counts.resize(cells_);
  std::fill(counters_.begin(), counters_.end(), 0U);
  std::fill(single_.begin(), single_.end(), 0U);
}

}  // namespace sanaq
