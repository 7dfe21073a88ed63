#pragma once
// The attacker knows what the public knows: every printed number, every sum that the table's classifications
// promise, that a hidden cell is not zero (zeros are printed), and, for one respondent at a time, his own
// cell. It shares no code with the suppressor: it has its own equations, and it believes nothing that it has
// not added up itself.
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "base/result.h"
#include "dataset/safe_table.h"
#include "dataset/table_head.h"

namespace sanaq::disclosure {

/// Another table that would print the same: the cells whose counts change, and by how much.
struct Witness {
  std::vector<std::pair<std::size_t, std::int64_t>> changes;  // cell, difference; sorted by cell
};

/// One table before it is published. `counts` holds the truth of every cell, also of the hidden ones: the
/// attacker uses it only to look for witnesses near by and to know who the single respondents are.
struct AuditCase {
  const TableHead& head;
  std::span<const std::int64_t> counts;
  std::span<const CellMark> marks;
  /// Tables that the suppressor says would print the same. Each one is checked here; a wrong one is ignored.
  std::span<const Witness> hints = {};
};

/// What an outsider finds out about one hidden cell.
struct CellFinding {
  enum class Verdict : std::uint8_t {
    open_question,  ///< at least two counts are possible: a witness was found
    computed,       ///< only one count is possible
    undecided,      ///< neither shown within the limits of the search; treated as computed
  };
  std::size_t cell = 0;
  Verdict verdict = Verdict::undecided;
  /// Feasible interval by bounds propagation: a superset of the possible counts. No upper end when unbounded.
  std::int64_t lowest = 1;
  std::optional<std::int64_t> highest;
  /// When computed: the sum cell of the line that gave it away, or nothing when it took several lines at
  /// once.
  std::optional<std::size_t> line_sum;
  std::optional<std::size_t> line_dimension;
};

/// A cell for which the table must not be published.
struct Breach {
  std::size_t cell = 0;
  /// Nothing: any reader computes the cell. Else: the single respondent of this finest cell computes it, a
  /// primary cell of somebody else, from what he knows about himself.
  std::optional<std::size_t> insider;
};

struct AuditReport {
  std::vector<CellFinding> findings;  // one a hidden cell, in order
  std::vector<Breach> breaches;       // sorted by cell, then insider
  bool passed() const { return breaches.empty(); }
};

/// Attacks one table. Passing means: for every hidden cell another table exists that prints the same and has
/// another count there (for every reader), and for every primary cell also such a table that keeps the cells
/// of any one other single respondent. Errors: "attacker.shape" (sizes differ), "attacker.sums" (the counts
/// do not add up), "attacker.zero" (a hidden zero: its sign would tell that it is a zero). Cost: a few passes
/// over the lines with a hidden cell; elimination is cubic in the worst case and left out for more than 1,500
/// cells that hang together.
Result<AuditReport> attack(const AuditCase& audit);

/// Cells that hold exactly the person of `cell`, a cell of count 1: the finest one (first) and every sum that
/// is 1.
std::vector<std::size_t> cells_of_person(const TableHead& head, std::span<const std::int64_t> counts,
                                         std::size_t cell);

}  // namespace sanaq::disclosure
