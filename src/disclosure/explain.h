#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "disclosure/cell_web.h"
#include "disclosure/grid.h"
#include "disclosure/pattern.h"

namespace sanaq::disclosure {

/// A secondary cell in the order of hiding.
struct HiddenBecause {
  WebCell cell;
  Explanation::Reason reason;
  int round;
};

/// Why each hidden cell of one table is hidden: primary cells first, in the order of the table, then the
/// others in the order in which they were chosen. A secondary cell protects the nearest primary one, reached
/// over lines with hidden cells, and closes the first line of that way.
std::vector<Explanation> explain(const CellWeb& web, std::size_t table, const Grid& grid,
                                 std::span<const std::uint8_t> primary, std::span<const std::uint8_t> hidden,
                                 std::span<const HiddenBecause> order);

}  // namespace sanaq::disclosure
