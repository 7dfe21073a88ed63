#pragma once
#include <string_view>

namespace sanaq::pg {

/// One SQL statement with bound parameters $1, $2, ... The build makes them from sql/queries/<room>/<name>.sql
/// (`sanaq::sql::<room>::<name>`). An empty name means: not prepared, for statements run once.
struct Statement {
  std::string_view name;     // unique, "casework.find_case"; the prepared statement is kept under it
  std::string_view text;     // one statement
  std::string_view params;   // types in order, "uuid,timestamptz": what the head comment of the file claims
  std::string_view columns;  // types of the result in order
};

}  // namespace sanaq::pg
