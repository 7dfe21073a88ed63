#include "questionnaire/survey_cells.h"

#include "base/text.h"

namespace sanaq {
namespace {

constexpr std::int64_t items_max = 500;

// Which rows a column may be filled in.
enum Rows : unsigned {
  asked = 1,       // the person answers
  calculated = 2,  // type calculate
  shown = 4,       // note
  group = 8,
  list = 16,
};
struct ColumnRule {
  std::string_view column;
  unsigned rows;
};
constexpr ColumnRule column_rules[] = {
    {"required", asked},
    {"constraint", asked},
    {"constraint_message", asked},
    {"warning", asked},
    {"warning_message", asked},
    {"calculation", asked | calculated},
    {"default", asked},
    {"choice_filter", asked},
    {"refusal", asked},
    {"personal", asked | calculated},
    {"concept", asked | calculated},
    {"hint", asked | shown | group | list},
    {"parameters", list},
    {"label", asked | calculated | shown | group | list},
};

unsigned rows_of(const QuestionType& type) {
  if (type.row == QuestionType::Row::open_group) return group;
  if (type.row == QuestionType::Row::open_list) return list;
  if (type.calculate) return calculated;
  return type.value == ValueType::none ? shown : asked;
}

struct LookRule {
  std::string_view word;
  Look look;
};
constexpr LookRule look_rules[] = {
    {"field-list", Look::field_list},     {"roster", Look::roster},
    {"month-year", Look::month_year},     {"year", Look::year},
    {"autocomplete", Look::autocomplete}, {"multiline", Look::multiline},
    {"columns", Look::columns},           {"likert", Look::likert},
};

bool look_fits(Look look, const Node& node) {
  switch (look) {
    case Look::field_list:
      return node.kind != NodeKind::question;
    case Look::roster:
      return node.kind == NodeKind::group && node.list != no_node;
    case Look::month_year:
    case Look::year:
      return node.type == ValueType::date;
    case Look::autocomplete:
      return node.type == ValueType::choice || node.type == ValueType::code;
    case Look::multiline:
      return node.kind == NodeKind::question && node.type == ValueType::text;
    case Look::columns:
    case Look::likert:
      return node.type == ValueType::choice || node.type == ValueType::choices;
  }
  return false;
}

void read_appearance(FormDraft& draft, NodeIndex index) {
  const CellPlace place = draft.survey_place(index, "appearance");
  Node& node = draft.form.nodes[index];
  for (const std::string_view word : split_words(draft.survey_cell(index, "appearance"))) {
    if (word.starts_with("matrix(") && word.ends_with(')')) {
      draft.matrices.push_back({index, std::string(word.substr(7, word.size() - 8))});
      continue;
    }
    bool known = false;
    for (const LookRule& rule : look_rules) {
      if (rule.word != word) continue;
      known = true;
      if (!look_fits(rule.look, node)) draft.findings.error("form.appearance.misplaced", place, word);
      node.looks = static_cast<std::uint16_t>(node.looks | static_cast<std::uint16_t>(rule.look));
    }
    if (!known) draft.findings.error("form.appearance.unknown", place, word);
  }
  if (node.kind != NodeKind::question || node.type != ValueType::date) return;
  if (draft.form.has_look(index, Look::month_year))
    node.type = ValueType::month;
  else if (draft.form.has_look(index, Look::year))
    node.type = ValueType::year;
}

void read_parameters(FormDraft& draft, NodeIndex index) {
  Node& node = draft.form.nodes[index];
  if (node.kind != NodeKind::list) return;
  const CellPlace place = draft.survey_place(index, "parameters");
  for (const std::string_view word : split_words(draft.survey_cell(index, "parameters"))) {
    const auto equals = word.find('=');
    const std::string_view name = word.substr(0, equals);
    const auto value =
        equals == std::string_view::npos ? std::nullopt : parse_digits(word.substr(equals + 1));
    const bool known = name == "min_items" || name == "max_items";
    if (!known || !value || *value > items_max) {
      draft.findings.error("form.parameters", place, word);
      continue;
    }
    (name == "min_items" ? node.min_items : node.max_items) = static_cast<std::uint16_t>(*value);
  }
  if (node.max_items > 0 && node.min_items > node.max_items)
    draft.findings.error("form.parameters", place, "min_items above max_items");
}

void read_personal(FormDraft& draft, NodeIndex index) {
  const std::string_view cell = draft.survey_cell(index, "personal");
  if (cell.empty()) return;
  Personal& personal = draft.form.nodes[index].personal;
  if (cell == "name")
    personal = Personal::name;
  else if (cell == "iin")
    personal = Personal::iin;
  else if (cell == "document")
    personal = Personal::document;
  else if (cell == "phone")
    personal = Personal::phone;
  else if (cell == "contact")
    personal = Personal::contact;
  else
    draft.findings.error("form.cell.value", draft.survey_place(index, "personal"), cell);
}

void read_refusal(FormDraft& draft, NodeIndex index) {
  const std::string_view cell = draft.survey_cell(index, "refusal");
  draft.form.nodes[index].refusal = cell == "yes";
  if (!cell.empty() && cell != "yes" && cell != "no") {
    draft.findings.error("form.cell.value", draft.survey_place(index, "refusal"), cell);
  }
}

// Cells filled in though the column means nothing for this kind of row.
void check_misplaced(FormDraft& draft, NodeIndex index, const QuestionType& type) {
  const unsigned kind = rows_of(type);
  const std::uint32_t row = draft.form.nodes[index].row;
  for (std::size_t i = 0; i < draft.survey.columns().size(); ++i) {
    const auto& column = draft.survey.columns()[i];
    if (draft.survey.cell_at(row, i).empty()) continue;
    const CellPlace place{draft.survey.name(), row, column.header};
    if (column.name == "repeat_count") draft.findings.error("form.repeat_count", place, {});
    if (column.name == "choice_filter" && type.options == QuestionType::Options::none) {
      draft.findings.error("form.cell.misplaced", place, column.header);
      continue;
    }
    for (const ColumnRule& rule : column_rules) {
      if (rule.column == column.name && (rule.rows & kind) == 0) {
        draft.findings.error("form.cell.misplaced", place, column.header);
      }
    }
  }
  const Node& node = draft.form.nodes[index];
  const bool computed = !draft.survey_cell(index, "calculation").empty();
  if (type.calculate && !computed) {
    draft.findings.error("form.calculation.missing", draft.survey_place(index, "calculation"), node.name);
  }
}

}  // namespace

void check_survey_header(FormDraft& draft) {
  draft.survey.check_header({"type",          "name",
                             "label::",       "hint::",
                             "relevant",      "required",
                             "constraint",    "constraint_message::",
                             "warning",       "warning_message::",
                             "calculation",   "default",
                             "choice_filter", "appearance",
                             "repeat_count",  "refusal",
                             "personal",      "concept",
                             "notes",         "parameters"},
                            false, draft.findings);
  if (!draft.survey.present()) return draft.findings.error("form.sheet.missing", {"survey", 0, {}}, "survey");
  for (const std::string_view column : {"type", "name"}) {
    bool found = false;
    for (const auto& known : draft.survey.columns()) found = found || known.header == column;
    if (!found) draft.findings.error("form.column.missing", {"survey", 1, std::string(column)}, column);
  }
}

void read_survey_cells(FormDraft& draft, NodeIndex index, const QuestionType& type) {
  check_misplaced(draft, index, type);
  Node& node = draft.form.nodes[index];
  if (!draft.survey_cell(index, "calculation").empty()) node.calculated = true;
  node.concept_name = std::string(draft.survey_cell(index, "concept"));
  node.notes = std::string(draft.survey_cell(index, "notes"));
  if (!node.concept_name.empty() && !is_form_name(node.concept_name)) {
    draft.findings.error("form.name.form", draft.survey_place(index, "concept"), node.concept_name);
  }
  read_appearance(draft, index);
  read_parameters(draft, index);
  read_personal(draft, index);
  read_refusal(draft, index);
}

void check_closing_cells(FormDraft& draft, std::uint32_t row) {
  for (std::size_t i = 0; i < draft.survey.columns().size(); ++i) {
    const std::string& header = draft.survey.columns()[i].header;
    const bool welcome = header == "type" || header == "name" || header == "notes" || header.empty();
    if (!welcome && !draft.survey.cell_at(row, i).empty()) {
      draft.findings.error("form.cell.misplaced", {draft.survey.name(), row, header}, header);
    }
  }
}

void resolve_matrices(FormDraft& draft) {
  for (const MatrixWord& word : draft.matrices) {
    Node& node = draft.form.nodes[word.node];
    const NodeIndex target = draft.form.find(word.list);
    const bool is_own_list =
        target != no_node && draft.form.nodes[target].kind == NodeKind::list && node.list == target;
    if (is_own_list && node.kind == NodeKind::question && !node.calculated && node.type != ValueType::none)
      node.matrix = target;
    else
      draft.findings.error("form.appearance.misplaced", draft.survey_place(word.node, "appearance"),
                           "matrix(" + word.list + ")");
  }
}

}  // namespace sanaq
