#pragma once
#include <utility>
#include <vector>

#include "dataset/safe_table.h"

namespace sanaq::disclosure {

/// The only maker of SafeTables. It is used at the end of protect() and where figures are put beside
/// counts that are protected, each behind a passed audit; and for tables with noise, which hide nothing.
class SafeTableMint {
  friend class Protector;
  friend class FigureProtector;
  friend class NoiseProtector;
  static SafeTable make(TableHead head, std::vector<std::int64_t> values, std::vector<CellMark> marks) {
    return SafeTable(std::move(head), std::move(values), std::move(marks));
  }
  static SafeTable with_figures(SafeTable table, std::vector<SafeFigures> figures) {
    table.figures_ = std::move(figures);
    return table;
  }
};

}  // namespace sanaq::disclosure
