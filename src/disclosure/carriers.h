#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "disclosure/cell_web.h"

namespace sanaq::disclosure {

/// What a choice of carriers starts from.
struct CarrierTask {
  const CellWeb& web;
  /// One mark a cell: 1 when it is confidential by itself.
  std::span<const std::uint8_t> primary;
  /// 1 when the cell is hidden already and stays so (a pattern published before).
  std::span<const std::uint8_t> kept;
  /// 1 when the cell must stay printed (a consent).
  std::span<const std::uint8_t> fixed;
  /// Who is who among the cells of count 1: CellWeb::persons().
  std::span<const WebCell> persons;
  /// A cell must be able to fall by so much and still be 1 or more: those that are not are taken last.
  std::int64_t fall = 1;
  /// Cells to take last whatever they hold (they could not carry enough).
  std::span<const std::uint8_t> avoided = {};
};

struct CarrierChoice {
  std::vector<WebCell> cells;          // to be hidden besides the primary and the kept ones, cheapest first
  std::vector<WebCell> unprotectable;  // primary cells that nothing can protect
  std::size_t offered = 0, basis = 0, fill = 0;  // columns tried, kept, and entries they took
};

/// Chooses the cells that carry the change of every confidential cell: for each of them there is then another
/// table (of fractions, near the true one) that prints the same, differs there, and leaves the cells of every
/// other single respondent as they are; so not even all other single respondents together can compute it.
/// The choice goes by the smallest number of respondents (point 23), then by the order of cells; each chosen
/// cell is needed, given the smaller ones. Deterministic. Cost: that of a sparse elimination over the lines.
CarrierChoice choose_carriers(const CarrierTask& task);

}  // namespace sanaq::disclosure
