#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "disclosure/cell_web.h"

namespace sanaq::disclosure {

/// A safe pattern that is to become cheaper.
struct PolishTask {
  const CellWeb& web;
  std::span<const std::uint8_t> required;  // of each cell: hidden whatever happens
  std::span<const std::uint8_t> fixed;     // of each cell: shown whatever happens
  /// True when the attacker finds nothing.
  std::function<Result<bool>(const std::vector<std::uint8_t>& hidden)> is_safe;
  /// The pattern with further cells, safe again, `shown` not among them; nothing when there is no quick way.
  std::function<Result<std::optional<std::vector<std::uint8_t>>>(const std::vector<std::uint8_t>& hidden,
                                                                 WebCell shown)>
      mended;
  std::size_t attacks_max = 0;  ///< tries in all; then the pattern stays as it is by then
};

/// Prices of what is hidden beside what is required.
double price_of(const CellWeb& web, std::span<const std::uint8_t> required,
                std::span<const std::uint8_t> hidden);

/// First shows cells again that are not needed, the dearest first; then, one after the other, shows a cell
/// and closes otherwise what that opens, or hides one more so that several others are not needed any longer,
/// where this is cheaper; at last hides a few more at random places and does the same, until that stays in
/// vain for long. Deterministic. Errors: those of the attack.
Result<std::vector<std::uint8_t>> polish(const PolishTask& task, std::vector<std::uint8_t> hidden);

}  // namespace sanaq::disclosure
