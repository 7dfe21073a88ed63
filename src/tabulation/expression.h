#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sanaq {

/// A set of values of one variable: codes of a coded variable, or a closed span of a whole number (either end
/// may be left open).
struct ValueSet {
  std::vector<std::string> codes;
  std::optional<std::int64_t> first, last;
};

/// One condition: the value of a variable lies in the set.
struct Condition {
  std::string variable;
  ValueSet values;
};

/// Conditions joined by not, and, or, in the order a stack evaluates them. Empty: everybody.
struct Expression {
  enum class Step : std::uint8_t { condition, negate, both, either };
  std::vector<Step> steps;
  std::vector<Condition> conditions;  // one a step `condition`, in their order

  bool empty() const { return steps.empty(); }
  /// Adds "and condition".
  void require(Condition condition);
};

/// Reads `age >= 15 and sex in (1, 2) and not (marital_status = 2)`. Variables stand left; right of = != < <=
/// > >= stands a whole number or a code (in '…' when it has signs other than A-Z a-z 0-9 . _ -), after `in` a
/// list in brackets. not binds closest, then and, then or. Errors: "table_spec.expression", detail "byte N"
/// and what was expected there; texts over 4,000 bytes or 50 brackets deep are refused.
Result<Expression> parse_universe(std::string_view text);

}  // namespace sanaq
