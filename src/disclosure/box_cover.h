#pragma once
// Method: hypercubes (Repsilber 1994; GHMITER in tau-ARGUS), with what a table of counts adds: no corner may
// fall below 1, a box may take in sums, nobody's own cell is touched but the target's, and boxes that have
// become dearer than needed are laid anew. Where a table has three sides or more this gives changes of whole
// numbers, which elimination alone does not.
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "base/classification.h"

namespace sanaq::disclosure {

/// A set of cells that change together, up or down, so that every sum of the table holds; several boxes added
/// up may change a cell more than once.
struct Box {
  std::vector<std::pair<std::uint32_t, std::int8_t>> corners;  // position in the table, how often up or down
};

/// One table to be covered, by position.
struct BoxTask {
  const std::vector<Classification>& dimensions;
  std::span<const std::int64_t> counts;
  std::span<const std::uint32_t> targets;  // cells that must be able to go up by `width`
  std::span<const std::uint8_t> hidden;    // 1: hidden already, costs nothing
  std::span<const std::uint8_t> frozen;    // 1: must not take part, but as a cell of the target's own person
  std::span<const std::uint32_t> owner;    // same number, same person; of frozen cells
  std::int64_t width = 1;
  int passes = 2;            // of laying boxes anew and showing cells again; 0: as the classical method does
  std::size_t searches = 0;  // for boxes in further rearrangements of a few boxes at a time
};

struct BoxCover {
  std::vector<std::uint32_t> cells;       // to be hidden besides those that are, in the order of choice
  std::vector<std::optional<Box>> boxes;  // of each target; nothing where none exists
};

/// Covers every target by a box whose corners are hidden, with few and small further cells. With searches the
/// boxes are rearranged, some at a time, and cells shown again that boxes can get round together.
/// Deterministic. Cost: for each target and search the product over the sides of at most candidates_max
/// lines.
BoxCover cover_by_boxes(const BoxTask& task);

}  // namespace sanaq::disclosure
