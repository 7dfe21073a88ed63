#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "tabulation/raw_table.h"

namespace sanaq::disclosure {

/// Number of a cell in a CellWeb.
using WebCell = std::uint32_t;
constexpr WebCell no_web_cell = 0xFFFF'FFFF;

/// A sum and its parts as the suppressor sees them, with the place where it stands.
struct WebLine {
  std::uint32_t first = 0, last = 0;  // span of entries: the sum, then the parts
  std::uint32_t table = 0, dimension = 0;
  std::uint32_t sum_position = 0;  // of the sum in its table
};

/// The cells of all tables of one release as one system: a cell that several tables show is one cell, and the
/// lines of all tables bind it. Cells without respondents are left out: they are printed as zeros and bind
/// nobody. (The attacker builds his own view.)
class CellWeb {
 public:
  /// Two cells are the same when their tables count the same people (edition, revision, unit and grand total)
  /// and they name the same categories, sums over a whole dimension aside. Errors: "disclosure.linked" (such
  /// cells hold different counts; detail: table, cell). Linear in the cells.
  static Result<CellWeb> make(std::span<const RawTable* const> tables);

  std::size_t size() const { return counts_.size(); }
  std::int64_t count(WebCell cell) const { return counts_[cell]; }
  const std::vector<WebLine>& lines() const { return lines_; }
  /// The sum, then its parts.
  std::span<const WebCell> entries(const WebLine& line) const {
    return {entries_.data() + line.first, entries_.data() + line.last};
  }
  /// Lines that hold the cell.
  std::span<const std::uint32_t> lines_of(WebCell cell) const {
    return {uses_.data() + use_first_[cell], uses_.data() + use_first_[cell + 1]};
  }
  /// Cells of one table by position; no_web_cell where nobody was counted.
  const std::vector<WebCell>& cells_of(std::size_t table) const { return tables_[table]; }
  /// The respondents behind cells of count 1: cells with the same number hold the same person; no_web_cell
  /// for other cells.
  std::vector<WebCell> persons() const;

 private:
  void add_lines(const RawTable& table, std::uint32_t number);
  void index_uses();
  std::vector<std::int64_t> counts_;
  std::vector<std::vector<WebCell>> tables_;
  std::vector<WebLine> lines_;
  std::vector<WebCell> entries_;
  std::vector<std::uint32_t> use_first_, uses_;
};

}  // namespace sanaq::disclosure
