#include "questionnaire/expression_compiler.h"

#include "base/decimal.h"
#include "base/text.h"

namespace sanaq {
namespace {

using Kind = SyntaxNode::Kind;

Op comparison(std::string_view sign) {
  if (sign == "=") return Op::equal;
  if (sign == "!=") return Op::not_equal;
  if (sign == "<") return Op::less;
  if (sign == "<=") return Op::less_equal;
  return sign == ">" ? Op::greater : Op::greater_equal;
}

bool has_order(ValueType type) {
  return type == ValueType::integer || type == ValueType::decimal || type == ValueType::date ||
         type == ValueType::month || type == ValueType::year;
}

}  // namespace

std::string_view type_name(ValueType type) {
  constexpr std::string_view names[] = {"nothing", "boolean",  "integer", "decimal", "text",
                                        "date",    "month",    "year",    "choice",  "choices",
                                        "code",    "geopoint", "image"};
  return names[static_cast<std::size_t>(type)];
}

TypedExpression ExpressionCompiler::error(std::string_view code, std::string_view detail) {
  draft_.findings.error(code, scope_.place, detail);
  return {};
}

TypedExpression ExpressionCompiler::mismatch(std::string_view wanted, const TypedExpression& value) {
  if (value.wrong()) return {};
  return error("form.type.mismatch",
               std::string(wanted) + " expected, " + std::string(type_name(value.type)) + " found");
}

TypedExpression ExpressionCompiler::make(Op op, ValueType type,
                                         const std::vector<TypedExpression>& operands) {
  for (const TypedExpression& operand : operands) {
    if (operand.wrong()) return {};
  }
  ExpressionPool& pool = draft_.form.expressions;
  ExpressionNode made;
  made.op = op;
  made.type = type;
  made.count = static_cast<std::uint16_t>(operands.size());
  made.first = static_cast<std::uint32_t>(pool.operands.size());
  for (const TypedExpression& operand : operands) pool.operands.push_back(operand.id);
  pool.nodes.push_back(made);
  return {static_cast<ExpressionId>(pool.nodes.size() - 1), type, no_choice_list};
}

TypedExpression ExpressionCompiler::text_literal(std::string_view text) {
  const TypedExpression made = make(Op::literal, ValueType::text, {});
  auto& texts = draft_.form.expressions.texts;
  std::size_t at = 0;
  while (at < texts.size() && texts[at] != text) ++at;
  if (at == texts.size()) texts.emplace_back(text);
  node(made).text = static_cast<std::uint32_t>(at);
  return made;
}

TypedExpression ExpressionCompiler::number_literal(ValueType type, std::int64_t number,
                                                   ChoiceListIndex choices) {
  TypedExpression made = make(Op::literal, type, {});
  node(made).number = number;
  node(made).choices = choices;
  made.choices = choices;
  return made;
}

bool ExpressionCompiler::parse(std::string_view text, SyntaxTree& tree) {
  auto parsed = parse_expression(text);
  if (!parsed) return error("form." + parsed.error().code, parsed.error().detail), false;
  tree = *std::move(parsed);
  return true;
}

ExpressionId ExpressionCompiler::condition(std::string_view text) {
  SyntaxTree tree;
  return parse(text, tree) ? as_boolean(compile(tree, tree.root)).id : no_expression;
}

TypedExpression ExpressionCompiler::value(std::string_view text) {
  SyntaxTree tree;
  return parse(text, tree) ? compile(tree, tree.root) : TypedExpression{};
}

TypedExpression ExpressionCompiler::value_of(std::string_view text, ValueType type, ChoiceListIndex choices) {
  const TypedExpression made = value(text);
  return made.wrong() ? made : convert(made, type, choices);
}

ExpressionId ExpressionCompiler::shown_answer(std::string_view name) {
  const bool other = name.starts_with("other.");
  const TypedExpression answer =
      other ? other_reference(std::string(name.substr(6))) : reference(std::string(name));
  if (answer.wrong()) return no_expression;
  switch (answer.type) {
    case ValueType::choice:
    case ValueType::choices:
      return make(Op::choice_label, ValueType::text, {answer}).id;
    case ValueType::date:
      return make(Op::format_date, ValueType::text, {answer, text_literal("%d.%m.%Y")}).id;
    default:
      return as_text(answer).id;
  }
}

TypedExpression ExpressionCompiler::compile(const SyntaxTree& tree, SyntaxId id) {
  const SyntaxNode& syntax = tree.at(id);
  switch (syntax.kind) {
    case Kind::number:
      return number(syntax.text);
    case Kind::text:
      return text_literal(syntax.text);
    case Kind::reference:
      return reference(syntax.text);
    case Kind::other:
      return other_reference(syntax.text);
    case Kind::self:
      return self();
    case Kind::parent:
      return error("form.reference.position", "..");
    case Kind::name:
      return error("form.name.unknown", syntax.text);
    case Kind::call:
      return call(tree, syntax);
    case Kind::negate:
      return negate(compile(tree, syntax.operands[0]));
    case Kind::binary:
      return binary(tree, syntax);
  }
  return {};
}

TypedExpression ExpressionCompiler::number(std::string_view digits) {
  if (const auto whole = parse_digits(digits)) return number_literal(ValueType::integer, *whole);
  std::string text(digits);
  if (text.starts_with('.')) text.insert(text.begin(), '0');
  if (text.ends_with('.')) text.pop_back();
  const auto decimal = parse_decimal(text);
  return decimal ? number_literal(ValueType::decimal, decimal->scaled)
                 : error("form.expression.number", digits);
}

TypedExpression ExpressionCompiler::reference(const std::string& name) {
  const NodeIndex index = draft_.form.find(name);
  if (index == no_node) return error("form.name.unknown", name);
  const Node& question = draft_.form.nodes[index];
  if (question.kind != NodeKind::question) return error("form.reference.group", name);
  if (!type_calculation(draft_, index)) return {};
  const Node& typed = draft_.form.nodes[index];
  if (typed.type == ValueType::none) return error("form.reference.group", name);
  if (typed.list != no_node && typed.list != scope_.list) return error("form.reference.list", name);
  if (typed.matrix != no_node && typed.matrix != scope_.matrix) return error("form.reference.matrix", name);
  TypedExpression made = make(Op::answer, typed.type, {});
  node(made).node = index;
  node(made).choices = made.choices = typed.choices;
  return made;
}

TypedExpression ExpressionCompiler::other_reference(const std::string& name) {
  const NodeIndex index = draft_.form.find(name);
  if (index == no_node) return error("form.name.unknown", name);
  const Node& question = draft_.form.nodes[index];
  const bool reachable = scope_.matrix != no_node && question.kind == NodeKind::question &&
                         question.list == scope_.matrix && question.matrix == no_node;
  if (!reachable) return error("form.reference.matrix", "other." + name);
  if (!type_calculation(draft_, index)) return {};
  const Node& typed = draft_.form.nodes[index];
  if (typed.type == ValueType::none) return error("form.reference.group", name);
  TypedExpression made = make(Op::other_answer, typed.type, {});
  node(made).node = index;
  node(made).choices = made.choices = typed.choices;
  return made;
}

TypedExpression ExpressionCompiler::self() {
  if (scope_.self == no_node) return error("form.reference.self", ".");
  const Node& question = draft_.form.nodes[scope_.self];
  TypedExpression made = make(Op::self, question.type, {});
  node(made).node = scope_.self;
  node(made).choices = made.choices = question.choices;
  return made;
}

TypedExpression ExpressionCompiler::negate(TypedExpression value) {
  value = as_number(value);
  if (value.wrong()) return value;
  if (is_literal(value, value.type)) {
    node(value).number = -node(value).number;
    return value;
  }
  return make(Op::negate, value.type, {value});
}

TypedExpression ExpressionCompiler::binary(const SyntaxTree& tree, const SyntaxNode& syntax) {
  const TypedExpression a = compile(tree, syntax.operands[0]);
  const TypedExpression b = compile(tree, syntax.operands[1]);
  if (syntax.text == "and") return logic(Op::logical_and, a, b);
  if (syntax.text == "or") return logic(Op::logical_or, a, b);
  if (a.wrong() || b.wrong()) return {};
  return operator_strength(syntax.text) <= 4 ? compare(syntax.text, a, b) : arithmetic(syntax.text, a, b);
}

TypedExpression ExpressionCompiler::logic(Op op, TypedExpression a, TypedExpression b) {
  a = as_boolean(a);
  b = as_boolean(b);
  return make(op, ValueType::boolean, {a, b});
}

TypedExpression ExpressionCompiler::compare(std::string_view sign, TypedExpression a, TypedExpression b) {
  const Op op = comparison(sign);
  const bool equality = op == Op::equal || op == Op::not_equal;
  for (const auto& [literal, value] : {std::pair(a, b), std::pair(b, a)}) {
    if (!equality || !is_literal(literal, ValueType::text) || !literal_text(literal).empty()) continue;
    return make(op == Op::equal ? Op::is_empty : Op::is_answered, ValueType::boolean, {value});
  }
  if (!unify(a, b)) return {};
  if (!equality && !has_order(a.type))
    return error("form.type.order", std::string(type_name(a.type)) + " " + std::string(sign));
  if (a.type == ValueType::geopoint || a.type == ValueType::image) return mismatch("a value to compare", a);
  return make(op, ValueType::boolean, {a, b});
}

TypedExpression ExpressionCompiler::arithmetic(std::string_view sign, TypedExpression a, TypedExpression b) {
  a = as_number(a);
  b = as_number(b);
  if (a.wrong() || b.wrong()) return {};
  if (sign == "div") {
    a = as(a, ValueType::decimal);
    b = as(b, ValueType::decimal);
    return make(Op::divide, ValueType::decimal, {a, b});
  }
  if (!unify(a, b)) return {};
  const Op op = sign == "+" ? Op::add : sign == "-" ? Op::subtract : sign == "*" ? Op::multiply : Op::modulo;
  return make(op, a.type, {a, b});
}

ExpressionScope scope_of(const FormDraft& draft, NodeIndex index, std::string_view column) {
  const Node& node = draft.form.nodes[index];
  ExpressionScope scope;
  scope.place = draft.survey_place(index, column);
  scope.list = node.list;
  scope.matrix = node.matrix;
  return scope;
}

}  // namespace sanaq
