#include "questionnaire/localized_text.h"

namespace sanaq {
namespace {

// Cuts a text at its `${name}` places.
TextTemplate read_template(FormDraft& draft, std::string_view text, const ExpressionScope& scope) {
  TextTemplate parts;
  while (!text.empty()) {
    const auto open = text.find("${");
    if (open == std::string_view::npos || open > 0) {
      parts.push_back({std::string(text.substr(0, open)), no_expression});
      if (open == std::string_view::npos) break;
    }
    const auto close = text.find('}', open);
    if (close == std::string_view::npos) {
      draft.findings.error("form.template", scope.place, text.substr(open));
      break;
    }
    const std::string_view name = text.substr(open + 2, close - open - 2);
    const ExpressionId value = ExpressionCompiler(draft, scope).shown_answer(name);
    if (value != no_expression) parts.push_back({{}, value});
    text.remove_prefix(close + 1);
  }
  return parts;
}

}  // namespace

LocalizedText read_localized(FormDraft& draft, const SheetTable& table, std::uint32_t row,
                             std::string_view column, const ExpressionScope& scope, Presence presence) {
  bool given = presence == Presence::must;
  for (const std::string& language : draft.form.languages)
    given = given || !table.cell(row, column, language).empty();
  LocalizedText out;
  if (!given) return out;
  for (const std::string& language : draft.form.languages) {
    ExpressionScope here = scope;
    here.place = table.place(row, column, language);
    const std::string_view text = table.cell(row, column, language);
    if (text.empty()) draft.findings.error("form.translation.missing", here.place, language);
    out.push_back(read_template(draft, text, here));
  }
  return out;
}

void check_languages(FormDraft& draft, const SheetTable& table) {
  for (const auto& column : table.columns()) {
    bool known = column.language.empty();
    for (const std::string& language : draft.form.languages) known = known || language == column.language;
    if (!known) draft.findings.error("form.languages", {table.name(), 1, column.header}, column.language);
  }
}

}  // namespace sanaq
