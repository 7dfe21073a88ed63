#include "sanaq/production/compare_figures.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>

#include "base/csv.h"
#include "sanaq/production/table_run.h"

namespace sanaq {
namespace {

struct FigureColumn {
  enum : std::size_t { figure, unit, where, base, kind, value, status, source, column_count };
};

/// A figure becomes a rate: those of `where` over those of `base`, counted beside a table of everybody.
Result<MeasureSpec> measure_of_figure(const std::vector<std::string>& row) {
  MeasureSpec measure;
  measure.kind = MeasureSpec::Kind::rate;
  measure.name = row[FigureColumn::figure];
  SANAQ_TRY(measure.numerator, parse_universe(row[FigureColumn::where]));
  SANAQ_TRY(measure.denominator, parse_universe(row[FigureColumn::base].empty() ? row[FigureColumn::where]
                                                                                : row[FigureColumn::base]));
  return measure;
}

std::int64_t sum_of(const std::vector<std::int64_t>& numbers) {
  return std::accumulate(numbers.begin(), numbers.end(), std::int64_t{0});
}

/// Counts of the numerators and denominators, in the order of the measures.
Result<std::vector<std::int64_t>> count_measures(const TableSpec& spec, const Microdata& data,
                                                 std::size_t threads) {
  SANAQ_TRY(const TablePass pass, TablePass::make({spec}, data));
  SANAQ_TRY(const auto numbers, count_slices(pass, threads));
  std::vector<std::int64_t> counts;
  for (std::size_t i = 1; i < numbers.size(); ++i) counts.push_back(sum_of(numbers[i]));
  return counts;
}

TableSpec figures_spec(Unit counted) {
  TableSpec spec;
  spec.id = "figures";
  spec.counted = counted;
  DimensionSpec dimension;
  dimension.variable = dimension.name = "urban_rural";
  spec.dimensions.push_back(std::move(dimension));
  return spec;
}

}  // namespace

double ComparedFigure::difference_percent() const {
  if (percent) return difference();
  return published == 0 ? 0 : 100 * difference() / published;
}

Result<std::vector<ComparedFigure>> compare_figures(std::string_view csv, const Microdata& data,
                                                    std::size_t threads) {
  SANAQ_TRY(const auto rows, parse_csv(csv));
  std::vector<ComparedFigure> figures;
  for (const Unit counted : units) {
    TableSpec spec = figures_spec(counted);
    const std::size_t first = figures.size();
    for (std::size_t i = 1; i < rows.size(); ++i) {
      if (rows[i].size() != FigureColumn::column_count)
        return Error{"figures.form", "row " + std::to_string(i + 1)};
      if (rows[i][FigureColumn::unit] != name_of(counted)) continue;
      auto measure = measure_of_figure(rows[i]);
      if (!measure)
        return Error{measure.error().code, "row " + std::to_string(i + 1) + ' ' + measure.error().detail};
      spec.measures.push_back(std::move(*measure));
      ComparedFigure out{rows[i][FigureColumn::figure], rows[i][FigureColumn::status],
                         rows[i][FigureColumn::source], rows[i][FigureColumn::kind] == "percent"};
      out.published = std::strtod(rows[i][FigureColumn::value].c_str(), nullptr);
      figures.push_back(std::move(out));
    }
    if (spec.measures.empty()) continue;
    SANAQ_TRY(const auto counts, count_measures(spec, data, threads));
    for (std::size_t i = 0; i < spec.measures.size(); ++i) {
      const auto above = static_cast<double>(counts[2 * i]), below = static_cast<double>(counts[2 * i + 1]);
      ComparedFigure& out = figures[first + i];
      out.counted = out.percent ? 100 * above / std::max(below, 1.0) : above;
    }
  }
  return figures;
}

}  // namespace sanaq
