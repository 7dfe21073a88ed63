#pragma once
#include <cstdint>
#include <span>

#include "disclosure/cell_web.h"

namespace sanaq::disclosure {

/// The smallest of the nearest cells that are shown: in the cell's own lines, or else beyond other hidden
/// cells, line by line. no_web_cell when all that hangs together is hidden or `fixed`. Linear in what is
/// reached.
WebCell smallest_near(const CellWeb& web, std::span<const std::uint8_t> hidden,
                      std::span<const std::uint8_t> fixed, WebCell cell);

}  // namespace sanaq::disclosure
