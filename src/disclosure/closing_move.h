#pragma once
// Method: the corners of a cheapest hypercube (Repsilber 1994; GHMITER in tau-ARGUS), widened to
// classifications of any depth and to X >= 1: a corner that would have to fall must stay at one or more.
// Where we differ: a box may take in sums (so that a column of ones is closed through its own sum), and every
// box is kept as a witness that the attacker checks.
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "disclosure/pattern.h"

namespace sanaq::disclosure {

/// A set of cells that can be changed together by the same amount, up or down, so that every sum of the table
/// still holds.
struct ClosingMove {
  std::vector<std::pair<std::size_t, std::int64_t>> changes;  // cell, +1 or -1; sorted by cell
  std::int64_t cost = 0;                                      // respondents in cells not hidden yet
};

/// What a move has to do.
struct ClosingNeeds {
  std::int64_t change = 1;          // by how much the target goes up
  std::vector<std::uint8_t> stays;  // of each cell: 1 when it must not take part
};

/// The move through `target` (which goes up by `change`) that newly hides the fewest respondents; of equals
/// the one with the fewest cells, then the first. No cell that stays takes part. Always exists for a cell
/// that is not zero, unless a sum of everything stays. Cost: product over dimensions of (finest categories) ×
/// cells of a box.
std::optional<ClosingMove> cheapest_move(const Grid& grid, std::span<const std::int64_t> counts,
                                         const Pattern& pattern, std::size_t target,
                                         const ClosingNeeds& needs);

}  // namespace sanaq::disclosure
