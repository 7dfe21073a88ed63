#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/labels.h"
#include "base/result.h"

namespace sanaq {

/// A set of values of one variable: codes of a coded variable, or a closed span of a whole number (either end
/// may be left open).
struct ValueSet {
  std::vector<std::string> codes;
  std::optional<std::int64_t> first, last;
};

/// One condition of the universe: only persons whose value lies in the set are counted.
struct Condition {
  std::string variable;
  ValueSet values;
};

/// One line of a table's side: a five-year age group, or several codes put together.
struct Group {
  std::string code;
  Labels label;
  ValueSet values;
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
  /// True: the codes of the variable's parent stand above (regions above their districts). This is how a
  /// table is asked for at the territory level of districts; a region table has the variable `region` itself.
  bool with_parent = false;
};

/// What a table counts, as the statistician writes it down (editions/<name>/tables/<id>.json). It counts
/// persons.
struct TableSpec {
  std::string id;  ///< permanent: lower-case letters, digits and hyphens, at most 60
  Labels title;
  Labels unit;
  std::vector<Labels> notes;
  std::vector<Condition> universe;  ///< all must hold
  std::vector<DimensionSpec> dimensions;
};

/// Reads a specification. Nothing is ignored: an unknown member is an error. Errors: "table_spec.form",
/// "table_spec.id", "labels.form"; detail names the member.
Result<TableSpec> parse_table_spec(const Json& object);
/// True when `text` may be a permanent id of a table.
bool is_table_id(std::string_view text);

}  // namespace sanaq
