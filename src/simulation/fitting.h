#pragma once
#include <cstdint>
#include <vector>

namespace sanaq::simulation {

/// Iterative proportional fitting (Deming, Stephan 1940) in whole numbers: changes `cells` (row-major, rows ×
/// columns) by factors of rows and columns until the sums are the targets; the columns are met last. Cells of 0
/// stay 0. Cells are scaled by fitting_scale.
inline constexpr std::uint64_t fitting_scale = 1024;
void fit_margins(std::vector<std::uint64_t>& cells, const std::vector<std::uint64_t>& row_targets,
                 const std::vector<std::uint64_t>& column_targets, int rounds);

/// value × numerator / denominator, rounded down; value when the denominator is 0.
std::uint64_t scaled(std::uint64_t value, std::uint64_t numerator, std::uint64_t denominator);

/// What one pattern adds to one target, times `pattern_samples`.
struct Share {
  std::uint32_t target = 0;
  std::uint32_t count = 0;
};
using Pattern = std::vector<Share>;
inline constexpr std::uint64_t pattern_samples = 256;

/// How often each pattern must occur so that together they give the targets, all weights positive: the
/// multiplicative rule of Richardson (1972) and Lucy (1974), which keeps what the data leave open as it was.
/// weights: in and out, scaled by fitting_scale. Cost: rounds × shares.
void fit_patterns(std::vector<std::uint64_t>& weights, const std::vector<Pattern>& patterns,
                  const std::vector<std::uint64_t>& targets, int rounds);

}  // namespace sanaq::simulation
