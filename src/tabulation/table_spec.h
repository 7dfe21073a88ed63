#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/labels.h"
#include "base/result.h"
#include "microdata/unit.h"
#include "tabulation/expression.h"

namespace sanaq {

/// One line of a table's side: a five-year age group, or several codes put together. Without values it is the
/// sum of the groups below that name it as their parent.
struct Group {
  std::string code;
  Labels label;
  ValueSet values;
  std::string parent;  ///< code of a group before it, or empty
  bool is_sum() const { return values.codes.empty() && !values.first && !values.last; }
};

/// The element that sums up a whole dimension ("Republic of Kazakhstan", "both sexes").
struct TotalSpec {
  std::string code;
  Labels label;
};

/// One side of a table. Without groups every value of the variable is a line of its own.
struct DimensionSpec {
  std::string variable;
  std::string name;  ///< of the dimension; the variable's name unless given
  Labels label;      ///< the variable's label unless given
  std::optional<TotalSpec> total;
  std::vector<Group> groups;
  /// Codes that no group holds and that are left out on purpose; such persons are not in the table at all.
  std::vector<std::string> leave_out;
  /// True: with groups, whatever no group holds is left out on purpose (ages the universe does not have).
  bool leave_rest = false;
  /// True: the codes of the variable's parent stand above (regions above their districts). This is how a
  /// table is asked for at the territory level of districts; a region table has the variable `region` itself.
  bool with_parent = false;
};

/// A figure beside the counts of a table, one a cell.
struct MeasureSpec {
  enum class Kind : std::uint8_t {
    sum,     ///< of a number over the counted units, divided by `per` (weights in thousandths: 1000)
    mean,    ///< of a number
    median,  ///< of a number; the mean of the two in the middle when their count is even
    share,   ///< percent of the cell in the total of one dimension
    rate,    ///< those for whom `numerator` holds, for each `per` of those for whom `denominator` does
  };
  Kind kind = Kind::mean;
  std::string name;  ///< for programs: "mean-age"
  Labels label;
  std::string variable;              ///< sum, mean, median: a number
  std::optional<std::int64_t> from;  ///< values below are not counted (-1: not applicable)
  std::string dimension;             ///< share: the dimension, which has a total
  Expression numerator, denominator;
  std::int64_t per = 1;  ///< rate, sum: 1, 100, 1000 …
  int decimals = 0;      ///< of the figure, 0 … 6
  /// sum, mean: how many of the largest contributions of each cell are wanted (MeasureBasis); not written in
  /// specifications, disclosure control asks for it.
  int largest = 0;
};

/// What a table counts, as the statistician writes it down (editions/<name>/tables/<id>.json).
struct TableSpec {
  std::string id;  ///< permanent: lower-case letters, digits and hyphens, at most 60
  Labels title;
  Labels unit;  ///< what is counted, as people read it: "persons"
  std::vector<Labels> notes;
  Unit counted = Unit::person;
  Expression universe;  ///< who is counted; empty: everybody
  std::vector<DimensionSpec> dimensions;
  std::vector<MeasureSpec> measures;
};

/// Reads a specification. Nothing is ignored: an unknown member is an error. Errors: "table_spec.form",
/// "table_spec.id", "table_spec.expression", "labels.form"; detail names the member.
Result<TableSpec> parse_table_spec(const Json& object);
/// True when `text` may be a permanent id of a table.
bool is_table_id(std::string_view text);

}  // namespace sanaq
