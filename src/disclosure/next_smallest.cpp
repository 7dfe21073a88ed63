#include "disclosure/next_smallest.h"

#include <optional>

namespace sanaq::disclosure {

namespace {

/// The hidden part for whose sake the line needs another X, or nothing when it needs none.
std::optional<std::size_t> needs_another(const std::vector<std::size_t>& parts, Reading reading,
                                         const Pattern& pattern) {
  std::size_t hidden = 0;
  std::optional<std::size_t> first;
  bool has_secondary = false;
  for (const std::size_t cell : parts) {
    if (!pattern.is_hidden(cell)) continue;
    ++hidden;
    if (!first) first = cell;
    has_secondary = has_secondary || pattern.marks[cell] == CellMark::secondary;
  }
  const bool alone = hidden == 1;
  const bool only_primary = hidden > 0 && !has_secondary;
  return alone || (reading == Reading::always && only_primary) ? first : std::nullopt;
}

std::optional<std::size_t> smallest_open(const std::vector<std::size_t>& parts,
                                         std::span<const std::int64_t> counts, const Pattern& pattern) {
  std::optional<std::size_t> best;
  for (const std::size_t cell : parts) {
    if (pattern.is_hidden(cell) || counts[cell] == 0) continue;
    if (!best || counts[cell] < counts[*best]) best = cell;
  }
  return best;
}

}  // namespace

void mark_next_smallest(const Grid& grid, std::span<const std::int64_t> counts, Reading reading,
                        Pattern& pattern) {
  const std::vector<Line> lines = grid.lines();
  for (bool changed = true; changed;) {
    changed = false;
    for (const Line& line : lines) {
      const auto parts = grid.parts(line);
      const auto lonely = needs_another(parts, reading, pattern);
      if (!lonely) continue;
      const auto next = smallest_open(parts, counts, pattern);
      if (!next) continue;
      pattern.hide(
          CellMark::secondary,
          {.cell = *next, .reason = Explanation::Reason::next_smallest, .protects = lonely, .closes = line});
      changed = true;
    }
  }
}

}  // namespace sanaq::disclosure
