// Calls of functions: the plain ones by their signature, the others by the types of their arguments.
#include "base/civil_date.h"
#include "questionnaire/expression_compiler.h"
#include "questionnaire/functions.h"
#include "questionnaire/literal.h"

namespace sanaq {

TypedExpression ExpressionCompiler::call(const SyntaxTree& tree, const SyntaxNode& syntax) {
  const FunctionRule* rule = find_function(syntax.text);
  if (rule == nullptr) return error("form.function.unknown", syntax.text);
  if (rule->kind == FunctionRule::Kind::refused) return error("form.function.refused", syntax.text);
  if (syntax.operands.size() < rule->arguments_min || syntax.operands.size() > rule->arguments_max) {
    return error("form.function.arguments", syntax.text);
  }
  if (rule->kind == FunctionRule::Kind::form) return form_function(tree, syntax);
  Arguments arguments;
  bool wrong = false;
  for (const SyntaxId operand : syntax.operands) {
    arguments.push_back(compile(tree, operand));
    wrong = wrong || arguments.back().wrong();
  }
  if (wrong) return {};
  if (rule->kind == FunctionRule::Kind::value) return value_function(syntax.text, arguments);
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    switch (rule->parameters[i]) {
      case 't':
        arguments[i] = as_text(arguments[i]);
        break;
      case 'd':
        arguments[i] = as(arguments[i], ValueType::decimal);
        break;
      case 'i':
        arguments[i] = as(arguments[i], ValueType::integer);
        break;
      case 'D':
        arguments[i] = as(arguments[i], ValueType::date);
        break;
      case 'b':
        arguments[i] = as_boolean(arguments[i]);
        break;
      default:
        break;
    }
  }
  return make(rule->op, rule->type, arguments);
}

TypedExpression ExpressionCompiler::value_function(std::string_view name, Arguments& arguments) {
  if (name == "true" || name == "false") return number_literal(ValueType::boolean, name == "true" ? 1 : 0);
  if (name == "if") return if_function(arguments);
  if (name == "coalesce") return coalesce_function(arguments);
  if (name == "once") return once_function(arguments);
  if (name == "concat") return concat_function(arguments);
  if (name == "string") return as_text(arguments[0]);
  if (name == "selected") return selected_function(arguments);
  if (name == "count-selected" || name == "selected-at") return choices_function(name, arguments);
  if (name == "number") return number_function(arguments);
  if (name == "int") return int_function(arguments);
  if (name == "round") return round_function(arguments);
  if (name == "abs") return abs_function(arguments);
  if (name == "checklist" || name == "weighted-checklist") return checklist_function(name, arguments);
  if (name == "boolean-from-string") return boolean_from_string(arguments);
  if (name == "date") return date_function(arguments);
  return date_part(name, arguments);
}

TypedExpression ExpressionCompiler::if_function(Arguments& arguments) {
  arguments[0] = as_boolean(arguments[0]);
  if (!unify(arguments[1], arguments[2])) return {};
  TypedExpression made = make(Op::if_else, arguments[1].type, arguments);
  if (made.wrong()) return made;
  node(made).choices = made.choices = arguments[1].choices;
  return made;
}

TypedExpression ExpressionCompiler::coalesce_function(Arguments& arguments) {
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    if (!unify(arguments[0], arguments[i])) return {};
  }
  for (TypedExpression& argument : arguments)
    argument = convert(argument, arguments[0].type, arguments[0].choices);
  TypedExpression made = make(Op::coalesce, arguments[0].type, arguments);
  if (made.wrong()) return made;
  node(made).choices = made.choices = arguments[0].choices;
  return made;
}

TypedExpression ExpressionCompiler::once_function(Arguments& arguments) {
  if (!scope_.may_keep) return error("form.function.place", "once");
  TypedExpression made = make(Op::once, arguments[0].type, arguments);
  node(made).choices = made.choices = arguments[0].choices;
  return made;
}

TypedExpression ExpressionCompiler::concat_function(Arguments& arguments) {
  for (TypedExpression& argument : arguments) argument = as_text(argument);
  return make(Op::concatenate, ValueType::text, arguments);
}

TypedExpression ExpressionCompiler::selected_function(Arguments& arguments) {
  const TypedExpression chosen = arguments[0];
  const bool listed = chosen.type == ValueType::choice || chosen.type == ValueType::choices;
  if (!listed && chosen.type != ValueType::code) return mismatch("answer to a select", chosen);
  if (!listed || !is_literal(arguments[1], ValueType::text)) {
    arguments[1] = as_text(convert(arguments[1], listed ? ValueType::text : ValueType::code, chosen.choices));
    return make(Op::selected_text, ValueType::boolean, arguments);
  }
  const TypedExpression code = choice_literal(literal_text(arguments[1]), ValueType::choice, chosen.choices);
  if (code.wrong()) return code;
  const std::int64_t position = node(code).number;
  const TypedExpression made = make(Op::selected, ValueType::boolean, {chosen});
  node(made).number = position;
  node(made).choices = chosen.choices;
  return made;
}

TypedExpression ExpressionCompiler::choices_function(std::string_view name, Arguments& arguments) {
  if (arguments[0].type != ValueType::choices && arguments[0].type != ValueType::choice) {
    return mismatch("answer to a select_multiple", arguments[0]);
  }
  if (name == "count-selected") return make(Op::selected_count, ValueType::integer, arguments);
  arguments[1] = as(arguments[1], ValueType::integer);
  return make(Op::selected_at, ValueType::text, arguments);
}

TypedExpression ExpressionCompiler::number_function(Arguments& arguments) {
  TypedExpression value = arguments[0];
  switch (value.type) {
    case ValueType::integer:
    case ValueType::decimal:
      return value;
    case ValueType::boolean:
    case ValueType::year:
      return retype(value, ValueType::integer);
    case ValueType::text:
    case ValueType::code:
    case ValueType::choice:
      return make(Op::to_number, ValueType::decimal, {as_text(value)});
    case ValueType::date:
      return make(Op::decimal_days, ValueType::decimal, {value});
    default:
      return mismatch("number", value);
  }
}

TypedExpression ExpressionCompiler::int_function(Arguments& arguments) {
  const TypedExpression value = number_function(arguments);
  if (value.wrong() || value.type == ValueType::integer) return value;
  return make(Op::to_integer, ValueType::integer, {value});
}

TypedExpression ExpressionCompiler::round_function(Arguments& arguments) {
  const bool whole = arguments.size() == 1;
  if (whole) arguments.push_back(number_literal(ValueType::integer, 0));
  arguments[0] = as(arguments[0], ValueType::decimal);
  arguments[1] = as(arguments[1], ValueType::integer);
  const TypedExpression rounded = make(Op::round_to, ValueType::decimal, arguments);
  return whole ? make(Op::to_integer, ValueType::integer, {rounded}) : rounded;
}

TypedExpression ExpressionCompiler::abs_function(Arguments& arguments) {
  const TypedExpression value = as_number(arguments[0]);
  return value.wrong() ? value : make(Op::absolute, value.type, {value});
}

// checklist(min, max, v1 …) and weighted-checklist(min, max, v1, w1 …): -1 as a bound means none, as in ODK.
TypedExpression ExpressionCompiler::checklist_function(std::string_view name, Arguments& arguments) {
  const bool weighted = name == "weighted-checklist";
  if (weighted && arguments.size() % 2 != 0) return error("form.function.arguments", name);
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const bool is_weight = i < 2 || (weighted && i % 2 == 1);
    if (is_weight)
      arguments[i] = weighted ? as(arguments[i], ValueType::decimal) : as(arguments[i], ValueType::integer);
    else
      arguments[i] = as_boolean(arguments[i]);
  }
  return make(weighted ? Op::weighted_checklist : Op::checklist, ValueType::boolean, arguments);
}

TypedExpression ExpressionCompiler::boolean_from_string(Arguments& arguments) {
  // Two expressions must not share an operand, so the text is compared with both words through contains().
  const TypedExpression value = as_text(arguments[0]);
  const TypedExpression words = text_literal(" 1 true ");
  const TypedExpression blank = text_literal(" ");
  const TypedExpression framed = make(Op::concatenate, ValueType::text, {blank, value, text_literal(" ")});
  return make(Op::contains, ValueType::boolean, {words, framed});
}

TypedExpression ExpressionCompiler::date_function(Arguments& arguments) {
  if (arguments[0].type == ValueType::date) return arguments[0];
  if (is_literal(arguments[0], ValueType::text))
    return convert(arguments[0], ValueType::date, no_choice_list);
  if (arguments[0].type != ValueType::text) return mismatch("text", arguments[0]);
  return make(Op::to_date, ValueType::date, arguments);
}

TypedExpression ExpressionCompiler::date_part(std::string_view name, Arguments& arguments) {
  TypedExpression date = arguments[0];
  if (date.type == ValueType::year && name == "year") return retype(date, ValueType::integer);
  const bool has_part = date.type == ValueType::month && name != "day";
  if (!has_part) date = as(date, ValueType::date);
  return make(name == "year"    ? Op::year_of
              : name == "month" ? Op::month_of
                                : Op::day_of,
              ValueType::integer, {date});
}

}  // namespace sanaq
