#pragma once
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "disclosure/meeting.h"
#include "tabulation/raw_table.h"

namespace sanaq::disclosure {

/// Number of a cell in a CellWeb.
using WebCell = std::uint32_t;
constexpr WebCell no_web_cell = 0xFFFF'FFFF;

/// A sum and its parts as the suppressor sees them, with the place where it stands.
struct WebLine {
  std::uint32_t first = 0, last = 0;       // span of entries: the sum, then the parts
  std::uint32_t table = 0, dimension = 0;  // table: the number of tables where several meet
  std::uint32_t sum_position = 0;          // of the sum in its table
};

/// The cells of all tables of one release as one system: a cell that several tables show is one cell, and the
/// lines of all tables bind it. Cells without respondents are left out: they are printed as zeros and bind
/// nobody. (The attacker builds his own view.)
class CellWeb {
 public:
  /// Two cells are the same when they mean the same; of tables whose meaning is not known, when the tables
  /// count the same people (edition, revision, unit and grand total) and the cells name the same categories,
  /// sums over a whole dimension aside. Errors: "disclosure.linked" (such cells hold different counts;
  /// detail: table, cell). Linear in the cells, and see meet().
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
  /// Sets of people whom no table prints and who follow from several; they stand behind all cells of tables.
  const std::vector<WebCell>& unprinted() const { return unprinted_; }
  bool is_unprinted(WebCell cell) const { return !unprinted_.empty() && cell >= unprinted_.front(); }
  /// The respondents behind cells of count 1: cells with the same number hold the same person; no_web_cell
  /// for other cells.
  std::vector<WebCell> persons() const;

 private:
  Result<Done> add_cells(const RawTable& table, const std::vector<std::uint64_t>& keys);
  void add_lines(const RawTable& table, std::uint32_t number);
  void add_relations(const Meeting& meeting, std::uint32_t table_count);
  void index_uses();
  std::vector<std::int64_t> counts_;
  std::vector<std::vector<WebCell>> tables_;
  std::vector<WebCell> unprinted_;
  std::unordered_map<std::uint64_t, WebCell> known_;  // by key
  std::vector<WebLine> lines_;
  std::vector<WebCell> entries_;
  std::vector<std::uint32_t> use_first_, uses_;
};

}  // namespace sanaq::disclosure
