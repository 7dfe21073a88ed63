#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tabulation/measure_basis.h"
#include "tabulation/raw_table.h"
#include "tabulation/table_plan.h"

namespace sanaq {

/// The figures of a measure, one a cell of its table, scaled by 10^decimals and rounded half away from zero;
/// nothing where there is nobody to measure. Not for the public.
struct MeasureColumn {
  std::string name;
  Labels label;
  int decimals = 0;
  std::vector<std::optional<std::int64_t>> figures;
};

/// A counted table with its measures.
struct TabulatedTable {
  RawTable table;
  std::vector<MeasureColumn> measures;
  std::vector<MeasureBasis> bases;  // one a measure
};

/// numbers: what was counted for each tally of the plan, fine cells only. Errors: "table.empty".
Result<TabulatedTable> make_table(const TableSpec& spec, const TablePlan& plan,
                                  std::span<const std::vector<std::int64_t>> numbers);

}  // namespace sanaq
