#include "questionnaire/form_draft.h"

namespace sanaq {
namespace {

constexpr std::size_t rows_max = 20'000;
constexpr std::size_t cell_bytes_max = 32'768;
constexpr std::size_t columns_max = 200;

bool is_sheet(std::string_view name) {
  return name == "survey" || name == "choices" || name == "settings" || name == "checks";
}

// Sheets that the dialect does not know, that stand twice, or that are too large to be meant.
void check_sheets(FormDraft& draft) {
  const auto& sheets = draft.source.sheets;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const CellPlace place{sheets[i].name, 0, {}};
    if (!is_sheet(sheets[i].name)) draft.findings.error("form.sheet.unknown", place, sheets[i].name);
    for (std::size_t j = 0; j < i; ++j) {
      if (sheets[j].name == sheets[i].name) draft.findings.error("form.sheet.twice", place, sheets[i].name);
    }
    bool large = sheets[i].rows.size() > rows_max;
    for (const auto& row : sheets[i].rows) {
      large = large || row.size() > columns_max;
      for (const std::string& cell : row) large = large || cell.size() > cell_bytes_max;
    }
    if (large) draft.findings.error("form.sheet.size", place, sheets[i].name);
  }
  if (!draft.settings.present()) draft.findings.error("form.sheet.missing", {"settings", 0, {}}, "settings");
}

void find_unused_lists(FormDraft& draft) {
  for (std::size_t i = 0; i < draft.choice_list_used.size(); ++i) {
    if (draft.choice_list_used[i] || draft.form.choice_lists[i].codelist != nullptr) continue;
    draft.findings.warning("form.choices.unused", draft.choices.place(draft.choice_rows[i], "list_name"),
                           draft.form.choice_lists[i].name);
  }
}

}  // namespace

CompiledForm compile_form(const FormSource& source) {
  FormDraft draft(source);
  check_sheets(draft);
  if (draft.findings.has_error()) {
    // A sheet that is missing or too large would only bring findings about its consequences.
    return {std::nullopt, std::move(draft.findings).sorted(source.sheets)};
  }
  read_settings(draft);
  read_choices(draft);
  read_survey(draft);
  compile_expressions(draft);
  compile_texts(draft);
  compile_checks(draft);
  order_nodes(draft);
  find_unreachable(draft);
  find_unused_lists(draft);
  CompiledForm compiled;
  const bool accepted = !draft.findings.has_error();
  compiled.findings = std::move(draft.findings).sorted(source.sheets);
  if (accepted) compiled.form = std::move(draft.form);
  return compiled;
}

}  // namespace sanaq
