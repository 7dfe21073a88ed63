#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "questionnaire/form_source.h"
#include "questionnaire/sheet_table.h"

namespace sanaq {

/// How far the calculation of a question has come: the type of `calculate` is that of its expression.
enum class TypingState : std::uint8_t { waiting, running, finished, failed };

/// A text question made by `or_other`, and the question it belongs to.
struct OtherQuestion {
  NodeIndex text, asked;
};
/// A question with the appearance `matrix(list)`.
struct MatrixWord {
  NodeIndex node;
  std::string list;
};

/// Everything the compiler knows while it works. Stages fill it in turn: settings and choices, survey,
/// expressions, texts, checks, order, verification.
struct FormDraft {
  explicit FormDraft(const FormSource& form_source);

  const FormSource& source;
  SheetTable survey, choices, settings, checks;
  FindingList findings;
  Form form;
  std::vector<TypingState> typing;      // by NodeIndex
  std::vector<NodeIndex> typing_stack;  // calculations being typed, outermost first
  std::vector<std::uint32_t>
      choice_rows;                     // first row of a choice list in the sheet, by ChoiceListIndex; 0: none
  std::vector<bool> choice_list_used;  // by ChoiceListIndex
  std::vector<OtherQuestion> other_of;
  std::vector<MatrixWord> matrices;
  std::vector<std::vector<std::uint32_t>> option_rows;  // row of each option, by ChoiceListIndex

  CellPlace survey_place(NodeIndex node, std::string_view column) const {
    return survey.place(form.nodes[node].row, column);
  }
  std::string_view survey_cell(NodeIndex node, std::string_view column) const {
    return survey.cell(form.nodes[node].row, column);
  }
};

/// `[a-z][a-z0-9_]*`, at most 64 characters.
bool is_form_name(std::string_view text);
/// Languages, title, id, version. Errors: "form.settings.*", "form.languages".
void read_settings(FormDraft& draft);
/// Choice lists of the choices sheet, without labels.
void read_choices(FormDraft& draft);
/// The list of a name, or no_choice_list.
ChoiceListIndex find_choice_list(const FormDraft& draft, std::string_view name);
/// The list with an option `other` at its end (made at the first call).
ChoiceListIndex list_with_other(FormDraft& draft, ChoiceListIndex list);
/// Nodes of the survey sheet, without expressions and texts.
void read_survey(FormDraft& draft);
/// Relevance, constraints, calculations, defaults, choice filters of all nodes.
void compile_expressions(FormDraft& draft);
/// Labels, hints and messages of the survey, and labels of choices.
void compile_texts(FormDraft& draft);
/// The checks sheet.
void compile_checks(FormDraft& draft);
/// Dependencies and evaluation order. Errors: "form.cycle".
void order_nodes(FormDraft& draft);
/// Questions that no answers can bring onto the path. Errors: "form.unreachable".
void find_unreachable(FormDraft& draft);

}  // namespace sanaq
