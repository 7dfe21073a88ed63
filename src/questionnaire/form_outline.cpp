#include "questionnaire/form_outline.h"

#include "base/text.h"
#include "questionnaire/expression_compiler.h"

namespace sanaq {
namespace {

// In the order of Op.
constexpr std::string_view op_names =
    "literal empty self answer other_answer position census_date logical_and logical_or logical_not truth "
    "equal "
    "not_equal less less_equal greater greater_equal is_empty is_answered is_refused add subtract multiply "
    "divide modulo "
    "negate to_decimal to_integer round_to absolute power square_root if_else coalesce once selected "
    "selected_text "
    "selected_count selected_at choice_label choice_code checklist weighted_checklist list_count "
    "answered_count "
    "aggregate_sum aggregate_min aggregate_max aggregate_join indexed to_text concatenate text_length "
    "substring "
    "substring_before substring_after contains starts_with ends_with normalize_space translate upper_case "
    "lower_case "
    "matches to_number to_date year_of month_of day_of full_years months_between format_date decimal_days "
    "iin_valid "
    "iin_birth_date iin_sex";

class Outline {
 public:
  explicit Outline(const Form& form) : form_(form), ops_(split_words(op_names)) {}

  std::string run() {
    out_ = "form " + form_.id + " " + form_.version + "\nlanguages " + join(form_.languages, " ") + "\n";
    add_text("title", form_.title);
    for (const ChoiceList& list : form_.choice_lists) choice_list(list);
    for (NodeIndex index = 0; index < form_.nodes.size(); ++index) node(index);
    for (const Check& one : form_.checks) check(one);
    out_ += "order";
    for (const NodeIndex index : form_.evaluation_order) out_ += " " + name(index);
    return out_ + "\n";
  }

 private:
  std::string name(NodeIndex index) const { return index == no_node ? "-" : form_.nodes[index].name; }

  void add_text(std::string_view label, const LocalizedText& text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      out_ += "  " + std::string(label) + " " + form_.languages[i] + ": ";
      for (const TextPart& part : text[i]) {
        out_ += part.value == no_expression ? part.literal : "{" + expression(part.value) + "}";
      }
      out_ += "\n";
    }
  }
  void add_expression(std::string_view label, ExpressionId id) {
    if (id != no_expression) out_ += "  " + std::string(label) + " " + expression(id) + "\n";
  }

  void choice_list(const ChoiceList& list) {
    out_ += "choices " + list.name + "\n";
    for (const Choice& choice : list.choices) {
      out_ +=
          "  " + choice.code + (choice.exclusive ? " exclusive" : "") + (choice.refusal ? " refusal" : "");
      for (std::size_t i = 0; i < choice.columns.size(); ++i)
        out_ += " " + list.columns[i] + "=" + choice.columns[i];
      out_ += "\n";
      add_text("label", choice.label);
    }
    if (list.codelist != nullptr) out_ += "  rows " + std::to_string(list.codelist->rows().size()) + "\n";
  }

  void node(NodeIndex index) {
    const Node& node = form_.nodes[index];
    constexpr std::string_view kinds[] = {"question", "group", "list"};
    out_ += std::string(kinds[static_cast<std::size_t>(node.kind)]) + " " + node.name + " " +
            std::string(type_name(node.type)) + " row " + std::to_string(node.row) + " in " +
            name(node.parent);
    if (node.list != no_node) out_ += " list " + name(node.list);
    if (node.matrix != no_node) out_ += " matrix " + name(node.matrix);
    if (node.calculated) out_ += " calculated";
    if (node.refusal) out_ += " refusal";
    if (node.looks != 0) out_ += " looks " + std::to_string(node.looks);
    if (node.personal != Personal::no) out_ += " personal " + std::to_string(static_cast<int>(node.personal));
    if (node.min_items + node.max_items > 0) {
      out_ += " items " + std::to_string(node.min_items) + "-" + std::to_string(node.max_items);
    }
    if (node.choices != no_choice_list) out_ += " choices " + form_.choice_lists[node.choices].name;
    if (!node.concept_name.empty()) out_ += " concept " + node.concept_name;
    out_ += "\n";
    for (const auto& [label, text] : {std::pair("label", &node.label), std::pair("hint", &node.hint),
                                      std::pair("constraint_message", &node.constraint_message),
                                      std::pair("warning_message", &node.warning_message)}) {
      add_text(label, *text);
    }
    rules(index, node);
  }

  void rules(NodeIndex index, const Node& node) {
    add_expression("relevant", node.relevant);
    add_expression("required", node.required);
    add_expression("constraint", node.constraint);
    add_expression("warning", node.warning);
    add_expression("calculation", node.calculation);
    add_expression("default", node.default_value);
    for (const FilterTerm& term : form_.filters[index]) {
      add_expression("filter " + form_.choice_lists[node.choices].columns[term.column] + " =", term.value);
    }
    if (form_.depends_on[index].empty()) return;
    constexpr std::string_view reaches[] = {"", "[all]", "[other]"};
    out_ += "  depends on";
    for (const Dependency& dependency : form_.depends_on[index]) {
      out_ += " " + name(dependency.node) + std::string(reaches[static_cast<std::size_t>(dependency.reach)]);
    }
    out_ += "\n";
  }

  void check(const Check& one) {
    out_ += "check " + one.name + " list " + name(one.list) +
            (one.severity == Severity::hard ? " hard" : " soft");
    out_ += " points to";
    for (const NodeIndex index : one.points_to) out_ += " " + name(index);
    out_ += "\n";
    add_expression("when", one.when);
    add_expression("condition", one.condition);
    add_text("message", one.message);
  }

  std::string expression(ExpressionId id) const {
    const ExpressionNode& node = form_.expressions.nodes[id];
    if (node.op == Op::literal) return literal(node);
    std::string out(ops_[static_cast<std::size_t>(node.op)]);
    if (node.node != no_node && node.op != Op::self) out += " " + name(node.node);
    if (node.list != no_node) out += " of " + name(node.list);
    if (node.op == Op::selected) out += " " + std::to_string(node.number);
    for (std::uint32_t i = 0; i < node.count; ++i)
      out += " " + expression(form_.expressions.operands[node.first + i]);
    return "(" + out + ":" + std::string(type_name(node.type)) + ")";
  }

  std::string literal(const ExpressionNode& node) const {
    const bool text = node.type == ValueType::text || node.type == ValueType::code;
    const std::string value =
        text ? "'" + form_.expressions.texts[node.text] + "'" : std::to_string(node.number);
    return value + ":" + std::string(type_name(node.type));
  }

  const Form& form_;
  std::vector<std::string_view> ops_;
  std::string out_;
};

}  // namespace

std::string outline(const Form& form) { return Outline(form).run(); }

}  // namespace sanaq
