#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "processing/edit_record.h"

namespace sanaq {

/// The cheapest set of cells that has a cell of every set of `sets` and is none of `refused` (Fellegi-Holt's
/// set covering). Exact, by branch and bound; among equally cheap ones the first in the order of cells.
struct CoverProblem {
  std::vector<CellSet> sets;
  std::vector<CellSet> refused;
  std::function<int(CellIndex)> weight;  // above 0
  std::size_t cells_max = 8;
  std::int64_t steps_max = 200'000;
};
struct Cover {
  CellSet cells;
  int weight = 0;
  bool proven = true;  // false: the search ended before it saw everything
};
/// Nothing when there is no cover of at most `cells_max` cells.
std::optional<Cover> cheapest_cover(const CoverProblem& problem);

}  // namespace sanaq
