#pragma once
// The attacker knows what the public knows: every printed number of every table, every sum that the tables'
// classifications promise, that a hidden cell is not zero (zeros are printed), and, for one respondent at a
// time, his own cells. It shares no code with the suppressor: it has its own equations, and it believes
// nothing that it has not added up itself.
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "base/result.h"
#include "dataset/safe_table.h"
#include "dataset/table_head.h"
#include "disclosure/linear_solver.h"
#include "disclosure/meeting.h"

namespace sanaq::disclosure {

/// One table before it is published, or one that was published before. `counts` holds the truth of every
/// cell, also of the hidden ones: the attacker uses it only to look for other tables near by and to know who
/// the single respondents are.
struct AuditTable {
  const TableHead& head;
  std::span<const std::int64_t> counts;
  std::span<const CellMark> marks;
  /// How many respondents stand behind each cell; empty: as many as it counts.
  std::span<const std::int64_t> respondents = {};
};

/// A cell of one of the tables; of a set that no table prints: the number of tables, and its number in the
/// meeting.
struct TableCell {
  std::size_t table = 0;
  std::size_t cell = 0;
  friend auto operator<=>(const TableCell&, const TableCell&) = default;
};

/// Changes of the tables of which somebody says that they would print the same. Each one is added up here; a
/// wrong one is ignored.
struct Hint {
  std::vector<std::pair<TableCell, std::int64_t>> changes;  // cell, difference
};

/// How hard is attacked, and what counts as broken.
struct AuditDemand {
  enum class Readers : std::uint8_t {
    anybody_quickly,  ///< who knows what is printed and looks at bounds only: a first impression, no proof
    anybody,          ///< who knows what is printed
    insiders_too,     ///< also each single respondent, who knows his own cells
  };
  Readers readers = Readers::insiders_too;
  /// A primary cell needs so many further counts that any reader must think possible: 1 means that nobody
  /// knows it exactly, 2 that it may be any of three counts.
  std::int64_t width = 1;
  /// The same as a share of the cell, for volumes; the larger of both holds.
  std::int64_t width_percent = 0;
  /// Programs that solve linear systems, for what simpler means leave open; nullptr: do without.
  LinearSolver* solver = nullptr;
  /// Only hidden cells that hang together with a table of this number or above are looked at: those before
  /// have been audited already.
  std::size_t first_new_table = 0;
  /// People whom no table prints and who follow from several tables are confidential up to so many.
  std::int64_t threshold = 1;
  std::span<const Hint> hints = {};
  /// How much of the answer is needed.
  enum class Extent : std::uint8_t {
    all,           ///< what is found out about every hidden cell
    breaches,      ///< confidential cells only
    first_breach,  ///< only whether there is one
  };
  Extent extent = Extent::all;
};

/// What an outsider finds out about one hidden cell.
struct CellFinding {
  enum class Verdict : std::uint8_t {
    open_question,  ///< at least two counts are possible: another table was found that prints the same
    computed,       ///< only one count is possible
    undecided,      ///< neither shown within the limits of the search; treated as computed
  };
  TableCell place;
  bool primary = false;
  Verdict verdict = Verdict::undecided;
  /// Every possible count lies between these. No upper end when unbounded.
  std::int64_t lowest = 1;
  std::optional<std::int64_t> highest;
  /// Counts for which another table was found; both the true count when there is none.
  std::int64_t seen_lowest = 0, seen_highest = 0;
  /// When computed by one line: where its sum stands, and along which dimension.
  std::optional<TableCell> line_sum;
  std::size_t line_dimension = 0;
};

/// A cell for which the table must not be published.
struct Breach {
  enum class Kind : std::uint8_t {
    computed,  ///< the count is known exactly
    narrow,    ///< fewer counts are possible than demanded
  };
  TableCell place;
  Kind kind = Kind::computed;
  /// Nothing: any reader finds out. Else: the single respondent of this cell does, about a primary cell of
  /// somebody else, from what he knows about himself.
  std::optional<TableCell> insider;
};

struct AuditReport {
  std::vector<CellFinding> findings;  // one a hidden cell, in the order of tables and cells
  std::vector<Breach> breaches;       // in the order of cells
  std::size_t solved = 0;             // linear programs that were needed
  Meeting meeting = {};               // what follows from several tables
  std::vector<Hint> witnesses = {};   // other tables that settled a confidential cell
  bool passed() const { return breaches.empty(); }
};

/// Attacks tables that are public together. A cell that several tables show is one unknown (the same meaning;
/// of tables whose meaning is not known: same edition, revision, unit and grand total, same categories), and
/// people who follow from several tables are looked for as if they were a cell. Passing means: for every
/// primary cell other tables exist that print the same and hold there as many further counts as demanded (for
/// every reader), and at least one such table that leaves the cells of any one other single respondent as
/// they are. Errors: "attacker.shape" (sizes differ), "attacker.sums" (the counts do not add up),
/// "attacker.zero" (a hidden zero: its sign would tell that it is a zero), "attacker.linked" (tables disagree
/// on a cell). Cost: some passes over the lines with a hidden cell, and a linear program where these leave a
/// question open.
Result<AuditReport> attack(std::span<const AuditTable> tables, const AuditDemand& demand = {});

/// The same again and again, for the same tables with other marks.
class Siege {
 public:
  /// The marks do not matter yet. Heads and counts must outlive it. Errors: those of attack().
  static Result<Siege> make(std::span<const AuditTable> tables);
  Siege(Siege&&) noexcept;
  Siege& operator=(Siege&&) noexcept;
  ~Siege();
  /// tables: those of make(). Errors: "attacker.zero".
  Result<AuditReport> attack(std::span<const AuditTable> tables, const AuditDemand& demand = {}) const;

 private:
  struct Parts;
  explicit Siege(std::unique_ptr<const Parts> parts);
  std::unique_ptr<const Parts> parts_;
};

}  // namespace sanaq::disclosure
