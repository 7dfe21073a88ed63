#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "tabulation/cell_numbers.h"
#include "tabulation/step_function.h"

namespace sanaq {

/// Counts rows by the cell of a small cube they lie in. The number of a row's cell is the sum of what each
/// axis adds for its value; numbers of a whole chunk are made first, in loops that become vector
/// instructions, then counted one by one in counters that stay in the nearest cache. Adding twice in a row to
/// the same counter stalls, so small cubes have several sets of counters that take turns. A counter costs
/// the same whatever it counts, so of cubes of up to 64 cells two rows are counted at once, in a cube of
/// pairs; and tiny cubes have no counters: whole vectors of rows are compared with each cell's number.
class CellCounter {
 public:
  /// What an axis adds to the number of a cell: value × stride, or entry `value` of `steps` when there are
  /// any.
  struct Axis {
    std::uint32_t stride = 0;
    std::vector<std::uint32_t> steps;
  };

  /// Rows whose value has a 0 here are not counted; one entry a value.
  using Gate = std::vector<std::uint8_t>;

  /// cells: numbers of cells are below it. pages: so many cubes are kept apart; the first is open.
  CellCounter(std::vector<Axis> axes, std::vector<Gate> gates, std::uint32_t cells, std::size_t pages = 1);
  /// Counters of a page, for these cells.
  static std::size_t page_size(std::uint32_t cells, bool has_gates);

  /// From now on this page counts.
  void open(std::size_t page) { page_ = page; }
  /// Makes the numbers of a chunk. cells: one an axis, then one a gate, in their order.
  void number(const std::vector<ChunkCells>& cells);
  /// Counts rows first … last - 1 of that chunk.
  void count(std::size_t first, std::size_t last);
  /// Whether a chunk packed with so many bits a cell, of the only axis, can be counted as it lies.
  bool counts_packed(unsigned bits) const;
  /// Counts all rows of such a chunk, without number().
  void count_packed(const std::uint8_t* packed, unsigned bits);
  /// The counts of the open page since the last call, one a cell.
  void drain(std::vector<std::uint32_t>& counts);

 private:
  template <class Number>
  void number_as(Number* numbers);
  void count_bytes(std::size_t first, std::size_t last);
  void compare_bytes(std::size_t first, std::size_t last);
  std::uint32_t* counters() { return counters_.data() + page_ * sets_ * set_size_; }
  std::uint32_t* single() { return way_ == Way::singles ? nullptr : single_.data() + page_ * numbers_; }

  /// What an axis or a gate makes of a value, when that is quicker than looking it up row by row.
  struct Stepped {
    std::optional<StepFunction> function;
    std::vector<std::uint8_t> bytes;  // of the chunk
  };
  bool is_looked_up(std::size_t axis) const { return !axes_[axis].steps.empty() && !stepped_[axis].function; }

  std::vector<Axis> axes_;
  std::vector<Gate> gates_;
  std::vector<Stepped> stepped_;   // one an axis, then one a gate
  std::vector<ChunkCells> ready_;  // cells of the chunk, through their step functions
  std::uint32_t cells_, numbers_;  // with gates there is one number more, for rows outside
  enum class Way : std::uint8_t { compare, pairs, singles } way_;
  std::size_t sets_, set_size_;          // sets of counters that take turns
  std::vector<std::uint32_t> counters_;  // page by page, set by set
  std::vector<std::uint32_t> single_;    // page by page: rows counted without a set
  std::size_t page_ = 0;
  // Numbers of the chunk, in the narrowest type.
  std::array<std::uint8_t, chunk_rows> made_bytes_{};
  const std::uint8_t* bytes_ = made_bytes_.data();  // or those of the only axis
  std::array<std::uint16_t, chunk_rows> shorts_{};
  std::vector<std::uint32_t> words_;
};

}  // namespace sanaq
