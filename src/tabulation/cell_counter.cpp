#include "tabulation/cell_counter.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "base/check.h"
#include "base/vector_clones.h"

namespace sanaq {

namespace {

constexpr std::uint32_t compared_cells_max = 12;
constexpr std::uint32_t pair_cells_max = 64;  // 6 bits a row, two rows in 4,096 counters
constexpr std::size_t pair_counters = 4096;
constexpr std::size_t lanes = 64;

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

/// Counts numbers in four sets or one set of counters by turns.
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
  tick<1>(numbers, count, set_size, counters);
}

std::size_t sets_of(std::size_t counters) { return counters <= 1024 ? 4 : 1; }

/// How many of the cells of a chunk packed with two bits have the lower one, the higher one, and both.
struct BitCounts {
  std::uint32_t low = 0, high = 0, both = 0;
};

constexpr std::uint64_t each_second_bit = 0x5555'5555'5555'5555;

/// Counts in two bits each, added up in each byte.
[[gnu::always_inline]] inline std::uint64_t by_byte(std::uint64_t twos) {
  constexpr std::uint64_t pairs = 0x3333'3333'3333'3333, nibbles = 0x0F0F'0F0F'0F0F'0F0F;
  const std::uint64_t fours = (twos & pairs) + ((twos >> 2) & pairs);
  return (fours & nibbles) + ((fours >> 4) & nibbles);
}

/// The sum of the bytes of eight words, each byte at most 64.
std::uint32_t sum_of_bytes(const std::array<std::uint64_t, 8>& words) {
  constexpr std::uint64_t each_second_byte = 0x00FF'00FF'00FF'00FF;
  std::uint64_t shorts = 0;
  for (const std::uint64_t word : words)
    shorts += (word & each_second_byte) + ((word >> 8) & each_second_byte);
  return static_cast<std::uint32_t>((shorts * 0x0001'0001'0001'0001) >> 48);
}

/// Whole vectors of words: two at a time, as a field of two bits holds the sum of three.
SANAQ_VECTOR_CLONES
BitCounts count_two_bits(const std::uint8_t* packed) {
  std::array<std::uint64_t, 8> low{}, high{}, both{}, a{}, b{};
  static_assert(chunk_bytes(2) == 8 * 2 * sizeof a);
  for (std::size_t at = 0; at < chunk_bytes(2); at += 2 * sizeof a) {
    std::memcpy(a.data(), packed + at, sizeof a);
    std::memcpy(b.data(), packed + at + sizeof a, sizeof b);
    for (std::size_t i = 0; i < a.size(); ++i) {
      const std::uint64_t a_high = a[i] >> 1, b_high = b[i] >> 1;
      low[i] += by_byte((a[i] & each_second_bit) + (b[i] & each_second_bit));
      high[i] += by_byte((a_high & each_second_bit) + (b_high & each_second_bit));
      both[i] += by_byte((a[i] & a_high & each_second_bit) + (b[i] & b_high & each_second_bit));
    }
  }
  return {sum_of_bytes(low), sum_of_bytes(high), sum_of_bytes(both)};
}

SANAQ_VECTOR_CLONES
std::uint32_t count_one_bit(const std::uint8_t* packed) {
  std::uint64_t ones = 0;
  for (std::size_t at = 0; at < chunk_bytes(1); at += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, packed + at, sizeof word);
    ones += static_cast<unsigned>(std::popcount(word));
  }
  return static_cast<std::uint32_t>(ones);
}

/// The class of each value of an axis that adds a multiple of its stride; none when it adds something else.
std::vector<std::uint8_t> classes_of(const CellCounter::Axis& axis) {
  std::vector<std::uint8_t> classes;
  if (axis.stride == 0 || axis.steps.size() > 256) return classes;
  for (const std::uint32_t step : axis.steps) {
    if (step % axis.stride != 0 || step / axis.stride > 255) return {};
    classes.push_back(static_cast<std::uint8_t>(step / axis.stride));
  }
  return classes;
}

std::optional<StepFunction> steps_of(const std::vector<std::uint8_t>& table) {
  return table.empty() || table.size() > 256 ? std::nullopt : StepFunction::make(table);
}

}  // namespace

std::size_t CellCounter::page_size(std::uint32_t cells, bool has_gates) {
  const std::size_t numbers = cells + (has_gates ? 1U : 0U);
  if (numbers <= compared_cells_max) return numbers;
  return numbers <= pair_cells_max ? pair_counters : sets_of(numbers) * numbers;
}

CellCounter::CellCounter(std::vector<Axis> axes, std::vector<Gate> gates, std::uint32_t cells,
                         std::size_t pages)
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
      counters_(pages * sets_ * set_size_),
      single_(way_ == Way::singles ? 0 : pages * numbers_) {
  if (numbers_ > 65'536) words_.resize(chunk_rows);
  for (const Axis& axis : axes_) stepped_.push_back({steps_of(classes_of(axis)), {}});
  for (const Gate& gate : gates_) stepped_.push_back({steps_of(gate), {}});
  for (Stepped& stepped : stepped_)
    if (stepped.function) stepped.bytes.resize(chunk_rows);
}

template <class Number>
void CellCounter::number_as(Number* numbers) {
  // Axes that only multiply come first: two of them set the numbers at once.
  std::array<std::size_t, 2> first{};
  std::size_t multiplied = 0;
  for (std::size_t i = 0; i < axes_.size(); ++i) {
    if (is_looked_up(i)) continue;
    if (multiplied < 2) {
      first[multiplied] = i;
    } else {
      add(ready_[i].bytes, axes_[i].stride, numbers);
    }
    if (++multiplied != 2) continue;
    const auto [a, b] = first;
    scale_two({ready_[a].bytes, axes_[a].stride}, {ready_[b].bytes, axes_[b].stride}, numbers);
  }
  if (multiplied == 1) scale(ready_[first[0]].bytes, axes_[first[0]].stride, numbers);
  if (multiplied == 0) std::fill(numbers, numbers + chunk_rows, Number{0});
  for (std::size_t i = 0; i < axes_.size(); ++i)
    if (is_looked_up(i)) add_steps(ready_[i], axes_[i].steps, numbers);
  for (std::size_t gate = 0; gate < gates_.size(); ++gate) {
    const std::size_t i = axes_.size() + gate;
    if (stepped_[i].function) {
      close(ready_[i].bytes, 1, static_cast<Number>(cells_), numbers);
    } else {
      close_gate(ready_[i], gates_[gate], static_cast<Number>(cells_), numbers);
    }
  }
}

void CellCounter::number(const std::vector<ChunkCells>& cells) {
  SANAQ_CHECK(cells.size() == stepped_.size());
  ready_ = cells;
  for (std::size_t i = 0; i < stepped_.size(); ++i) {
    if (!stepped_[i].function) continue;
    stepped_[i].function->apply(cells[i].bytes, stepped_[i].bytes.data());
    ready_[i].bytes = stepped_[i].bytes.data();
  }
  if (numbers_ > 65'536) return number_as(words_.data());
  if (numbers_ > 256) return number_as(shorts_.data());
  const bool is_ready = axes_.size() == 1 && gates_.empty() && !is_looked_up(0) && axes_[0].stride == 1;
  bytes_ = is_ready ? ready_[0].bytes : made_bytes_.data();
  if (!is_ready && numbers_ > 1) number_as(made_bytes_.data());
}

void CellCounter::compare_bytes(std::size_t first, std::size_t last) {
  const std::size_t vectors = (last - first) / lanes;
  std::uint32_t* const counts = single();
  auto left = static_cast<std::uint32_t>(vectors * lanes);
  for (std::uint32_t number = 0; number + 1 < numbers_; ++number) {
    const std::uint32_t equal = count_equal(bytes_ + first, vectors, static_cast<std::uint8_t>(number));
    counts[number] += equal;
    left -= equal;
  }
  counts[numbers_ - 1] += left;
  for (std::size_t row = first + vectors * lanes; row < last; ++row) ++counts[bytes_[row]];
}

bool CellCounter::counts_packed(unsigned bits) const {
  return bits <= 2 && way_ == Way::compare && numbers_ > 1 && gates_.empty() && axes_.size() == 1 &&
         axes_[0].steps.empty() && axes_[0].stride == 1;
}

void CellCounter::count_packed(const std::uint8_t* packed, unsigned bits) {
  SANAQ_CHECK(counts_packed(bits));
  std::array<std::uint32_t, 4> found{};
  if (bits == 1) {
    const std::uint32_t ones = count_one_bit(packed);
    found = {static_cast<std::uint32_t>(chunk_rows) - ones, ones, 0, 0};
  } else {
    const BitCounts of = count_two_bits(packed);
    found = {static_cast<std::uint32_t>(chunk_rows) - of.low - of.high + of.both, of.low - of.both,
             of.high - of.both, of.both};
  }
  for (std::uint32_t number = 0; number < numbers_; ++number) single()[number] += found[number];
}

void CellCounter::count_bytes(std::size_t first, std::size_t last) {
  if (way_ == Way::compare) return compare_bytes(first, last);
  if (way_ == Way::singles) return tick(bytes_ + first, last - first, sets_, set_size_, counters());
  const std::size_t pairs = (last - first) / 2;
  pair_up(bytes_ + first, pairs, shorts_.data());
  tick(shorts_.data(), pairs, sets_, set_size_, counters());
  if ((last - first) % 2 != 0) ++single()[bytes_[last - 1]];
}

void CellCounter::count(std::size_t first, std::size_t last) {
  SANAQ_CHECK(first <= last);
  SANAQ_CHECK(last <= chunk_rows);
  if (numbers_ == 1) {
    single()[0] += static_cast<std::uint32_t>(last - first);
    return;
  }
  if (numbers_ <= 256) return count_bytes(first, last);
  if (numbers_ <= 65'536) return tick(shorts_.data() + first, last - first, sets_, set_size_, counters());
  tick(words_.data() + first, last - first, sets_, set_size_, counters());
}

void CellCounter::drain(std::vector<std::uint32_t>& counts) {
  counts.assign(numbers_, 0);
  if (std::uint32_t* const alone = single(); alone != nullptr)
    for (std::size_t i = 0; i < numbers_; ++i) counts[i] += std::exchange(alone[i], 0U);
  for (std::size_t set = 0; set < sets_; ++set) {
    std::uint32_t* const of_set = counters() + set * set_size_;
    if (way_ == Way::singles) {
      for (std::size_t i = 0; i < set_size_; ++i) counts[i] += of_set[i];
    } else {
      for (std::size_t i = 0; i < set_size_; ++i) {
        if (of_set[i] == 0) continue;
        counts[i & 0x3FU] += of_set[i];
        counts[i >> 6] += of_set[i];
      }
    }
    std::fill(of_set, of_set + set_size_, 0U);
  }
  counts.resize(cells_);
}

}  // namespace sanaq
