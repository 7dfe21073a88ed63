#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "dataset/safe_table.h"
#include "disclosure/grid.h"

namespace sanaq::disclosure {

/// Why a cell is hidden, for the statistician who answers for the table.
struct Explanation {
  enum class Reason : std::uint8_t {
    few_respondents,    ///< point 22: as many respondents as the threshold or fewer
    next_smallest,      ///< point 23: the next smallest number of respondents in a line with an X
    closes_derivation,  ///< without it `protects` could be computed, from this line or from several
    published_before,   ///< hidden in an earlier version of the table, and a pattern only grows
    changed_by_few,     ///< point 22: the earlier version, subtracted, would show a single respondent
  };
  std::size_t cell = 0;
  Reason reason = Reason::few_respondents;
  std::optional<std::size_t> protects = {};  ///< the hidden cell for whose sake
  std::optional<Line> closes = {};           ///< the line in which it stops the subtraction
  int round = 0;                             ///< 0 before the first attack
};

/// Which cells of a table are hidden, growing from primary marks.
struct Pattern {
  std::vector<CellMark> marks;
  std::vector<Explanation> explanations;  // one a hidden cell, in the order of hiding

  bool is_hidden(std::size_t cell) const { return marks[cell] != CellMark::open; }
  void hide(CellMark mark, Explanation why) {
    if (is_hidden(why.cell)) return;
    marks[why.cell] = mark;
    explanations.push_back(why);
  }
};

}  // namespace sanaq::disclosure
