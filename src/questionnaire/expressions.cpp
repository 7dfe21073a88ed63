// Expressions of the survey sheet: conditions, calculations, defaults, choice filters.
#include "base/decimal.h"
#include "base/text.h"
#include "questionnaire/expression_compiler.h"
#include "questionnaire/literal.h"

namespace sanaq {
namespace {

constexpr std::size_t rows_without_search_max = 300;

ExpressionId condition(FormDraft& draft, NodeIndex index, std::string_view column) {
  const std::string_view text = draft.survey_cell(index, column);
  if (text.empty()) return no_expression;
  ExpressionScope scope = scope_of(draft, index, column);
  if (column == "constraint" || column == "warning") scope.self = index;
  return ExpressionCompiler(draft, scope).condition(text);
}

ExpressionId required(FormDraft& draft, NodeIndex index) {
  const std::string_view text = draft.survey_cell(index, "required");
  if (text.empty() || text == "no") return no_expression;
  ExpressionCompiler compiler(draft, scope_of(draft, index, "required"));
  return text == "yes" ? compiler.number_literal(ValueType::boolean, 1).id : compiler.condition(text);
}

// A default that is a plain value of the type, as authors write it: `2021-09-01`, `3`, a code, any words for
// text.
TypedExpression plain_default(ExpressionCompiler& compiler, const FormDraft& draft, const Node& node,
                              std::string_view text) {
  std::optional<std::int64_t> number;
  switch (node.type) {
    case ValueType::integer:
      number = parse_integer(text);
      break;
    case ValueType::decimal:
      if (const auto decimal = parse_decimal(text)) number = decimal->scaled;
      break;
    case ValueType::date:
    case ValueType::month:
    case ValueType::year:
      number = parse_date_literal(text, node.type);
      break;
    case ValueType::choice:
    case ValueType::choices:
      if (node.choices != no_choice_list)
        number = parse_choice_literal(draft.form.choice_lists[node.choices], text, node.type);
      break;
    default: {
      const bool expression = text.find("${") != std::string_view::npos ||
                              text.find('(') != std::string_view::npos || text.starts_with('\'') ||
                              text.starts_with('"');
      return expression ? TypedExpression{}
                        : compiler.convert(compiler.text_literal(text), node.type, node.choices);
    }
  }
  return number ? compiler.number_literal(node.type, *number, node.choices) : TypedExpression{};
}

ExpressionId default_value(FormDraft& draft, NodeIndex index) {
  const std::string_view text = draft.survey_cell(index, "default");
  if (text.empty()) return no_expression;
  const Node node = draft.form.nodes[index];
  ExpressionScope scope = scope_of(draft, index, "default");
  scope.may_keep = true;
  ExpressionCompiler compiler(draft, scope);
  const std::size_t errors = draft.findings.errors();
  const TypedExpression plain = plain_default(compiler, draft, node, text);
  if (!plain.wrong() || draft.findings.errors() > errors) return plain.id;
  if (node.type == ValueType::none) return no_expression;
  return compiler.value_of(text, node.type, node.choices).id;
}

// Takes `column = value` apart; the sides may stand either way round.
bool filter_term(FormDraft& draft, NodeIndex index, const SyntaxTree& tree, SyntaxId id) {
  const SyntaxNode& syntax = tree.at(id);
  const CellPlace place = draft.survey_place(index, "choice_filter");
  const bool is_equality = syntax.kind == SyntaxNode::Kind::binary && syntax.text == "=";
  SyntaxId column = 0, value = 0;
  if (is_equality) {
    const bool left = tree.at(syntax.operands[0]).kind == SyntaxNode::Kind::name;
    column = syntax.operands[left ? 0 : 1];
    value = syntax.operands[left ? 1 : 0];
  }
  if (!is_equality || tree.at(column).kind != SyntaxNode::Kind::name) {
    return draft.findings.error("form.filter.shape", place, "column = value, joined by and"), false;
  }
  const ChoiceList& list = draft.form.choice_lists[draft.form.nodes[index].choices];
  std::size_t at = 0;
  while (at < list.columns.size() && list.columns[at] != tree.at(column).text) ++at;
  if (at == list.columns.size())
    return draft.findings.error("form.filter.column", place, tree.at(column).text), false;
  ExpressionCompiler compiler(draft, scope_of(draft, index, "choice_filter"));
  const TypedExpression made = compiler.as_text(compiler.compile(tree, value));
  if (made.wrong()) return false;
  draft.form.filters[index].push_back({static_cast<std::uint16_t>(at), made.id});
  return true;
}

bool filter_terms(FormDraft& draft, NodeIndex index, const SyntaxTree& tree, SyntaxId id) {
  const SyntaxNode& syntax = tree.at(id);
  if (syntax.kind != SyntaxNode::Kind::binary || syntax.text != "and")
    return filter_term(draft, index, tree, id);
  const bool left = filter_terms(draft, index, tree, syntax.operands[0]);
  return filter_terms(draft, index, tree, syntax.operands[1]) && left;
}

void choice_filter(FormDraft& draft, NodeIndex index) {
  const Node& node = draft.form.nodes[index];
  const std::string_view text = draft.survey_cell(index, "choice_filter");
  const CellPlace place = draft.survey_place(index, "choice_filter");
  if (node.choices == no_choice_list) return;
  if (text.empty()) {
    const ChoiceList& list = draft.form.choice_lists[node.choices];
    const std::size_t rows = list.codelist != nullptr ? list.codelist->rows().size() : list.choices.size();
    if (rows > rows_without_search_max && !draft.form.has_look(index, Look::autocomplete)) {
      draft.findings.error("form.list_file.filter", place, list.name);
    }
    return;
  }
  const auto tree = parse_expression(text);
  if (!tree) return draft.findings.error("form." + tree.error().code, place, tree.error().detail);
  (void)filter_terms(draft, index, *tree, tree->root);
}

// `NAME_other` is asked when `other` is chosen.
void other_questions(FormDraft& draft) {
  for (const OtherQuestion& pair : draft.other_of) {
    const Node asked = draft.form.nodes[pair.asked];
    ExpressionScope scope = scope_of(draft, pair.asked, "type");
    const std::string chosen = asked.type == ValueType::choices ? "selected(${" + asked.name + "}, 'other')"
                                                                : "${" + asked.name + "} = 'other'";
    if (asked.choices == no_choice_list || !is_form_name(asked.name)) continue;
    draft.form.nodes[pair.text].relevant = ExpressionCompiler(draft, scope).condition(chosen);
  }
}

bool is_other_question(const FormDraft& draft, NodeIndex index) {
  for (const OtherQuestion& pair : draft.other_of) {
    if (pair.text == index) return true;
  }
  return false;
}

}  // namespace

bool type_calculation(FormDraft& draft, NodeIndex index) {
  if (draft.typing[index] == TypingState::finished) return true;
  if (draft.typing[index] == TypingState::failed) return false;
  const CellPlace place = draft.survey_place(index, "calculation");
  if (draft.typing[index] == TypingState::running) {
    std::string names;
    bool inside = false;
    for (const NodeIndex node : draft.typing_stack) {
      inside = inside || node == index;
      if (inside) names += draft.form.nodes[node].name + " ";
    }
    draft.findings.error("form.cycle", place, names + draft.form.nodes[index].name);
    return false;
  }
  const std::string_view text = draft.survey_cell(index, "calculation");
  if (text.empty()) return false;
  draft.typing[index] = TypingState::running;
  draft.typing_stack.push_back(index);
  ExpressionScope scope = scope_of(draft, index, "calculation");
  scope.may_keep = true;
  const TypedExpression made = ExpressionCompiler(draft, scope).value(text);
  draft.typing_stack.pop_back();
  draft.typing[index] = made.wrong() ? TypingState::failed : TypingState::finished;
  if (made.wrong()) return false;
  Node& node = draft.form.nodes[index];
  node.calculation = made.id;
  node.type = made.type;
  node.choices = made.choices;
  return true;
}

void compile_expressions(FormDraft& draft) {
  Form& form = draft.form;
  form.filters.resize(form.nodes.size());
  for (NodeIndex index = 0; index < form.nodes.size(); ++index) {
    if (is_other_question(draft, index)) continue;
    // A calculate needs its type before anything reads it.
    if (draft.typing[index] == TypingState::waiting)
      (void)type_calculation(draft, index);
    else if (draft.typing[index] == TypingState::finished && form.nodes[index].calculation == no_expression) {
      const std::string_view text = draft.survey_cell(index, "calculation");
      ExpressionScope scope = scope_of(draft, index, "calculation");
      scope.may_keep = true;
      const Node node = form.nodes[index];
      if (!text.empty() && node.kind == NodeKind::question && node.type != ValueType::none) {
        form.nodes[index].calculation =
            ExpressionCompiler(draft, scope).value_of(text, node.type, node.choices).id;
      }
    }
    for (const auto& [column, slot] :
         {std::pair("relevant", &Node::relevant), std::pair("constraint", &Node::constraint),
          std::pair("warning", &Node::warning)}) {
      const ExpressionId made = condition(draft, index, column);
      form.nodes[index].*slot = made;
    }
    form.nodes[index].required = required(draft, index);
    form.nodes[index].default_value = default_value(draft, index);
    choice_filter(draft, index);
  }
  other_questions(draft);
}

}  // namespace sanaq
