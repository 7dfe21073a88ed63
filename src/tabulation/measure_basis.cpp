#include "tabulation/measure_basis.h"

#include <algorithm>

namespace sanaq {

namespace {

/// The head of a table that stands behind a measure; a point is in no id of a specification.
RawTable::Head head_of(const MeasureSpec& spec, const TablePlan& plan, std::string_view part,
                       TableMeaning meaning) {
  RawTable::Head head = plan.head;
  head.id += '.' + spec.name + '.' + std::string(part);
  head.meaning = std::move(meaning);
  return head;
}

void add_spread(Measured& measured, const TablePlan::Tally& tally, std::size_t cells) {
  for (std::size_t cell = 0; cell < cells; ++cell) {
    std::int64_t count = 0, sum = 0;
    for (std::uint32_t value = 0; value < tally.values; ++value) {
      const std::int64_t units = measured.spread[cell * tally.values + value];
      count += units;
      sum += units * (tally.first_number + value);
    }
    measured.counts.push_back(count);
    measured.sums.push_back(sum);
  }
}

std::vector<std::int64_t> largest_of(std::span<const std::int64_t> spread, std::int64_t first, int wanted) {
  std::vector<std::int64_t> largest;
  for (std::size_t value = spread.size(); value-- > 0;) {
    for (std::int64_t i = 0; i < spread[value] && static_cast<int>(largest.size()) < wanted; ++i)
      largest.push_back(first + static_cast<std::int64_t>(value));
  }
  return largest;
}

Result<Done> add_values(const MeasureSpec& spec, const TablePlan& plan,
                        std::span<const std::vector<std::int64_t>> numbers, std::size_t at,
                        MeasureBasis& basis) {
  const TablePlan::Tally& tally = plan.tallies[at];
  std::size_t behind = at;
  Measured measured = read_measured(plan, numbers, behind);
  basis.raised = std::max<std::int64_t>(0, 1 - tally.lowest);
  TableMeaning meaning = tally.meaning;
  meaning.counted += ' ' + spec.variable + '+' + std::to_string(basis.raised);
  for (std::size_t cell = 0; cell < plan.cells; ++cell) {
    measured.sums[cell] += basis.raised * measured.counts[cell];
    if (spec.largest == 0) continue;
    const std::span<const std::int64_t> spread(measured.spread);
    basis.largest.push_back(largest_of(spread.subspan(cell * measured.values, measured.values),
                                       tally.first_number, spec.largest));
  }
  SANAQ_TRY(auto counted,
            RawTable::roll_up(head_of(spec, plan, "measured", tally.meaning), std::move(measured.counts)));
  basis.counts.push_back(std::move(counted));
  SANAQ_TRY(basis.values,
            RawTable::roll_up(head_of(spec, plan, "values", std::move(meaning)), std::move(measured.sums)));
  return Done{};
}

}  // namespace

Measured read_measured(const TablePlan& plan, std::span<const std::vector<std::int64_t>> numbers,
                       std::size_t& at) {
  const auto summed = [&](std::size_t tally) {
    std::vector<std::int64_t> out = numbers[tally];
    add_up(plan.head.dimensions, plan.tallies[tally].values, out);
    return out;
  };
  Measured measured;
  const TablePlan::Tally& tally = plan.tallies[at];
  if (tally.kind == TablePlan::Tally::Kind::spread) {
    measured.spread = summed(at++);
    measured.values = tally.values;
    add_spread(measured, tally, plan.cells);
    return measured;
  }
  measured.counts = summed(at++);
  measured.sums = summed(at++);
  return measured;
}

Result<MeasureBasis> basis_of(const MeasureSpec& spec, const TablePlan& plan,
                              std::span<const std::vector<std::int64_t>> numbers, std::size_t at) {
  MeasureBasis basis;
  basis.kind = spec.kind;
  if (spec.kind == MeasureSpec::Kind::share) {
    const auto& sides = plan.head.dimensions;
    while (basis.dimension < sides.size() && sides[basis.dimension].name != spec.dimension) ++basis.dimension;
    return basis;
  }
  if (spec.kind != MeasureSpec::Kind::rate) {
    SANAQ_TRY_DONE(add_values(spec, plan, numbers, at, basis));
    return basis;
  }
  for (const char* part : {"numerator", "denominator"}) {
    SANAQ_TRY(auto counted,
              RawTable::roll_up(head_of(spec, plan, part, plan.tallies[at].meaning), numbers[at]));
    basis.counts.push_back(std::move(counted));
    ++at;
  }
  return basis;
}

}  // namespace sanaq
