#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "tabulation/raw_table.h"
#include "tabulation/table_plan.h"

namespace sanaq {

/// What the figures of a measure are made of. Who knows the figures and the counts can come back to these
/// tables, or near them; disclosure control treats them as if they were published themselves. Not for the
/// public.
struct MeasureBasis {
  MeasureSpec::Kind kind = MeasureSpec::Kind::share;
  std::size_t dimension = 0;     // share: the side whose total it is a share of
  std::vector<RawTable> counts;  // rate: numerator, denominator; sum, mean, median: who is measured
  /// sum, mean, median: the contributions added up, each raised by `raised` so that it is 1 or more: a cell
  /// is 0 where nobody is measured and nowhere else.
  std::optional<RawTable> values;
  std::int64_t raised = 0;
  /// Of each cell the largest contributions as they are, the largest first; empty unless they were wanted.
  std::vector<std::vector<std::int64_t>> largest;
};

/// How many are measured in each cell of a table, sums included, and what they contribute.
struct Measured {
  std::vector<std::int64_t> counts, sums;
  std::vector<std::int64_t> spread;  // `values` numbers a cell: how many have each value; may be empty
  std::uint32_t values = 1;
};

/// Reads the tallies of a sum, mean or median from `at` on, and moves `at` behind them.
Measured read_measured(const TablePlan& plan, std::span<const std::vector<std::int64_t>> numbers,
                       std::size_t& at);

/// The basis of a measure whose first tally is `at`. Errors: those of RawTable::roll_up.
Result<MeasureBasis> basis_of(const MeasureSpec& spec, const TablePlan& plan,
                              std::span<const std::vector<std::int64_t>> numbers, std::size_t at);

}  // namespace sanaq
