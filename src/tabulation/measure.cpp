#include "tabulation/measure.h"

#include <algorithm>
#include <numeric>

#include "base/rng.h"

namespace sanaq {

namespace {

using Figure = std::optional<std::int64_t>;

std::int64_t power_of_ten(int decimals) {
  std::int64_t power = 1;
  for (int i = 0; i < decimals; ++i) power *= 10;
  return power;
}

/// a × scale / b, rounded half away from zero; nothing when b is 0.
Figure ratio(std::int64_t a, std::int64_t scale, std::int64_t b) {
  if (b == 0) return std::nullopt;
  const bool negative = a < 0;
  const auto magnitude = static_cast<WideUnsigned>(negative ? -a : a) * static_cast<std::uint64_t>(scale);
  const auto rounded = static_cast<std::int64_t>((2 * magnitude + static_cast<std::uint64_t>(b)) /
                                                 (2 * static_cast<WideUnsigned>(b)));
  return negative ? -rounded : rounded;
}

/// The numbers of a tally with totals, cell by cell. width: numbers a cell.
std::vector<std::int64_t> summed(const TablePlan& plan, const std::vector<std::int64_t>& numbers,
                                 std::size_t width) {
  std::vector<std::int64_t> out = numbers;
  add_up(plan.head.dimensions, width, out);
  return out;
}

/// The middle of a distribution over first, first + 1 …, twice: so that a half is whole.
std::optional<std::int64_t> twice_median(std::span<const std::int64_t> counts, std::int64_t first) {
  const std::int64_t all = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
  if (all == 0) return std::nullopt;
  std::int64_t twice = 0;
  for (const std::int64_t wanted : {(all - 1) / 2, all / 2}) {
    std::int64_t below = 0;
    std::size_t value = 0;
    while (below + counts[value] <= wanted) below += counts[value++];
    twice += first + static_cast<std::int64_t>(value);
  }
  return twice;
}

std::vector<Figure> medians(const Measured& measured, std::int64_t first_number, std::int64_t scale) {
  std::vector<Figure> figures;
  for (std::size_t cell = 0; cell < measured.counts.size(); ++cell) {
    const auto twice =
        twice_median({measured.spread.data() + cell * measured.values, measured.values}, first_number);
    figures.push_back(twice ? ratio(*twice, scale, 2) : std::nullopt);
  }
  return figures;
}

std::vector<Figure> shares(const TablePlan& plan, const RawTable& table, std::string_view name,
                           std::int64_t scale) {
  std::size_t stride = 1, of = plan.sides.size();
  for (std::size_t d = plan.sides.size(); d-- > 0;) {
    if (table.head().dimensions[d].name == name) {
      of = d;
      break;
    }
    stride *= table.head().dimensions[d].categories.size();
  }
  SANAQ_CHECK(of < plan.sides.size());
  const std::size_t lines = table.head().dimensions[of].categories.size();
  std::vector<Figure> figures;
  for (std::size_t cell = 0; cell < plan.cells; ++cell) {
    const std::size_t total = cell - cell / stride % lines * stride;  // the total is the first line
    figures.push_back(ratio(table.counts()[cell], 100 * scale, table.counts()[total]));
  }
  return figures;
}

std::vector<Figure> ratios(const std::vector<std::int64_t>& above, std::int64_t scale,
                           const std::vector<std::int64_t>& below) {
  std::vector<Figure> figures;
  for (std::size_t cell = 0; cell < above.size(); ++cell)
    figures.push_back(ratio(above[cell], scale, below[cell]));
  return figures;
}

/// The figures of one measure; next: the tally that comes first for it, moved behind its last.
std::vector<Figure> figures_of(const MeasureSpec& spec, const TablePlan& plan, const RawTable& table,
                               std::span<const std::vector<std::int64_t>> numbers, std::size_t& next) {
  const std::int64_t scale = power_of_ten(spec.decimals);
  const auto take = [&] { return summed(plan, numbers[next++], 1); };
  switch (spec.kind) {
    case MeasureSpec::Kind::share:
      return shares(plan, table, spec.dimension, scale);
    case MeasureSpec::Kind::median: {
      const std::int64_t first = plan.tallies[next].first_number;
      return medians(read_measured(plan, numbers, next), first, scale);
    }
    case MeasureSpec::Kind::sum: {
      const std::vector<std::int64_t> sums = read_measured(plan, numbers, next).sums;
      return ratios(sums, scale, std::vector<std::int64_t>(sums.size(), spec.per));
    }
    case MeasureSpec::Kind::mean: {
      const Measured measured = read_measured(plan, numbers, next);
      return ratios(measured.sums, scale, measured.counts);
    }
    case MeasureSpec::Kind::rate: {
      const auto above = take(), below = take();
      return ratios(above, scale * spec.per, below);
    }
  }
  return {};
}

}  // namespace

Result<TabulatedTable> make_table(const TableSpec& spec, const TablePlan& plan,
                                  std::span<const std::vector<std::int64_t>> numbers) {
  const auto& counts = numbers.front();
  if (std::all_of(counts.begin(), counts.end(), [](std::int64_t count) { return count == 0; }))
    return Error{"table.empty", spec.id};
  SANAQ_TRY(RawTable table, RawTable::roll_up(plan.head, counts));
  TabulatedTable out{std::move(table), {}, {}};
  std::size_t next = 1;
  for (const MeasureSpec& measure : spec.measures) {
    SANAQ_TRY(auto basis, basis_of(measure, plan, numbers, next));
    out.bases.push_back(std::move(basis));
    out.measures.push_back(
        {measure.name, measure.label, measure.decimals, figures_of(measure, plan, out.table, numbers, next)});
  }
  return out;
}

}  // namespace sanaq
