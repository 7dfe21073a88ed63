#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "dataset/safe_table.h"
#include "disclosure/attacker.h"
#include "disclosure/exact_pattern.h"
#include "disclosure/next_smallest.h"
#include "disclosure/pattern.h"
#include "disclosure/rule.h"
#include "tabulation/raw_table.h"

namespace sanaq::disclosure {

/// What protection cost: cells and respondents that the public does not see.
struct ProtectionCost {
  std::size_t cells_nonzero = 0;
  std::size_t cells_primary = 0;
  std::size_t cells_next_smallest = 0;      // point 23 to the letter
  std::size_t cells_closes_derivation = 0;  // what real protection needs
  std::int64_t respondents_secondary = 0;
  int rounds = 0;  // of attack and repair
};

/// A protected table and why it is protected. The table is for publishing; everything else stays in the
/// office.
struct Protection {
  SafeTable table;
  std::vector<Explanation> explanations;
  ProtectionCost cost;
};

/// How good a pattern is: prices of the cells hidden beside those that must be (cell_price.h), a cell that
/// several tables show counted once.
struct PatternPrice {
  std::size_t cells = 0;  // hidden beside the primary ones and those hidden before
  double price = 0;
  bool searched = false;     // for the cheapest pattern
  bool is_cheapest = false;  // no safe pattern is cheaper
  double bound = 0;          // no safe pattern is cheaper than this; when searched
  double price_before = 0;   // of the pattern found without the search; when searched
  std::size_t cells_before = 0;
};

/// All tables of a release, protected together.
struct ReleaseProtection {
  std::vector<Protection> tables;  // the fresh ones, in the order given
  AuditReport audit;               // of the final pattern of all tables; passed
  PatternPrice price;
};

/// One table of a release with what was decided about it.
struct TableTask {
  enum class Standing : std::uint8_t {
    fresh,      ///< to be protected
    published,  ///< known already, with the marks `before`: it binds, but nothing of it can be changed
  };
  const RawTable& table;
  ProtectionRule rule = {};
  /// The marks of an earlier publication of the same cells, by position: they stay hidden and are added to;
  /// for a fresh table `primary` makes the cell confidential whatever it counts (revision.h). Empty: none.
  std::span<const CellMark> before = {};
  Standing standing = Standing::fresh;
};

/// How far a protection came that was not found: for telling people what stands in the way.
struct Refusal {
  std::vector<std::vector<CellMark>> marks;  // of every table of the release
  AuditReport audit;
};

struct ProtectionWays {
  /// Point 23 to the letter first, and real protection on top; by default the letter's order of choice only.
  Reading letter = Reading::none;
  LinearSolver* solver = nullptr;  ///< for the attacker
  /// Work for making a pattern cheaper, as tries of the attacker times cells that are not zero: some second.
  /// Releases too large for it keep what is found at first. 0: never.
  std::size_t polish_effort = 3'000'000;
  /// Searches for boxes beyond the first choice, in tables of three sides and more: tens of thousands a
  /// second. 0: none.
  std::size_t box_searches = 40'000;
  Refusal* refusal = nullptr;  ///< filled when there is no way; nullptr: nobody asks
  /// For the cheapest pattern of releases of at most exact_cells_max cells that are not zero; asks for
  /// `solver`. nullptr: what is found without it.
  CoverSolver* exact = nullptr;
  std::size_t exact_cells_max = 2'000;
  double exact_seconds = 10;  ///< of one choice of the solver; beyond, the search is given up
};

/// Marks primary cells (point 22), chooses further cells in the order of point 23 so that nothing can be
/// computed from all tables together, and lets the attacker try; what he still finds is closed until he finds
/// nothing. Same input, same pattern. Published tables stand before fresh ones. Errors: those of mark_primary
/// and attack; "disclosure.linked" (the tables disagree on a cell); "disclosure.unprotectable" (a consent
/// leaves no way, or a limit was reached; detail: table and cell).
Result<ReleaseProtection> protect_release(std::span<const TableTask> tasks, const ProtectionWays& ways = {});

/// The same for one table alone.
Result<Protection> protect(const RawTable& table, const ProtectionRule& rule,
                           const ProtectionWays& ways = {});

/// The head of the published form of a raw table: the same words, dimensions and sums.
TableHead public_head(const RawTable::Head& head);

}  // namespace sanaq::disclosure
