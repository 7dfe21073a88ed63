#pragma once
#include <cstddef>
#include <string_view>

#include "questionnaire/expression.h"

namespace sanaq {

/// What is known of a function before its arguments are looked at.
struct FunctionRule {
  enum class Kind : std::uint8_t { plain, value, form, refused };
  std::string_view name;
  Kind kind = Kind::plain;
  std::size_t arguments_min = 0, arguments_max = 0;
  // Of `plain` functions: the operation, its type, and a letter for each argument: t text, d decimal, i
  // integer, D date, b boolean, a any.
  Op op = Op::empty;
  ValueType type = ValueType::none;
  std::string_view parameters = {};
};

/// The function of the dialect, or nullptr.
const FunctionRule* find_function(std::string_view name);

}  // namespace sanaq
