// Functions that name questions and lists: aggregates, positions, states of an answer, patterns.
#include "questionnaire/expression_compiler.h"

namespace sanaq {

TypedExpression ExpressionCompiler::form_function(const SyntaxTree& tree, const SyntaxNode& syntax) {
  if (syntax.text == "position") return position(tree, syntax);
  if (syntax.text == "regex") return regex(tree, syntax);
  if (syntax.text == "jr:choice-name") return choice_name(tree, syntax);
  if (syntax.text == "refused" || syntax.text == "answered") return answer_state(tree, syntax);
  if (syntax.text == "indexed-repeat") return indexed_repeat(tree, syntax);
  return aggregate(tree, syntax);
}

NodeIndex ExpressionCompiler::aggregate_target(const SyntaxNode& syntax, bool may_be_list) {
  if (syntax.kind != SyntaxNode::Kind::reference)
    return error("form.reference.aggregate", syntax.text), no_node;
  const NodeIndex index = draft_.form.find(syntax.text);
  if (index == no_node) return error("form.name.unknown", syntax.text), no_node;
  const Node& target = draft_.form.nodes[index];
  if (target.kind == NodeKind::list && may_be_list) return index;
  if (target.kind != NodeKind::question) return error("form.reference.group", syntax.text), no_node;
  if (target.list == no_node) return error("form.reference.aggregate", syntax.text), no_node;
  if (target.matrix != no_node) return error("form.reference.matrix", syntax.text), no_node;
  if (!type_calculation(draft_, index)) return no_node;
  if (draft_.form.nodes[index].type == ValueType::none)
    return error("form.reference.group", syntax.text), no_node;
  return index;
}

TypedExpression ExpressionCompiler::aggregate_of(Op op, ValueType type, NodeIndex target,
                                                 const Arguments& operands) {
  TypedExpression made = make(op, type, operands);
  if (made.wrong()) return made;
  const Node& question = draft_.form.nodes[target];
  node(made).node = target;
  node(made).list = question.kind == NodeKind::list ? target : question.list;
  if (type == question.type) node(made).choices = made.choices = question.choices;
  return made;
}

TypedExpression ExpressionCompiler::aggregate(const SyntaxTree& tree, const SyntaxNode& syntax) {
  const std::string& name = syntax.text;
  Arguments operands;
  if (name == "join") {
    operands.push_back(as_text(compile(tree, syntax.operands[0])));
    if (operands[0].wrong()) return {};
  }
  const NodeIndex target = aggregate_target(tree.at(syntax.operands.back()), name == "count");
  if (target == no_node) return {};
  const Node& question = draft_.form.nodes[target];
  if (question.kind == NodeKind::list) return aggregate_of(Op::list_count, ValueType::integer, target, {});
  if (name == "count" || name == "count-non-empty")
    return aggregate_of(Op::answered_count, ValueType::integer, target, {});
  if (name == "join") return aggregate_of(Op::aggregate_join, ValueType::text, target, operands);
  const ValueType type = question.type;
  const bool number = type == ValueType::integer || type == ValueType::decimal;
  const bool ordered =
      number || type == ValueType::date || type == ValueType::month || type == ValueType::year;
  if (name == "sum" ? !number : !ordered) {
    return error("form.type.mismatch", name + " of " + std::string(type_name(type)));
  }
  const Op op = name == "sum" ? Op::aggregate_sum : name == "min" ? Op::aggregate_min : Op::aggregate_max;
  return aggregate_of(op, type, target, {});
}

TypedExpression ExpressionCompiler::indexed_repeat(const SyntaxTree& tree, const SyntaxNode& syntax) {
  const NodeIndex target = aggregate_target(tree.at(syntax.operands[0]), false);
  const SyntaxNode& list = tree.at(syntax.operands[1]);
  const TypedExpression number =
      convert(compile(tree, syntax.operands[2]), ValueType::integer, no_choice_list);
  if (target == no_node) return {};
  const bool own_list = list.kind == SyntaxNode::Kind::reference &&
                        draft_.form.find(list.text) == draft_.form.nodes[target].list;
  if (!own_list) return error("form.reference.list", list.text);
  return aggregate_of(Op::indexed, draft_.form.nodes[target].type, target, {number});
}

TypedExpression ExpressionCompiler::position(const SyntaxTree& tree, const SyntaxNode& syntax) {
  const bool parent = tree.at(syntax.operands[0]).kind == SyntaxNode::Kind::parent;
  if (!parent || scope_.list == no_node) return error("form.reference.position", "position");
  const TypedExpression made = make(Op::position, ValueType::integer, {});
  node(made).list = scope_.list;
  return made;
}

TypedExpression ExpressionCompiler::regex(const SyntaxTree& tree, const SyntaxNode& syntax) {
  const TypedExpression value = as_text(compile(tree, syntax.operands[0]));
  const SyntaxNode& source = tree.at(syntax.operands[1]);
  if (source.kind != SyntaxNode::Kind::text) return error("form.pattern", "a literal pattern expected");
  auto pattern = Pattern::compile(source.text);
  if (!pattern) return error("form.pattern", source.text + ": " + pattern.error().detail);
  const TypedExpression made = make(Op::matches, ValueType::boolean, {value});
  if (made.wrong()) return made;
  auto& patterns = draft_.form.expressions.patterns;
  node(made).number = static_cast<std::int64_t>(patterns.size());
  patterns.push_back(*std::move(pattern));
  return made;
}

TypedExpression ExpressionCompiler::choice_name(const SyntaxTree& tree, const SyntaxNode& syntax) {
  const TypedExpression value = compile(tree, syntax.operands[0]);
  if (value.wrong()) return value;
  const SyntaxNode& named = tree.at(syntax.operands[1]);
  const SyntaxNode& asked = tree.at(syntax.operands[0]);
  const bool same = named.kind == SyntaxNode::Kind::text && named.text == "${" + asked.text + "}";
  if (!same) return error("form.function.arguments", "jr:choice-name");
  if (value.type != ValueType::choice && value.type != ValueType::choices)
    return mismatch("answer to a select", value);
  return make(Op::choice_label, ValueType::text, {value});
}

TypedExpression ExpressionCompiler::answer_state(const SyntaxTree& tree, const SyntaxNode& syntax) {
  const SyntaxNode& asked = tree.at(syntax.operands[0]);
  const bool answer = asked.kind == SyntaxNode::Kind::reference || asked.kind == SyntaxNode::Kind::other ||
                      asked.kind == SyntaxNode::Kind::self;
  if (!answer) return error("form.function.arguments", syntax.text);
  const TypedExpression value = compile(tree, syntax.operands[0]);
  if (syntax.text == "answered") return make(Op::is_answered, ValueType::boolean, {value});
  if (asked.kind != SyntaxNode::Kind::reference) return error("form.function.arguments", syntax.text);
  return make(Op::is_refused, ValueType::boolean, {value});
}

}  // namespace sanaq
