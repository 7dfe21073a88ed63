#include "processing/localise.h"

#include <algorithm>

#include "processing/cheapest_cover.h"

namespace sanaq {
namespace {

// An assignment names the cells that had to be looked at; a cell that was put back to its first value, or
// never looked at, did not have to change.
CellSet changed_cells(const EditRecord& record, const Assignment& values, const CellSet& free) {
  CellSet out;
  for (const CellIndex cell : free) {
    const auto found =
        std::find_if(values.begin(), values.end(), [&](const auto& v) { return v.first == cell; });
    if (found == values.end() || found->second != record.original(cell)) out.push_back(cell);
  }
  return out;
}

}  // namespace

Localisation localise(EditRecord& record, const EditPlan& plan) {
  Localisation out;
  out.failures = record.failures();
  if (out.failures.empty()) return out;
  CoverProblem problem;
  problem.weight = [&](CellIndex cell) { return record.weight(cell); };
  problem.cells_max = static_cast<std::size_t>(plan.answers_max);
  for (const Failure& failure : out.failures) problem.sets.push_back(failure.cells);
  const ValueSource source = representative_values();
  std::int64_t trials = plan.trials_max;
  while (out.choices.size() < static_cast<std::size_t>(plan.sets_max)) {
    const auto cover = cheapest_cover(problem);
    if (!cover || (!out.choices.empty() && cover->weight > out.weight)) break;
    Satisfaction result = satisfy(record, cover->cells, source, trials);
    if (!cover->proven || result.kind == Satisfaction::Kind::gave_up) {
      out.exact = out.exact && !out.choices.empty();
      if (result.kind != Satisfaction::Kind::found) break;
    }
    if (result.kind == Satisfaction::Kind::impossible) {
      if (result.conflict.empty()) break;
      problem.sets.push_back(std::move(result.conflict));
      continue;
    }
    out.weight = cover->weight;
    out.choices.push_back({changed_cells(record, result.values, cover->cells), std::move(result.values)});
    problem.refused.push_back(cover->cells);
  }
  return out;
}

}  // namespace sanaq
