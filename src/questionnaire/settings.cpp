#include "base/text.h"
#include "questionnaire/form_draft.h"

namespace sanaq {
namespace {

const Sheet* find_sheet(const FormSource& source, std::string_view name) {
  for (const Sheet& sheet : source.sheets) {
    if (sheet.name == name) return &sheet;
  }
  return nullptr;
}

bool is_word(std::string_view text) {
  if (text.empty() || text.size() > 64) return false;
  for (const char c : text) {
    const bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '_' || c == '.';
    if (!fits) return false;
  }
  return true;
}

// The languages of the survey sheet, the default one first.
void read_languages(FormDraft& draft, std::uint32_t row) {
  draft.form.languages = draft.survey.languages("label");
  auto& languages = draft.form.languages;
  if (languages.empty())
    draft.findings.error("form.languages", draft.survey.place(1, "label"), "no label::LANG column");
  const std::string_view wanted = draft.settings.cell(row, "default_language");
  if (wanted.empty()) return;
  for (std::size_t i = 0; i < languages.size(); ++i) {
    if (languages[i] != wanted) continue;
    languages.insert(languages.begin(), std::string(wanted));
    languages.erase(languages.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    return;
  }
  draft.findings.error("form.settings.value", draft.settings.place(row, "default_language"), wanted);
}

}  // namespace

FormDraft::FormDraft(const FormSource& form_source)
    : source(form_source),
      survey(find_sheet(form_source, "survey")),
      choices(find_sheet(form_source, "choices")),
      settings(find_sheet(form_source, "settings")),
      checks(find_sheet(form_source, "checks")) {}

bool is_form_name(std::string_view text) {
  if (text.empty() || text.size() > 64 || text[0] < 'a' || text[0] > 'z') return false;
  for (const char c : text) {
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) return false;
  }
  return true;
}

void read_settings(FormDraft& draft) {
  const SheetTable& sheet = draft.settings;
  sheet.check_header({"form_title::", "form_id", "version", "default_language"}, false, draft.findings);
  const std::uint32_t row = sheet.rows().empty() ? 0 : sheet.rows()[0];
  if (sheet.rows().size() > 1)
    draft.findings.error("form.settings.rows", {sheet.name(), sheet.rows()[1], {}}, "one row only");
  read_languages(draft, row);
  if (!sheet.present()) return;
  if (row == 0) return draft.findings.error("form.settings.rows", {sheet.name(), 0, {}}, "no row");
  for (const std::string_view column : {"form_id", "version"}) {
    const std::string_view value = sheet.cell(row, column);
    if (!is_word(value)) draft.findings.error("form.settings.value", sheet.place(row, column), value);
    (column == "version" ? draft.form.version : draft.form.id) = std::string(value);
  }
}

}  // namespace sanaq
