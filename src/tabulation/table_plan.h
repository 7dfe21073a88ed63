#pragma once
#include <cstdint>
#include <vector>

#include "base/result.h"
#include "microdata/microdata.h"
#include "tabulation/predicate.h"
#include "tabulation/raw_table.h"
#include "tabulation/table_spec.h"

namespace sanaq {

/// A specification resolved against one file of microdata: which columns are read and what each of their
/// values adds to the number of a cell.
struct TablePlan {
  static constexpr std::uint32_t left_out = 0xFFFF'FFFF;

  struct Side {
    VariableRef variable;
    /// One entry a value of the variable: position of the finest category times the stride of the dimension,
    /// or left_out.
    std::vector<std::uint32_t> offsets;
  };
  /// One number a cell, added up over units: how many there are, or the sum of a variable over them, or how
  /// many there are of each value of a variable.
  struct Tally {
    enum class Kind : std::uint8_t { count, sum, spread };
    Kind kind = Kind::count;
    Predicate who;
    VariableRef variable;           // sum, spread
    std::int64_t first_number = 0;  // sum: what the value 0 of the column stands for
    std::uint32_t values = 1;       // spread: numbers a cell
    std::int64_t lowest = 0;        // sum, spread: no value counted is below
    TableMeaning meaning = {};      // who is counted (summed, spread) in the cells; of measures
  };

  RawTable::Head head;
  Unit counted = Unit::person;
  std::vector<Side> sides;
  std::vector<Tally> tallies;  // the first: the counts of the table
  std::size_t cells = 0;       // totals included
};

/// Tallies of the measures stand behind the count in the order of the measures: sum, mean: how
/// many, sum; median, or where the largest contributions are wanted: spread; rate: numerator, denominator;
/// share: none. Errors: "table_spec.variable" (unknown, or
/// a link), "table_spec.code" (a code or span that is not in the variable, or in two groups),
/// "table_spec.uncovered" (a value in no group and not left out on purpose), "table_spec.parent" (with_parent
/// on a variable without one), "table_spec.unit" (the file has no such unit), "table_spec.measure" (no
/// number, or a dimension without total), "table.too_large" (detail: id, cells, limit); detail begins with
/// the place in the specification.
Result<TablePlan> plan_table(const TableSpec& spec, const Microdata& data);

/// Cells of the table, totals included, without counting anything: what a person is told before a long run.
/// Errors: as plan_table, but not "table.too_large".
Result<std::uint64_t> estimate_cells(const TableSpec& spec, const Microdata& data);

}  // namespace sanaq
