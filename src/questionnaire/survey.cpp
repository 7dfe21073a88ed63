#include "base/text.h"
#include "questionnaire/form_draft.h"
#include "questionnaire/question_type.h"
#include "questionnaire/survey_cells.h"

namespace sanaq {
namespace {

constexpr std::size_t nodes_max = 5'000;
constexpr std::size_t levels_max = 20;
constexpr std::size_t options_of_a_set_max = 63;

/// Walks the rows of the survey sheet and makes the tree of nodes.
class SurveyReader {
 public:
  explicit SurveyReader(FormDraft& draft) : draft_(draft), form_(draft.form) {}

  void run() {
    for (const std::uint32_t row : draft_.survey.rows()) read_row(row);
    for (const NodeIndex node : open_) {
      draft_.findings.error("form.group.open", draft_.survey_place(node, "type"), form_.nodes[node].name);
    }
  }

 private:
  using Row = QuestionType::Row;

  void read_row(std::uint32_t row) {
    const std::string_view cell = draft_.survey.cell(row, "type");
    const auto type = parse_question_type(cell);
    if (!type) return draft_.findings.error("form.type.unknown", draft_.survey.place(row, "type"), cell);
    if (type->row == Row::close_group || type->row == Row::close_list) return close(row, *type);
    if (open_.size() > levels_max) {
      return draft_.findings.error("form.size", draft_.survey.place(row, "type"),
                                   "more than 20 groups in each other");
    }
    if (form_.nodes.size() >= nodes_max) {
      return draft_.findings.error("form.size", draft_.survey.place(row, "type"), "more than 5000 questions");
    }
    const NodeIndex node = add_node(row, *type, std::string(draft_.survey.cell(row, "name")));
    read_survey_cells(draft_, node, *type);
    if (type->or_other) add_other(row, node);
  }

  NodeIndex add_node(std::uint32_t row, const QuestionType& type, std::string name) {
    const auto index = static_cast<NodeIndex>(form_.nodes.size());
    Node node;
    node.kind = type.row == Row::open_group  ? NodeKind::group
                : type.row == Row::open_list ? NodeKind::list
                                             : NodeKind::question;
    node.type = type.value;
    node.calculated = type.calculate;
    node.row = row;
    node.parent = open_.empty() ? no_node : open_.back();
    if (node.kind != NodeKind::list) node.list = list_;
    node.choices = options(row, type);
    node.name = std::move(name);
    check_name(row, node.name, index);
    (node.parent == no_node ? form_.top : form_.nodes[node.parent].children).push_back(index);
    form_.nodes.push_back(std::move(node));
    draft_.typing.push_back(type.calculate ? TypingState::waiting : TypingState::finished);
    if (type.row == Row::open_list) open_list(row, index);
    if (type.row != Row::question) open_.push_back(index);
    return index;
  }

  void open_list(std::uint32_t row, NodeIndex index) {
    if (list_ != no_node) {
      draft_.findings.error("form.list.nested", draft_.survey.place(row, "type"), form_.nodes[index].name);
    }
    list_ = index;
  }

  void close(std::uint32_t row, const QuestionType& type) {
    const NodeKind kind = type.row == Row::close_list ? NodeKind::list : NodeKind::group;
    check_closing_cells(draft_, row);
    if (open_.empty() || form_.nodes[open_.back()].kind != kind) {
      const std::string name = open_.empty() ? std::string() : form_.nodes[open_.back()].name;
      return draft_.findings.error("form.group.close", draft_.survey.place(row, "type"), name);
    }
    const Node& node = form_.nodes[open_.back()];
    const std::string_view name = draft_.survey.cell(row, "name");
    if (!name.empty() && name != node.name) {
      draft_.findings.error("form.group.close", draft_.survey.place(row, "name"), node.name);
    }
    if (node.children.empty()) {
      draft_.findings.warning("form.group.empty", draft_.survey_place(open_.back(), "type"), node.name);
    }
    if (kind == NodeKind::list) list_ = no_node;
    open_.pop_back();
  }

  void check_name(std::uint32_t row, const std::string& name, NodeIndex index) {
    const CellPlace place = draft_.survey.place(row, "name");
    if (!is_form_name(name)) return draft_.findings.error("form.name.form", place, name);
    if (!form_.by_name.emplace(name, index).second) draft_.findings.error("form.name.twice", place, name);
  }

  // `select_one LIST or_other`: the text question asked when `other` is chosen.
  void add_other(std::uint32_t row, NodeIndex asked) {
    QuestionType type;
    type.value = ValueType::text;
    const NodeIndex node = add_node(row, type, form_.nodes[asked].name + "_other");
    draft_.other_of.push_back({node, asked});
  }

  ChoiceListIndex options(std::uint32_t row, const QuestionType& type) {
    if (type.options == QuestionType::Options::none) return no_choice_list;
    const CellPlace place = draft_.survey.place(row, "type");
    if (type.list.empty())
      return draft_.findings.error("form.type.list", place, draft_.survey.cell(row, "type")), no_choice_list;
    if (type.options == QuestionType::Options::file) return file_list(place, type.list);
    ChoiceListIndex list = find_choice_list(draft_, type.list);
    if (list == no_choice_list) return draft_.findings.error("form.choices.unknown", place, type.list), list;
    draft_.choice_list_used[list] = true;
    if (type.or_other) list = list_with_other(draft_, list);
    draft_.choice_list_used[list] = true;
    if (type.value == ValueType::choices && form_.choice_lists[list].choices.size() > options_of_a_set_max) {
      draft_.findings.error("form.choices.many", place, type.list);
    }
    return list;
  }

  ChoiceListIndex file_list(const CellPlace& place, const std::string& name) {
    for (std::size_t i = 0; i < form_.choice_lists.size(); ++i) {
      const ChoiceList& list = form_.choice_lists[i];
      if (list.codelist != nullptr && list.name == name) return static_cast<ChoiceListIndex>(i);
    }
    for (const auto& file : draft_.source.lists) {
      if (file == nullptr || file->name() != name) continue;
      form_.choice_lists.push_back({name, file->columns(), {}, file});
      draft_.choice_rows.push_back(0);
      draft_.choice_list_used.push_back(true);
      draft_.option_rows.emplace_back();
      return static_cast<ChoiceListIndex>(form_.choice_lists.size() - 1);
    }
    draft_.findings.error("form.list_file.unknown", place, name + ".csv");
    return no_choice_list;
  }

  FormDraft& draft_;
  Form& form_;
  std::vector<NodeIndex> open_;
  NodeIndex list_ = no_node;
};

}  // namespace

void read_survey(FormDraft& draft) {
  check_survey_header(draft);
  SurveyReader(draft).run();
  resolve_matrices(draft);
}

}  // namespace sanaq
