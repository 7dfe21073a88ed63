#pragma once
#include <utility>
#include <vector>

#include "dataset/safe_table.h"

namespace sanaq::disclosure {

/// The only maker of SafeTables. It is used in one place: at the end of protect(), behind a passed audit.
class SafeTableMint {
  friend class Protector;
  static SafeTable make(TableHead head, std::vector<std::int64_t> values, std::vector<CellMark> marks) {
    return SafeTable(std::move(head), std::move(values), std::move(marks));
  }
};

}  // namespace sanaq::disclosure
