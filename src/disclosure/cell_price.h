#pragma once
#include <cstdint>

namespace sanaq::disclosure {

/// What hiding a cell costs: its respondents, and something for being a cell at all. Measured on the tables
/// of docs/benchmarks.md: 3 instead of 300 hides a fifth fewer respondents and a quarter more cells.
inline constexpr std::int64_t price_of_any_cell = 300;
constexpr std::int64_t cell_price(std::int64_t count) { return count + price_of_any_cell; }

}  // namespace sanaq::disclosure
