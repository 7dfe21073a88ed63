#pragma once
// Method: Gauss elimination as in GaussSuppression (Langsrud 2024), turned round. There the published cells
// are eliminated, each over all respondents; here the hidden ones over the lines of the table, where a cell
// has two entries a dimension at most. The cheapest cells that are independent of each other form a basis;
// what a confidential cell needs of it is the one set of cells that can carry a change of it.
#include <cstdint>
#include <span>
#include <vector>

namespace sanaq::disclosure {

/// Independent columns over the lines of a CellWeb, kept eliminated. Arithmetic is modulo the prime 2^31 - 1:
/// right for ever as far as "independent" goes, and wrong about "needed" with a chance of some 2^-31 a cell.
class CarrierBasis {
 public:
  struct Entry {
    std::uint32_t row, value;
  };
  /// What is still missing of a wanted combination, and what has been taken from the basis for it.
  struct Wanted {
    std::vector<Entry> rest;
    std::vector<Entry> taken;  // row: number in the basis
  };

  /// row_uses: how many columns will be offered that have an entry in the row; a pivot is sought where few
  /// follow.
  explicit CarrierBasis(std::vector<std::uint32_t> row_uses);
  /// Offers the next column; true when it is independent of those before. Its number in the basis is then
  /// size() - 1.
  bool add(std::span<const Entry> column);
  std::size_t size() const { return pivot_rows_.size(); }
  /// Takes from the basis what it has for the rest. True when nothing is missing any more.
  bool supply(Wanted& wanted);
  /// How much of each column of the basis a supplied combination consists of.
  std::vector<std::uint32_t> shares(const Wanted& wanted) const;
  /// Entries held, a measure of memory and time.
  std::size_t fill() const { return entries_.size() + factors_.size(); }

  static std::uint32_t times(std::uint32_t a, std::uint32_t b);
  static std::uint32_t minus(std::uint32_t a, std::uint32_t b) { return a >= b ? a - b : a + prime - b; }
  static constexpr std::uint32_t prime = 0x7FFF'FFFF;

 private:
  void scatter(std::span<const Entry> column);
  void eliminate(std::vector<Entry>& taken);
  std::vector<Entry> gather();
  void touch(std::uint32_t row);
  static constexpr std::uint32_t no_pivot = 0xFFFF'FFFF;
  std::vector<std::uint32_t> row_uses_, pivot_of_row_;
  std::vector<std::uint32_t> pivot_rows_, scales_;       // of each column of the basis
  std::vector<std::size_t> entry_first_, factor_first_;  // of each column, one more at the end
  std::vector<Entry> entries_;                           // of the eliminated columns, the pivot (1) left out
  std::vector<Entry> factors_;  // what was subtracted before scaling; row: number in the basis
  // The column being worked on, by row.
  std::vector<std::uint32_t> value_, touched_, heap_;
  std::vector<std::uint8_t> is_touched_, is_queued_;
};

}  // namespace sanaq::disclosure
