#include "disclosure/protect.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "disclosure/closing_move.h"
#include "disclosure/primary.h"
#include "disclosure/safe_table_mint.h"

namespace sanaq::disclosure {

namespace {

using Reason = Explanation::Reason;
constexpr int rounds_max = 200;

/// A line in which the new cell stands beside (or above) another cell of the move: the subtraction it stops.
std::optional<Line> closed_line(const Grid& grid, const ClosingMove& move, std::size_t cell) {
  auto in_move = [&move](std::size_t other) {
    return std::any_of(move.changes.begin(), move.changes.end(),
                       [other](const auto& c) { return c.first == other; });
  };
  for (std::size_t d = 0; d < grid.dimension_count(); ++d) {
    const std::int32_t parent = grid.parent(d, grid.category(cell, d));
    if (parent >= 0) {
      const Line line{d, grid.moved(cell, d, static_cast<std::size_t>(parent))};
      if (in_move(line.sum_cell)) return line;
      for (const std::size_t other : grid.parts(line)) {
        if (other != cell && in_move(other)) return line;
      }
    }
    for (const std::size_t part : grid.parts({d, cell})) {
      if (in_move(part)) return Line{d, cell};
    }
  }
  return std::nullopt;
}

}  // namespace

/// One run of attack and repair over one table.
class Protector {
 public:
  Protector(const RawTable& table, Pattern pattern, Grid grid)
      : table_(table),
        head_(public_head(table.head())),
        pattern_(std::move(pattern)),
        grid_(std::move(grid)) {}

  Result<Protection> run(Reading reading) {
    mark_next_smallest(grid_, table_.counts(), reading, pattern_);
    for (int round = 1; round <= rounds_max; ++round) {
      SANAQ_TRY(auto audit, attack({head_, table_.counts(), pattern_.marks, hints_}));
      if (audit.passed()) return finish(std::move(audit), round);
      SANAQ_TRY_DONE(repair(audit.breaches, round));
    }
    return Error{"disclosure.unprotectable", "rounds"};
  }

 private:
  Result<Done> repair(const std::vector<Breach>& breaches, int round) {
    std::set<std::size_t> closed;  // of this round, against every reader
    for (const Breach& breach : breaches) {
      if (!breach.insider && closed.contains(breach.cell)) continue;
      std::vector<std::size_t> kept;
      if (breach.insider) kept = cells_of_person(head_, table_.counts(), *breach.insider);
      const auto move = cheapest_move(grid_, table_.counts(), pattern_, breach.cell, kept);
      if (!move) {
        return Error{"disclosure.unprotectable",
                     "cell " + zero_padded(static_cast<std::int64_t>(breach.cell), 1)};
      }
      hints_.push_back(Witness{move->changes});
      for (const auto& [cell, change] : move->changes) {
        closed.insert(cell);
        if (pattern_.is_hidden(cell)) continue;
        pattern_.hide(CellMark::secondary, {.cell = cell,
                                            .reason = Reason::closes_derivation,
                                            .protects = breach.cell,
                                            .closes = closed_line(grid_, *move, cell),
                                            .round = round});
      }
    }
    return Done{};
  }

  Result<Protection> finish(AuditReport audit, int rounds) {
    ProtectionCost cost;
    cost.rounds = rounds;
    const auto& counts = table_.counts();
    cost.cells_nonzero =
        counts.size() - static_cast<std::size_t>(std::count(counts.begin(), counts.end(), 0));
    for (const Explanation& explanation : pattern_.explanations) {
      switch (explanation.reason) {
        case Reason::few_respondents:
          ++cost.cells_primary;
          continue;
        case Reason::next_smallest:
          ++cost.cells_next_smallest;
          break;
        case Reason::closes_derivation:
          ++cost.cells_closes_derivation;
          break;
      }
      cost.respondents_secondary += counts[explanation.cell];
    }
    return Protection{SafeTableMint::make(head_, counts, pattern_.marks), pattern_.explanations,
                      std::move(audit), cost};
  }

  const RawTable& table_;
  TableHead head_;
  Pattern pattern_;
  Grid grid_;
  std::vector<Witness> hints_;
};

TableHead public_head(const RawTable::Head& head) {
  return {head.id, head.edition, head.revision, head.title, head.unit, head.notes, head.dimensions};
}

Result<Protection> protect(const RawTable& table, const ProtectionRule& rule, Reading reading) {
  Grid grid(table.head().dimensions);
  SANAQ_TRY(auto pattern, mark_primary(table, grid, rule));
  return Protector(table, std::move(pattern), std::move(grid)).run(reading);
}

}  // namespace sanaq::disclosure
