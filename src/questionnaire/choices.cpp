#include "base/text.h"
#include "questionnaire/form_draft.h"

namespace sanaq {
namespace {

constexpr std::string_view other_suffix = " or_other";
constexpr std::size_t options_max = 5'000;

ChoiceListIndex add_list(FormDraft& draft, std::string name, std::uint32_t row) {
  draft.form.choice_lists.push_back({std::move(name), {}, {}, nullptr});
  draft.choice_rows.push_back(row);
  draft.choice_list_used.push_back(false);
  draft.option_rows.emplace_back();
  return static_cast<ChoiceListIndex>(draft.form.choice_lists.size() - 1);
}

bool is_code(std::string_view text) {
  if (text.size() > 64) return false;
  for (const char c : text) {
    const auto b = static_cast<unsigned char>(c);
    if (b <= ' ' || c == '\'' || c == '"' || c == ',') return false;
  }
  return !text.empty();
}

bool is_yes(FormDraft& draft, std::uint32_t row, std::string_view column) {
  const std::string_view cell = draft.choices.cell(row, column);
  if (!cell.empty() && cell != "yes" && cell != "no") {
    draft.findings.error("form.cell.value", draft.choices.place(row, column), cell);
  }
  return cell == "yes";
}

// Names of the columns choice filters may use.
std::vector<std::string> filter_columns(const SheetTable& sheet) {
  std::vector<std::string> out;
  for (const auto& column : sheet.columns()) {
    const std::string& name = column.header;
    const bool known = name == "list_name" || name == "name" || name == "exclusive" || name == "refusal";
    if (!known && !name.empty() && name.find("::") == std::string::npos) out.push_back(name);
  }
  return out;
}

void add_option(FormDraft& draft, std::uint32_t row, ChoiceListIndex index) {
  ChoiceList& list = draft.form.choice_lists[index];
  Choice choice;
  choice.code = std::string(draft.choices.cell(row, "name"));
  if (!is_code(choice.code))
    draft.findings.error("form.choice.code", draft.choices.place(row, "name"), choice.code);
  for (const Choice& before : list.choices) {
    if (before.code == choice.code)
      draft.findings.error("form.choice.twice", draft.choices.place(row, "name"), choice.code);
  }
  if (list.choices.size() == options_max)
    draft.findings.error("form.choices.size", draft.choices.place(row, "list_name"), list.name);
  if (list.choices.size() >= options_max) return;
  for (const std::string& column : list.columns) choice.columns.emplace_back(draft.choices.cell(row, column));
  choice.exclusive = is_yes(draft, row, "exclusive");
  choice.refusal = is_yes(draft, row, "refusal");
  list.choices.push_back(std::move(choice));
  draft.option_rows[index].push_back(row);
}

}  // namespace

ChoiceListIndex find_choice_list(const FormDraft& draft, std::string_view name) {
  for (std::size_t i = 0; i < draft.form.choice_lists.size(); ++i) {
    const ChoiceList& list = draft.form.choice_lists[i];
    if (list.name == name && list.codelist == nullptr) return static_cast<ChoiceListIndex>(i);
  }
  return no_choice_list;
}

ChoiceListIndex list_with_other(FormDraft& draft, ChoiceListIndex list) {
  const std::string name = draft.form.choice_lists[list].name + std::string(other_suffix);
  for (const Choice& choice : draft.form.choice_lists[list].choices) {
    if (choice.code == "other") return list;
  }
  const ChoiceListIndex before = find_choice_list(draft, name);
  if (before != no_choice_list) return before;
  const ChoiceListIndex made = add_list(draft, name, draft.choice_rows[list]);
  ChoiceList& target = draft.form.choice_lists[made];
  target.columns = draft.form.choice_lists[list].columns;
  target.choices = draft.form.choice_lists[list].choices;
  Choice other;
  other.code = "other";
  other.columns.resize(target.columns.size());
  target.choices.push_back(std::move(other));
  draft.option_rows[made] = draft.option_rows[list];
  draft.option_rows[made].push_back(0);
  return made;
}

void read_choices(FormDraft& draft) {
  const SheetTable& sheet = draft.choices;
  sheet.check_header({"list_name", "name", "label::", "exclusive", "refusal"}, true, draft.findings);
  const std::vector<std::string> columns = filter_columns(sheet);
  ChoiceListIndex index = no_choice_list;
  for (const std::uint32_t row : sheet.rows()) {
    const std::string_view name = sheet.cell(row, "list_name");
    if (!is_form_name(name)) {
      draft.findings.error("form.name.form", sheet.place(row, "list_name"), name);
      continue;
    }
    if (index == no_choice_list || draft.form.choice_lists[index].name != name)
      index = find_choice_list(draft, name);
    if (index == no_choice_list) {
      if (draft.form.choice_lists.size() >= options_max) return;
      index = add_list(draft, std::string(name), row);
      draft.form.choice_lists[index].columns = columns;
    }
    add_option(draft, row, index);
  }
}

}  // namespace sanaq
