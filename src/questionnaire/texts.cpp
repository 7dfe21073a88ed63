// Texts of questions and options.
#include <algorithm>

#include "questionnaire/localized_text.h"

namespace sanaq {
namespace {

/// What `or_other` says when the author gives no words: the option, and the question that follows it.
struct OtherWords {
  std::string_view language, option, question;
};
constexpr OtherWords other_words[] = {
    {"kk", "Басқа", "Нақтылап көрсетіңіз"},
    {"ru", "Другое", "Уточните, пожалуйста"},
    {"en", "Other", "Please specify"},
};

LocalizedText words_of_other(FormDraft& draft, const CellPlace& place, std::string_view OtherWords::* words) {
  LocalizedText out;
  for (const std::string& language : draft.form.languages) {
    const auto found = std::find_if(std::begin(other_words), std::end(other_words),
                                    [&](const OtherWords& row) { return row.language == language; });
    const bool known = found != std::end(other_words);
    if (!known) draft.findings.error("form.translation.missing", place, "or_other in " + language);
    out.push_back(known ? TextTemplate{{std::string((*found).*words), no_expression}} : TextTemplate{});
  }
  return out;
}

const OtherQuestion* other_question(const FormDraft& draft, NodeIndex index) {
  for (const OtherQuestion& pair : draft.other_of) {
    if (pair.text == index) return &pair;
  }
  return nullptr;
}

void node_texts(FormDraft& draft, NodeIndex index) {
  const Node node = draft.form.nodes[index];
  const bool spoken = node.kind == NodeKind::list || (node.kind == NodeKind::question && !node.calculated);
  const ExpressionScope scope = scope_of(draft, index, "label");
  const auto read = [&](std::string_view column, Presence presence) {
    return read_localized(draft, draft.survey, node.row, column, scope, presence);
  };
  LocalizedText label = read("label", spoken ? Presence::must : Presence::optional);
  LocalizedText hint = read("hint", Presence::optional);
  LocalizedText constraint = read("constraint_message", Presence::optional);
  LocalizedText warning = read("warning_message", Presence::optional);
  for (const auto& [column, text, message] : {std::tuple("constraint", &constraint, "constraint_message"),
                                              std::tuple("warning", &warning, "warning_message")}) {
    const bool ruled = !draft.survey_cell(index, column).empty();
    const std::string_view language =
        draft.form.languages.empty() ? std::string_view() : draft.form.languages[0];
    const CellPlace place = draft.survey.place(node.row, message, language);
    if (ruled && text->empty()) draft.findings.warning("form.message.missing", place, node.name);
    if (!ruled && !text->empty()) draft.findings.error("form.message.unused", place, node.name);
  }
  Node& target = draft.form.nodes[index];
  target.label = std::move(label);
  target.hint = std::move(hint);
  target.constraint_message = std::move(constraint);
  target.warning_message = std::move(warning);
}

// The list whose items use the choice list: labels of options may name answers of that item.
NodeIndex common_list(const FormDraft& draft, ChoiceListIndex list) {
  NodeIndex common = no_node;
  bool first = true;
  for (const Node& node : draft.form.nodes) {
    if (node.choices != list) continue;
    if (!first && node.list != common) return no_node;
    common = node.list;
    first = false;
  }
  return common;
}

// Options that a person cannot tell apart.
void warn_of_equal_labels(FormDraft& draft, ChoiceListIndex index) {
  for (const std::string& language : draft.form.languages) {
    std::vector<std::pair<std::string_view, std::uint32_t>> labels;
    for (const std::uint32_t row : draft.option_rows[index]) {
      labels.emplace_back(draft.choices.cell(row, "label", language), row);
    }
    std::sort(labels.begin(), labels.end());
    for (std::size_t i = 1; i < labels.size(); ++i) {
      if (labels[i].first.empty() || labels[i].first != labels[i - 1].first) continue;
      draft.findings.warning("form.choice.label", draft.choices.place(labels[i].second, "label", language),
                             labels[i].first);
    }
  }
}

void choice_texts(FormDraft& draft, ChoiceListIndex index) {
  ExpressionScope scope;
  scope.list = common_list(draft, index);
  const bool copy = draft.form.choice_lists[index].name.find(' ') != std::string::npos;
  for (std::size_t i = 0; i < draft.form.choice_lists[index].choices.size(); ++i) {
    const std::uint32_t row = draft.option_rows[index][i];
    LocalizedText label =
        row == 0
            ? words_of_other(draft, {"choices", draft.choice_rows[index], "list_name"}, &OtherWords::option)
            : read_localized(draft, draft.choices, row, "label", scope, Presence::must);
    draft.form.choice_lists[index].choices[i].label = std::move(label);
  }
  if (!copy) warn_of_equal_labels(draft, index);
}

}  // namespace

void compile_texts(FormDraft& draft) {
  for (const SheetTable* table : {&draft.survey, &draft.choices, &draft.settings, &draft.checks})
    check_languages(draft, *table);
  const std::uint32_t row = draft.settings.rows().empty() ? 0 : draft.settings.rows()[0];
  draft.form.title = row == 0 ? LocalizedText(draft.form.languages.size())
                              : read_localized(draft, draft.settings, row, "form_title", {}, Presence::must);
  for (NodeIndex index = 0; index < draft.form.nodes.size(); ++index) {
    const OtherQuestion* other = other_question(draft, index);
    if (other == nullptr)
      node_texts(draft, index);
    else
      draft.form.nodes[index].label =
          words_of_other(draft, draft.survey_place(index, "type"), &OtherWords::question);
  }
  for (std::size_t i = 0; i < draft.form.choice_lists.size(); ++i)
    choice_texts(draft, static_cast<ChoiceListIndex>(i));
}

}  // namespace sanaq
