#include "disclosure/revision.h"

#include <algorithm>

namespace sanaq::disclosure {

namespace {

constexpr std::size_t nowhere = SIZE_MAX;

/// For each dimension of the later table, for each category, what it adds to the number of the earlier cell;
/// nothing where the sides are not the same.
std::vector<std::vector<std::size_t>> steps_into(const TableHead& earlier, const RawTable::Head& later) {
  if (earlier.dimensions.size() != later.dimensions.size()) return {};
  std::vector<std::vector<std::size_t>> steps(later.dimensions.size());
  std::size_t stride = 1;
  for (std::size_t d = later.dimensions.size(); d-- > 0;) {
    const Classification& side = earlier.dimensions[d];
    if (side.name != later.dimensions[d].name) return {};
    for (const Category& category : later.dimensions[d].categories) {
      const std::int32_t found = find_category(side, category.code);
      steps[d].push_back(found < 0 ? nowhere : static_cast<std::size_t>(found) * stride);
    }
    stride *= side.categories.size();
  }
  return steps;
}

/// The cell of the earlier table, or nowhere.
std::size_t earlier_cell(std::size_t cell, const std::vector<std::vector<std::size_t>>& steps) {
  std::size_t position = 0;
  for (std::size_t d = steps.size(); d-- > 0;) {
    const std::size_t step = steps[d][cell % steps[d].size()];
    if (step == nowhere) return nowhere;
    position += step;
    cell /= steps[d].size();
  }
  return position;
}

CellMark mark_after(CellMark before, std::int64_t printed, std::int64_t count, std::int64_t threshold) {
  if (count == 0) return CellMark::open;
  if (before != CellMark::open) return CellMark::secondary;
  const std::int64_t change = std::max(count - printed, printed - count);
  return change >= 1 && change <= threshold ? CellMark::primary : CellMark::open;
}

}  // namespace

std::vector<CellMark> marks_of_revisions(const RawTable& table, std::span<const LedgerTable* const> earlier,
                                         std::int64_t threshold) {
  std::vector<CellMark> marks(table.counts().size(), CellMark::open);
  for (const LedgerTable* version : earlier) {
    const auto steps = steps_into(version->head, table.head());
    if (steps.empty()) continue;
    for (std::size_t cell = 0; cell < marks.size(); ++cell) {
      const std::size_t before = earlier_cell(cell, steps);
      if (before == nowhere || marks[cell] == CellMark::primary) continue;
      const CellMark mark =
          mark_after(version->marks[before], version->counts[before], table.counts()[cell], threshold);
      if (mark != CellMark::open) marks[cell] = mark;
    }
  }
  return marks;
}

}  // namespace sanaq::disclosure
