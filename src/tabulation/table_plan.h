#pragma once
#include <cstdint>
#include <vector>

#include "base/result.h"
#include "microdata/microdata.h"
#include "tabulation/raw_table.h"
#include "tabulation/table_spec.h"

namespace sanaq {

/// A specification resolved against one file of microdata: which column is read and what each of its values
/// adds to the number of a cell.
struct TablePlan {
  static constexpr std::uint32_t left_out = 0xFFFF'FFFF;

  struct Side {
    std::size_t column = 0;
    /// One entry a value of the column: position of the finest category times the stride of the dimension, or
    /// left_out.
    std::vector<std::uint32_t> offsets;
  };
  struct Filter {
    std::size_t column = 0;
    std::vector<std::uint8_t> allowed;  // one entry a value of the column: 1 or 0
  };

  RawTable::Head head;
  std::vector<Side> sides;
  std::vector<Filter> filters;
  std::size_t cells = 0;
};

/// Errors: "table_spec.variable" (unknown, or a link), "table_spec.code" (a code or span that is not in the
/// variable, or in two groups), "table_spec.uncovered" (a value in no group and not left out on purpose),
/// "table_spec.parent" (with_parent on a variable without one), "table.too_large"; detail names the variable.
Result<TablePlan> plan_table(const TableSpec& spec, const Microdata& data);

}  // namespace sanaq
