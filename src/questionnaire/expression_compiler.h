#pragma once
#include <initializer_list>
#include <string>
#include <string_view>

#include "questionnaire/form_draft.h"
#include "questionnaire/syntax.h"

namespace sanaq {

/// A typed expression in the pool of the form. Without an id it was wrong, and the finding is written
/// already.
struct TypedExpression {
  ExpressionId id = no_expression;
  ValueType type = ValueType::none;
  ChoiceListIndex choices = no_choice_list;
  bool wrong() const { return id == no_expression; }
};

/// Where an expression stands: what it may reach, and the cell findings point to.
struct ExpressionScope {
  CellPlace place;
  NodeIndex list = no_node;    // the list whose item is at hand
  NodeIndex matrix = no_node;  // the list the other item of a matrix question comes from
  NodeIndex self = no_node;    // the question `.` stands for; no_node: `.` is not allowed
  bool may_keep = false;       // once() is allowed
};

/// Resolves names and types of one expression. Errors are findings ("form.expression.*", "form.name.unknown",
/// "form.reference.*", "form.type.mismatch", "form.function.*", "form.choice.unknown", "form.literal.date",
/// "form.pattern", "form.cycle"); parts beside a wrong part are still looked at.
class ExpressionCompiler {
 public:
  ExpressionCompiler(FormDraft& draft, ExpressionScope scope) : draft_(draft), scope_(std::move(scope)) {}

  /// A boolean expression; also an expression of another type is refused, since XPath's silent truth hides
  /// mistakes.
  ExpressionId condition(std::string_view text);
  /// An expression of any type.
  TypedExpression value(std::string_view text);
  /// An expression that gives the type (a number where a decimal is wanted, a literal code where a choice is
  /// …).
  TypedExpression value_of(std::string_view text, ValueType type, ChoiceListIndex choices);
  /// The answer of a question as a person reads it, for texts: label of a choice, date as dd.mm.yyyy.
  ExpressionId shown_answer(std::string_view name);

  TypedExpression compile(const SyntaxTree& tree, SyntaxId id);
  TypedExpression convert(TypedExpression value, ValueType type, ChoiceListIndex choices);
  TypedExpression as_text(TypedExpression value);
  TypedExpression text_literal(std::string_view text);
  TypedExpression number_literal(ValueType type, std::int64_t number,
                                 ChoiceListIndex choices = no_choice_list);
  /// Makes a node; operands that were wrong make the result wrong.
  TypedExpression make(Op op, ValueType type, const std::vector<TypedExpression>& operands);

 private:
  TypedExpression error(std::string_view code, std::string_view detail);
  TypedExpression mismatch(std::string_view wanted, const TypedExpression& value);
  ExpressionNode& node(const TypedExpression& value) { return draft_.form.expressions.nodes[value.id]; }
  bool is_literal(const TypedExpression& value, ValueType type);
  const std::string& literal_text(const TypedExpression& value);

  bool parse(std::string_view text, SyntaxTree& tree);
  TypedExpression number(std::string_view digits);
  TypedExpression reference(const std::string& name);
  TypedExpression other_reference(const std::string& name);
  TypedExpression self();
  TypedExpression negate(TypedExpression value);
  TypedExpression binary(const SyntaxTree& tree, const SyntaxNode& syntax);
  TypedExpression logic(Op op, TypedExpression a, TypedExpression b);
  TypedExpression compare(std::string_view sign, TypedExpression a, TypedExpression b);
  TypedExpression arithmetic(std::string_view sign, TypedExpression a, TypedExpression b);

  bool unify(TypedExpression& a, TypedExpression& b);
  TypedExpression retype(TypedExpression value, ValueType type);
  TypedExpression convert_literal(const TypedExpression& literal, ValueType type, ChoiceListIndex choices);
  TypedExpression convert_branches(const TypedExpression& value, ValueType type, ChoiceListIndex choices);
  TypedExpression choice_literal(const std::string& code, ValueType type, ChoiceListIndex choices);
  TypedExpression as_number(TypedExpression value);
  TypedExpression as_boolean(TypedExpression value) {
    return convert(value, ValueType::boolean, no_choice_list);
  }
  TypedExpression as(TypedExpression value, ValueType type) { return convert(value, type, no_choice_list); }

  /// A question an aggregate may go through; also a list when `may_be_list`. no_node: finding written.
  NodeIndex aggregate_target(const SyntaxNode& syntax, bool may_be_list);
  TypedExpression call(const SyntaxTree& tree, const SyntaxNode& syntax);
  using Arguments = std::vector<TypedExpression>;
  /// Functions whose arguments are not values of their own: aggregates, position, regex, refused,
  /// jr:choice-name.
  TypedExpression form_function(const SyntaxTree& tree, const SyntaxNode& syntax);
  TypedExpression aggregate(const SyntaxTree& tree, const SyntaxNode& syntax);
  TypedExpression aggregate_of(Op op, ValueType type, NodeIndex target, const Arguments& operands);
  TypedExpression indexed_repeat(const SyntaxTree& tree, const SyntaxNode& syntax);
  TypedExpression position(const SyntaxTree& tree, const SyntaxNode& syntax);
  TypedExpression regex(const SyntaxTree& tree, const SyntaxNode& syntax);
  TypedExpression choice_name(const SyntaxTree& tree, const SyntaxNode& syntax);
  TypedExpression answer_state(const SyntaxTree& tree, const SyntaxNode& syntax);
  /// Functions that need more than a signature: if, coalesce, concat, number, round, selected …
  TypedExpression value_function(std::string_view name, Arguments& arguments);
  TypedExpression if_function(Arguments& arguments);
  TypedExpression coalesce_function(Arguments& arguments);
  TypedExpression once_function(Arguments& arguments);
  TypedExpression concat_function(Arguments& arguments);
  TypedExpression selected_function(Arguments& arguments);
  TypedExpression choices_function(std::string_view name, Arguments& arguments);
  TypedExpression number_function(Arguments& arguments);
  TypedExpression int_function(Arguments& arguments);
  TypedExpression round_function(Arguments& arguments);
  TypedExpression abs_function(Arguments& arguments);
  TypedExpression checklist_function(std::string_view name, Arguments& arguments);
  TypedExpression date_function(Arguments& arguments);
  TypedExpression boolean_from_string(Arguments& arguments);
  TypedExpression date_part(std::string_view name, Arguments& arguments);

  FormDraft& draft_;
  ExpressionScope scope_;
};

/// Word for a type in findings.
std::string_view type_name(ValueType type);
/// Types the calculation of a question. False when it is wrong or goes round in a circle (finding written).
bool type_calculation(FormDraft& draft, NodeIndex node);
/// Scope of a column of a question.
ExpressionScope scope_of(const FormDraft& draft, NodeIndex node, std::string_view column);

}  // namespace sanaq
