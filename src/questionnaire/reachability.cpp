// Questions that no answers can bring onto the path. What a condition demands of single questions is followed
// through `and` and `or`: a set of options for a choice, an interval for a number or date. A question that
// must be answered must itself be asked, so its own conditions count too. Everything else counts as possible:
// a finding is always right.
#include <algorithm>
#include <limits>

#include "questionnaire/form_draft.h"

namespace sanaq {
namespace {

constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t options_max = 200;
// Conditions followed for one question: bounds the work in long chains; what lies beyond counts as possible.
constexpr std::size_t conditions_max = 60;

/// Values an answer may have: emptiness, and an option list or an interval.
struct Allowed {
  bool empty = true;
  std::vector<bool> options;  // of a choice
  std::int64_t low = lowest, high = highest;
  bool nothing() const {
    const bool has_option = std::find(options.begin(), options.end(), true) != options.end();
    return !empty && (options.empty() ? low > high : !has_option);
  }
};

/// What expressions demand of one question.
class Demand {
 public:
  Demand(const Form& form, NodeIndex question) : form_(form), question_(question) {}

  Allowed everything() const {
    Allowed out;
    const Node& node = form_.nodes[question_];
    if (node.type == ValueType::choice && node.choices != no_choice_list) {
      out.options.assign(form_.choice_lists[node.choices].choices.size(), true);
    }
    return out;
  }

  /// Values with which the expression may still be true.
  Allowed of(ExpressionId id) const {
    const ExpressionNode& node = form_.expressions.nodes[id];
    switch (node.op) {
      case Op::logical_and:
        return meet(of(operand(node, 0)), of(operand(node, 1)));
      case Op::logical_or:
        return join(of(operand(node, 0)), of(operand(node, 1)));
      case Op::literal:
        return node.number == 0 ? none() : everything();
      case Op::is_empty:
        return is_question(operand(node, 0)) ? only_empty() : everything();
      case Op::is_answered:
        return is_question(operand(node, 0)) ? answered() : everything();
      case Op::selected:
        if (!is_question(operand(node, 0))) return everything();
        return form_.nodes[question_].type == ValueType::choice ? exactly(node.number) : answered();
      case Op::equal:
      case Op::not_equal:
      case Op::less:
      case Op::less_equal:
      case Op::greater:
      case Op::greater_equal:
        return comparison(node);
      default:
        return everything();
    }
  }

  static Allowed meet(Allowed a, const Allowed& b) {
    a.empty = a.empty && b.empty;
    for (std::size_t i = 0; i < a.options.size(); ++i) a.options[i] = a.options[i] && b.options[i];
    a.low = std::max(a.low, b.low);
    a.high = std::min(a.high, b.high);
    return a;
  }

 private:
  ExpressionId operand(const ExpressionNode& node, std::uint32_t i) const {
    return form_.expressions.operands[node.first + i];
  }
  bool is_question(ExpressionId id) const {
    const ExpressionNode& node = form_.expressions.nodes[id];
    return node.op == Op::answer && node.node == question_;
  }
  Allowed none() const {
    Allowed out = answered();
    out.options.assign(out.options.size(), false);
    out.low = highest;
    out.high = lowest;
    return out;
  }
  Allowed only_empty() const {
    Allowed out = none();
    out.empty = true;
    return out;
  }
  Allowed answered() const {
    Allowed out = everything();
    out.empty = false;
    return out;
  }
  Allowed exactly(std::int64_t option) const {
    Allowed out = answered();
    if (out.options.empty()) return out;
    out.options.assign(out.options.size(), false);
    out.options[static_cast<std::size_t>(option)] = true;
    return out;
  }

  // The smallest value set that holds both: a gap between two intervals is lost, which only makes us more
  // careful.
  static Allowed join(Allowed a, const Allowed& b) {
    if (a.nothing()) return b;
    if (b.nothing()) return a;
    const bool a_interval = a.low <= a.high, b_interval = b.low <= b.high;
    a.empty = a.empty || b.empty;
    for (std::size_t i = 0; i < a.options.size(); ++i) a.options[i] = a.options[i] || b.options[i];
    if (!a_interval || (b_interval && b.low < a.low)) a.low = b.low;
    if (!a_interval || (b_interval && b.high > a.high)) a.high = b.high;
    return a;
  }

  Allowed comparison(const ExpressionNode& node) const {
    ExpressionId left = operand(node, 0), right = operand(node, 1);
    Op op = node.op;
    if (is_question(right)) {
      std::swap(left, right);
      if (op == Op::less)
        op = Op::greater;
      else if (op == Op::less_equal)
        op = Op::greater_equal;
      else if (op == Op::greater)
        op = Op::less;
      else if (op == Op::greater_equal)
        op = Op::less_equal;
    }
    const ExpressionNode& value = form_.expressions.nodes[right];
    if (!is_question(left)) return everything();
    Allowed out = answered();  // a comparison with an empty answer is not true
    if (value.op != Op::literal || value.type != form_.nodes[question_].type) return out;
    if (value.type == ValueType::choice) {
      if (op == Op::equal) return exactly(value.number);
      if (!out.options.empty()) out.options[static_cast<std::size_t>(value.number)] = false;
      return out;
    }
    if (value.type == ValueType::text || value.type == ValueType::choices || value.type == ValueType::code)
      return out;
    if (op == Op::equal || op == Op::greater_equal) out.low = value.number;
    if (op == Op::equal || op == Op::less_equal) out.high = value.number;
    if (op == Op::greater) out.low = value.number + 1;
    if (op == Op::less) out.high = value.number - 1;
    return out;
  }

  const Form& form_;
  NodeIndex question_;
};

// The conditions from a node up to the form.
void add_conditions(const Form& form, NodeIndex index, std::vector<ExpressionId>& out) {
  for (NodeIndex up = index; up != no_node; up = form.nodes[up].parent) {
    const ExpressionId id = form.nodes[up].relevant;
    if (out.size() == conditions_max) return;
    if (id != no_expression && std::find(out.begin(), out.end(), id) == out.end()) out.push_back(id);
  }
}

bool has_constant_false(const Form& form, ExpressionId id) {
  const ExpressionNode& node = form.expressions.nodes[id];
  const auto part = [&](std::uint32_t i) {
    return has_constant_false(form, form.expressions.operands[node.first + i]);
  };
  if (node.op == Op::literal) return node.number == 0;
  if (node.op == Op::logical_and) return part(0) || part(1);
  return node.op == Op::logical_or && part(0) && part(1);
}

/// The question whose answer can satisfy no condition of `index`, the node itself for a constant, or no_node.
NodeIndex contradiction(const Form& form, NodeIndex index) {
  std::vector<ExpressionId> conditions;
  add_conditions(form, index, conditions);
  std::vector<NodeIndex> followed;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    if (has_constant_false(form, conditions[i])) return index;
    std::vector<Dependency> reads;
    collect_dependencies(form.expressions, conditions[i], reads);
    for (const Dependency& read : reads) {
      const Node& node = form.nodes[read.node];
      if (read.reach != Reach::here || node.kind != NodeKind::question) continue;
      if (node.type == ValueType::choice && node.choices != no_choice_list &&
          form.choice_lists[node.choices].choices.size() > options_max) {
        continue;
      }
      const Demand demand(form, read.node);
      Allowed allowed = demand.everything();
      for (const ExpressionId condition : conditions)
        allowed = Demand::meet(std::move(allowed), demand.of(condition));
      if (allowed.nothing()) return read.node;
      const bool known = std::find(followed.begin(), followed.end(), read.node) != followed.end();
      if (allowed.empty || known) continue;
      // The answer must be there, so the question must be asked: its conditions hold as well.
      followed.push_back(read.node);
      add_conditions(form, read.node, conditions);
    }
  }
  return no_node;
}

}  // namespace

void find_unreachable(FormDraft& draft) {
  const Form& form = draft.form;
  for (NodeIndex index = 0; index < form.nodes.size(); ++index) {
    const Node& node = form.nodes[index];
    if (node.relevant == no_expression) continue;  // the group above it is reported
    const NodeIndex reason = contradiction(form, index);
    if (reason == no_node) continue;
    const std::string detail =
        reason == index ? node.name : node.name + ": no answer to " + form.nodes[reason].name;
    draft.findings.error("form.unreachable", draft.survey_place(index, "relevant"), detail);
  }
}

}  // namespace sanaq
