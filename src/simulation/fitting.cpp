#include "simulation/fitting.h"

#include "base/check.h"
#include "base/rng.h"

namespace sanaq::simulation {

std::uint64_t scaled(std::uint64_t value, std::uint64_t numerator, std::uint64_t denominator) {
  if (denominator == 0) return value;
  return static_cast<std::uint64_t>(static_cast<WideUnsigned>(value) * numerator / denominator);
}

namespace {

// Makes the sum of `count` cells, `step` apart, the target.
void fit_line(std::uint64_t* first, std::size_t count, std::size_t step, std::uint64_t target) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += first[i * step];
  for (std::size_t i = 0; i < count; ++i)
    first[i * step] = scaled(first[i * step], target * fitting_scale, sum);
}

}  // namespace

void fit_margins(std::vector<std::uint64_t>& cells, const std::vector<std::uint64_t>& row_targets,
                 const std::vector<std::uint64_t>& column_targets, int rounds) {
  const std::size_t rows = row_targets.size(), columns = column_targets.size();
  SANAQ_CHECK(cells.size() == rows * columns);
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t row = 0; row < rows; ++row)
      fit_line(cells.data() + row * columns, columns, 1, row_targets[row]);
    for (std::size_t column = 0; column < columns; ++column)
      fit_line(cells.data() + column, rows, columns, column_targets[column]);
  }
}

void fit_patterns(std::vector<std::uint64_t>& weights, const std::vector<Pattern>& patterns,
                  const std::vector<std::uint64_t>& targets, int rounds) {
  SANAQ_CHECK(weights.size() == patterns.size());
  constexpr std::uint64_t one = 1 << 20;
  for (int round = 0; round < rounds; ++round) {
    std::vector<std::uint64_t> sums(targets.size()), ratios(targets.size(), one);
    for (std::size_t p = 0; p < patterns.size(); ++p)
      for (const Share& share : patterns[p]) sums[share.target] += weights[p] * share.count;
    for (std::size_t t = 0; t < targets.size(); ++t)
      ratios[t] = scaled(one, targets[t] * fitting_scale * pattern_samples, sums[t]);
    for (std::size_t p = 0; p < patterns.size(); ++p) {
      WideUnsigned weighted = 0;
      std::uint64_t counts = 0;
      for (const Share& share : patterns[p]) {
        weighted += static_cast<WideUnsigned>(share.count) * ratios[share.target];
        counts += share.count;
      }
      if (counts == 0) continue;
      weights[p] =
          static_cast<std::uint64_t>(weights[p] * weighted / (static_cast<WideUnsigned>(counts) * one));
    }
  }
}

}  // namespace sanaq::simulation
