#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace sanaq {

/// Values of a variable by their positions in the frozen file: ascending, each once.
using ValuePositions = std::vector<std::uint32_t>;

/// Which people (households, dwellings) the cells of a table hold, independent of names and labels: so that
/// tables whose groups differ can be laid beside each other ("0–14" here, "0–4", "5–9", "10–14" there). Two
/// tables of one freeze with the same meaning of a cell show the same people in it.
struct TableMeaning {
  /// Those for whom a variable has one of the values.
  struct Condition {
    std::string variable;
    std::uint32_t domain = 0;  // how many values the variable has
    ValuePositions values;
    friend bool operator==(const Condition&, const Condition&) = default;
  };
  /// One side of the table: the values that each of its categories holds, sums included.
  struct Side {
    std::string variable;
    std::uint32_t domain = 0;
    std::vector<ValuePositions> categories;
    friend bool operator==(const Side&, const Side&) = default;
  };

  std::string counted;               // name of the unit; empty: nothing is known about the meaning
  std::vector<Condition> universe;   // all of them hold for everybody in the table; one a variable
  std::vector<std::string> further;  // conditions that are not about one variable, as texts, sorted
  std::vector<Side> sides;           // in the order of the table's dimensions

  bool is_known() const { return !counted.empty(); }
  friend bool operator==(const TableMeaning&, const TableMeaning&) = default;
};

/// {"counted","universe","further","sides"}; values as spans: [first, last, first, last …].
Json to_json(const TableMeaning& meaning);
/// The reverse. Errors: "table_meaning.form" (a member is missing, or positions do not ascend or lie outside
/// the domain).
Result<TableMeaning> parse_table_meaning(const Json& object);

}  // namespace sanaq
