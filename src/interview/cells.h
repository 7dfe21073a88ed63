#pragma once
#include <array>
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "interview/interview.h"
#include "interview/plan.h"

namespace sanaq::engine {

/// One answer with all that is computed of it.
struct Cell {
  std::int64_t number = 0;  // the value; of a text: its place in Texts
  Value::State state = Value::State::empty;
  std::uint8_t flags = 0;
  std::uint8_t findings = 0;

  // Bits of `flags`.
  static constexpr std::uint8_t on_path = 1;  // asked now
  static constexpr std::uint8_t visible = 2;  // expressions see a value
  static constexpr std::uint8_t refused = 4;  // refused, by the button or by an option that is a refusal
  static constexpr std::uint8_t changed = 8;  // the stored value was set since the last computation
  static constexpr std::uint8_t settled =
      16;  // answered or cleared by a person, or filled by its default: no default again
  static constexpr std::uint8_t passed = 32;  // the warning was seen and passed
  // Bits of `findings`, in the order they are shown.
  static constexpr std::uint8_t required = 1, type = 2, constraint = 4, warning = 8, items = 16;

  bool has(std::uint8_t flag) const { return (flags & flag) != 0; }
  void put(std::uint8_t flag, bool on) {
    flags = static_cast<std::uint8_t>(on ? flags | flag : flags & ~flag);
  }
};

/// A place with rows instead of item numbers. `row` is 0 outside lists.
struct At {
  BlockIndex block = 0;
  std::uint16_t row = 0;
  std::uint16_t other = 0;
};

using RowMask = std::uint64_t;
constexpr RowMask bit(std::uint16_t row) { return RowMask{1} << row; }

/// Rows of one list (or the one row of the form). Rows are reused after an item is gone; item numbers are
/// not.
struct Rows {
  std::vector<Cell> cells, pairs;
  std::uint32_t columns =
      0;  // cells from one row to the next; 0 for the form, which has one row whatever row is meant
  std::uint32_t pair_columns = 0;  // cells from one pair to the next
  RowMask alive = 0;
  std::vector<ItemSlot> order;       // items as they stand in the list
  std::array<RowMask, 64> before{};  // by row: the rows that stand earlier
  std::array<ItemSlot, 64> item{};   // by row
  std::vector<std::uint64_t> hints;  // by row: bits of the nodes that may have findings
};

struct Item {
  BlockIndex block = 0;
  std::uint16_t row = 0;
  bool alive = false;
  std::string id;
};

/// Texts of answers, each owned by one cell or one remembered change.
class Texts {
 public:
  std::int64_t add(std::string_view text);
  void drop(std::int64_t place);
  const std::string& operator[](std::int64_t place) const { return all_[static_cast<std::size_t>(place)]; }
  std::size_t bytes() const;

 private:
  std::vector<std::string> all_;
  std::vector<std::uint32_t> free_;
};

/// All answers of an interview.
class Cells {
 public:
  explicit Cells(const Plan& plan);

  Cell& at(const Home& home, std::uint16_t row, std::uint16_t other) {
    return const_cast<Cell&>(static_cast<const Cells*>(this)->at(home, row, other));
  }
  const Cell& at(const Home& home, std::uint16_t row, std::uint16_t other) const {
    const Rows& r = rows_[home.block];
    if (home.paired) return r.pairs[pair(row, other) * r.pair_columns + home.column];
    return r.cells[std::size_t{row} * r.columns + home.column];
  }
  const Rows& rows(BlockIndex block) const { return rows_[block]; }
  const std::vector<Item>& items() const { return items_; }
  const std::string& text(const Cell& cell) const { return texts[cell.number]; }

  /// Makes an empty item at a position of its list; a fresh number unless `again` names one that was removed.
  ItemSlot insert(BlockIndex block, std::size_t position, std::string_view id, ItemSlot again);
  /// Takes the item out of its list and empties its row; the texts of its cells must have been taken before.
  void erase(ItemSlot item);
  void rename(ItemSlot item, std::string_view id) { items_[item].id = id; }
  std::size_t position(BlockIndex block, std::uint16_t row) const {
    return static_cast<std::size_t>(std::popcount(rows_[block].before[row]));
  }
  void hint(const NodePlan& node, std::uint16_t row) {
    rows_[node.home.block].hints[row * words(node.home.block) + node.ordinal / 64u] |=
        RowMask{1} << (node.ordinal % 64u);
  }
  std::uint64_t& hints(BlockIndex block, std::uint16_t row, std::size_t word) {
    return rows_[block].hints[row * words(block) + word];
  }
  std::size_t words(BlockIndex block) const { return (plan_.blocks[block].nodes.size() + 63) / 64; }
  std::size_t bytes() const;

  Texts texts;

 private:
  static std::size_t pair(std::size_t a, std::size_t b) {
    if (a < b) std::swap(a, b);
    return a * (a - 1) / 2 + b;
  }

  const Plan& plan_;
  std::vector<Rows> rows_;
  std::vector<Item> items_;
};

}  // namespace sanaq::engine
