// Conversions between types: only those of the dialect page. What would be a guess is refused.
#include "base/civil_date.h"
#include "base/decimal.h"
#include "base/text.h"
#include "questionnaire/expression_compiler.h"
#include "questionnaire/literal.h"

namespace sanaq {

bool ExpressionCompiler::is_literal(const TypedExpression& value, ValueType type) {
  return !value.wrong() && node(value).op == Op::literal && value.type == type;
}

const std::string& ExpressionCompiler::literal_text(const TypedExpression& value) {
  return draft_.form.expressions.texts[node(value).text];
}

TypedExpression ExpressionCompiler::retype(TypedExpression value, ValueType type) {
  node(value).type = value.type = type;
  return value;
}

TypedExpression ExpressionCompiler::as_text(TypedExpression value) {
  if (value.wrong()) return value;
  switch (value.type) {
    case ValueType::text:
      return value;
    case ValueType::code:
    case ValueType::geopoint:
    case ValueType::image:
      return retype(value, ValueType::text);
    case ValueType::choice:
    case ValueType::choices:
      return make(Op::choice_code, ValueType::text, {value});
    default:
      return make(Op::to_text, ValueType::text, {value});
  }
}

TypedExpression ExpressionCompiler::as_number(TypedExpression value) {
  if (value.wrong() || value.type == ValueType::integer || value.type == ValueType::decimal) return value;
  if (value.type == ValueType::year) return retype(value, ValueType::integer);
  if (value.type == ValueType::choice || value.type == ValueType::text) {
    return error("form.type.mismatch",
                 std::string(type_name(value.type)) + " used as a number: write number(..)");
  }
  return mismatch("number", value);
}

TypedExpression ExpressionCompiler::choice_literal(const std::string& code, ValueType type,
                                                   ChoiceListIndex choices) {
  if (choices == no_choice_list) return {};
  const auto number = parse_choice_literal(draft_.form.choice_lists[choices], code, type);
  return number ? number_literal(type, *number, choices)
                : error("form.choice.unknown", code + " in " + draft_.form.choice_lists[choices].name);
}

// A text literal read as a value of the type wanted.
TypedExpression ExpressionCompiler::convert_literal(const TypedExpression& literal, ValueType type,
                                                    ChoiceListIndex choices) {
  const std::string text = literal_text(literal);
  if (text.empty()) {
    TypedExpression made = make(Op::empty, type, {});
    made.choices = choices;
    return made;
  }
  switch (type) {
    case ValueType::choice:
    case ValueType::choices:
      return choice_literal(text, type, choices);
    case ValueType::date:
    case ValueType::month:
    case ValueType::year: {
      const auto number = parse_date_literal(text, type);
      return number ? number_literal(type, *number) : error("form.literal.date", text);
    }
    case ValueType::code: {
      const Codelist* list =
          choices == no_choice_list ? nullptr : draft_.form.choice_lists[choices].codelist.get();
      if (list != nullptr && list->complete() && list->find(text) == nullptr) {
        return error("form.choice.unknown", text + " in " + list->name());
      }
      return retype(literal, type);
    }
    case ValueType::integer:
    case ValueType::decimal:
      return error("form.type.mismatch",
                   "number expected, text '" + text + "' found: write it without quotes");
    default:
      return mismatch(type_name(type), literal);
  }
}

// Branches of `if` that are literals: each is read as a value of the type wanted.
TypedExpression ExpressionCompiler::convert_branches(const TypedExpression& value, ValueType type,
                                                     ChoiceListIndex choices) {
  std::vector<TypedExpression> operands;
  for (std::size_t i = 0; i < 3; ++i) {
    TypedExpression operand;
    operand.id = draft_.form.expressions.operands[node(value).first + i];
    operand.type = node(operand).type;
    operand.choices = node(operand).choices;
    operands.push_back(i == 0 ? operand : convert(operand, type, choices));
  }
  TypedExpression made = make(Op::if_else, type, operands);
  if (!made.wrong()) node(made).choices = made.choices = choices;
  return made;
}

TypedExpression ExpressionCompiler::convert(TypedExpression value, ValueType type, ChoiceListIndex choices) {
  if (value.wrong()) return value;
  const bool choice = type == ValueType::choice || type == ValueType::choices;
  if (value.type == type && (!choice || value.choices == choices)) return value;
  if (is_literal(value, ValueType::text)) return convert_literal(value, type, choices);
  if (choice && value.type == ValueType::text && node(value).op == Op::if_else)
    return convert_branches(value, type, choices);
  if (type == ValueType::text) return as_text(value);
  if (type == ValueType::code && value.type == ValueType::text) return retype(value, type);
  const bool year_and_integer = (value.type == ValueType::year && type == ValueType::integer) ||
                                (value.type == ValueType::integer && type == ValueType::year);
  if (year_and_integer) return retype(value, type);
  if (value.type == ValueType::year && type == ValueType::decimal) value = retype(value, ValueType::integer);
  if (value.type == ValueType::integer && type == ValueType::decimal) {
    if (!is_literal(value, ValueType::integer)) return make(Op::to_decimal, type, {value});
    constexpr std::int64_t whole_max = 9'000'000'000'000;
    const std::int64_t whole = node(value).number;
    if (whole > whole_max || whole < -whole_max)
      return error("form.expression.number", std::to_string(whole));
    return number_literal(type, whole * Decimal::scale);
  }
  if (type == ValueType::boolean) {
    return error("form.type.mismatch", "boolean expected, " + std::string(type_name(value.type)) +
                                           " found: compare it with something");
  }
  if (value.type == ValueType::decimal && type == ValueType::integer) {
    return error("form.type.mismatch", "integer expected, decimal found: write int(..) or round(..)");
  }
  if (choice && value.type == type) return error("form.type.mismatch", "choices of different lists");
  return mismatch(type_name(type), value);
}

// Makes the two operands of a comparison, or the branches of a choice, one type.
bool ExpressionCompiler::unify(TypedExpression& a, TypedExpression& b) {
  if (a.wrong() || b.wrong()) return false;
  const auto is_coded = [](ValueType type) {
    return type == ValueType::choice || type == ValueType::choices || type == ValueType::code;
  };
  const auto is_number = [](ValueType type) {
    return type == ValueType::integer || type == ValueType::decimal || type == ValueType::year;
  };
  const bool literal_a = is_literal(a, ValueType::text) && b.type != ValueType::text;
  const bool literal_b = is_literal(b, ValueType::text) && a.type != ValueType::text;
  if (literal_a)
    a = convert_literal(a, b.type, b.choices);
  else if (literal_b)
    b = convert_literal(b, a.type, a.choices);
  else if (a.type == b.type && a.choices == b.choices)
    return true;
  else if (a.type == ValueType::code && b.type == ValueType::code)
    return true;
  else if (is_number(a.type) && is_number(b.type)) {
    const bool decimal = a.type == ValueType::decimal || b.type == ValueType::decimal;
    const ValueType type = decimal ? ValueType::decimal : ValueType::integer;
    a = convert(a, type, no_choice_list);
    b = convert(b, type, no_choice_list);
  } else if ((is_coded(a.type) && b.type == ValueType::text) ||
             (is_coded(b.type) && a.type == ValueType::text) ||
             (a.type == ValueType::code && b.type == ValueType::choice) ||
             (b.type == ValueType::code && a.type == ValueType::choice)) {
    a = as_text(a);
    b = as_text(b);
  } else {
    const bool lists = a.type == b.type && (a.type == ValueType::choice || a.type == ValueType::choices);
    std::string detail = lists ? "choices of different lists"
                               : std::string(type_name(a.type)) + " beside " + std::string(type_name(b.type));
    if (is_coded(a.type) && is_number(b.type)) detail += ": write the code in quotes";
    if (a.type == ValueType::text && is_number(b.type)) detail += ": write number(..)";
    error("form.type.mismatch", detail);
    return false;
  }
  return !a.wrong() && !b.wrong();
}

}  // namespace sanaq
