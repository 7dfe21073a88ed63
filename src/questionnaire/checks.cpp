// The checks sheet: rules across questions.
#include "base/text.h"
#include "questionnaire/localized_text.h"

namespace sanaq {
namespace {

NodeIndex list_named(FormDraft& draft, std::uint32_t row) {
  const std::string_view name = draft.checks.cell(row, "list");
  if (name.empty()) return no_node;
  const NodeIndex index = draft.form.find(name);
  if (index != no_node && draft.form.nodes[index].kind == NodeKind::list) return index;
  draft.findings.error("form.check.list", draft.checks.place(row, "list"), name);
  return no_node;
}

Severity severity_of(FormDraft& draft, std::uint32_t row) {
  const std::string_view cell = draft.checks.cell(row, "severity");
  if (cell != "hard" && cell != "soft")
    draft.findings.error("form.cell.value", draft.checks.place(row, "severity"), cell);
  return cell == "soft" ? Severity::soft : Severity::hard;
}

// A message stands beside questions that are there when the check runs: outside lists, or of the item it runs
// for.
std::vector<NodeIndex> points_to(FormDraft& draft, std::uint32_t row, NodeIndex list) {
  std::vector<NodeIndex> out;
  const CellPlace place = draft.checks.place(row, "points_to");
  for (const std::string_view name : split_words(draft.checks.cell(row, "points_to"))) {
    const NodeIndex index = draft.form.find(name);
    const bool named = index != no_node && draft.form.nodes[index].kind != NodeKind::group;
    const bool here = named &&
                      (draft.form.nodes[index].list == no_node || draft.form.nodes[index].list == list) &&
                      draft.form.nodes[index].matrix == no_node;
    if (here)
      out.push_back(index);
    else
      draft.findings.error("form.check.points_to", place, name);
  }
  if (draft.checks.cell(row, "points_to").empty())
    draft.findings.error("form.check.points_to", place, "empty");
  return out;
}

bool is_name_free(const FormDraft& draft, std::string_view name) {
  for (const Check& check : draft.form.checks) {
    if (check.name == name) return false;
  }
  return true;
}

void read_check(FormDraft& draft, std::uint32_t row) {
  const SheetTable& sheet = draft.checks;
  Check check;
  check.row = row;
  check.name = std::string(sheet.cell(row, "name"));
  if (!is_form_name(check.name))
    draft.findings.error("form.name.form", sheet.place(row, "name"), check.name);
  else if (!is_name_free(draft, check.name))
    draft.findings.error("form.name.twice", sheet.place(row, "name"), check.name);
  check.list = list_named(draft, row);
  check.severity = severity_of(draft, row);
  check.points_to = points_to(draft, row, check.list);
  ExpressionScope scope;
  scope.list = check.list;
  for (const auto& [column, slot] :
       {std::pair("when", &Check::when), std::pair("condition", &Check::condition)}) {
    scope.place = sheet.place(row, column);
    const std::string_view text = sheet.cell(row, column);
    if (!text.empty())
      check.*slot = ExpressionCompiler(draft, scope).condition(text);
    else if (slot == &Check::condition)
      draft.findings.error("form.check.condition", scope.place, check.name);
  }
  check.message = read_localized(draft, sheet, row, "message", scope, Presence::must);
  draft.form.checks.push_back(std::move(check));
}

}  // namespace

void compile_checks(FormDraft& draft) {
  draft.checks.check_header({"name", "list", "severity", "when", "condition", "points_to", "message::"},
                            false, draft.findings);
  for (const std::uint32_t row : draft.checks.rows()) read_check(draft, row);
}

}  // namespace sanaq
