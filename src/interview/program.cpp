#include "interview/program.h"

#include <bit>

#include "base/quick_hash.h"
#include "interview/plan.h"

namespace sanaq {
namespace engine {
namespace {

// A household has at most 60 members (size limit of the census form); rows fit into one 64-bit mask.
constexpr std::uint16_t items_max = 60;

class Planner {
 public:
  Planner(const Form& form, Plan& plan) : form_(form), plan_(plan) { plan_.form = &form; }

  void run() {
    lay_out();
    for (std::size_t n = 0; n < form_.nodes.size(); ++n) add_expressions(static_cast<NodeIndex>(n));
    for (std::size_t c = 0; c < form_.checks.size(); ++c) add_check(static_cast<std::uint16_t>(c));
    add_texts();
    add_names();
    connect(plan_);
  }

 private:
  void add_names() {
    plan_.names.assign(std::bit_ceil(form_.nodes.size() * 2 + 1), no_node);
    for (std::size_t n = 0; n < form_.nodes.size(); ++n) {
      std::size_t at = quick_hash(form_.nodes[n].name) & (plan_.names.size() - 1);
      while (plan_.names[at] != no_node) at = (at + 1) & (plan_.names.size() - 1);
      plan_.names[at] = static_cast<NodeIndex>(n);
    }
  }

  void add_texts() {
    plan_.text_terms.assign(form_.expressions.nodes.size(), no_term);
    const auto add = [&](const LocalizedText& text) {
      for (const TextTemplate& parts : text)
        for (const TextPart& part : parts)
          if (part.value != no_expression && plan_.text_terms[part.value] == no_term)
            plan_.text_terms[part.value] = flattened(part.value);
    };
    add(form_.title);
    for (const Node& node : form_.nodes)
      for (const LocalizedText* text :
           {&node.label, &node.hint, &node.constraint_message, &node.warning_message})
        add(*text);
    for (const Check& check : form_.checks) add(check.message);
    for (const ChoiceList& list : form_.choice_lists)
      for (const Choice& choice : list.choices) add(choice.label);
  }

  void lay_out() {
    plan_.blocks.emplace_back();
    for (std::size_t n = 0; n < form_.nodes.size(); ++n)
      if (const Node& node = form_.nodes[n]; node.kind == NodeKind::list) {
        BlockPlan block;
        block.list = static_cast<NodeIndex>(n);
        block.items_max = node.max_items == 0 || node.max_items > items_max ? items_max : node.max_items;
        plan_.blocks.push_back(std::move(block));
      }
    for (std::size_t n = 0; n < form_.nodes.size(); ++n) {
      const Node& node = form_.nodes[n];
      NodePlan p;
      p.kind = node.kind;
      p.type = node.type;
      p.calculated = node.calculated;
      p.asked = node.kind == NodeKind::question && node.type != ValueType::none && !node.calculated;
      p.node = static_cast<NodeIndex>(n);
      p.parent = node.parent;
      p.home.block = plan_.block_of(node.list);
      BlockPlan& block = plan_.blocks[p.home.block];
      p.home.paired = node.matrix != no_node;
      p.home.column = p.home.paired ? block.pair_columns++ : block.columns++;
      p.ordinal = static_cast<std::uint16_t>(block.nodes.size());
      block.nodes.push_back(p.node);
      if (node.choices != no_choice_list) p.choices = &form_.choice_lists[node.choices];
      plan_.nodes.push_back(std::move(p));
    }
  }

  void add_expressions(NodeIndex n) {
    const Node& node = form_.nodes[n];
    NodePlan& p = plan_.nodes[n];
    p.relevant = flattened(node.relevant);
    p.required = flattened(node.required);
    p.constraint = flattened(node.constraint);
    p.warning = flattened(node.warning);
    const std::size_t before = plan_.terms.size();
    p.calculation = flattened(node.calculation);
    for (std::size_t t = before; t < plan_.terms.size(); ++t) p.keeps_first |= plan_.terms[t].op == Op::once;
    p.default_value = flattened(node.default_value);
    if (n >= form_.filters.size()) return;
    for (const FilterTerm& term : form_.filters[n]) {
      p.filter.push_back({term.column, flattened(term.value)});
      // A codelist makes its index at the first use; here nobody else looks at it yet.
      if (p.choices && p.choices->codelist) p.choices->codelist->where(term.column, {});
    }
  }

  void add_check(std::uint16_t index) {
    const Check& check = form_.checks[index];
    CheckPlan p;
    p.block = plan_.block_of(check.list);
    p.when = flattened(check.when);
    p.condition = flattened(check.condition);
    p.anchor = anchor_of(check);
    if (p.anchor != no_node) plan_.nodes[p.anchor].anchored.push_back(index);
    plan_.checks.push_back(p);
  }

  // The question a finding stands beside in the order of the form: one of the rows the check goes over, or
  // the list.
  NodeIndex anchor_of(const Check& check) const {
    for (const NodeIndex n : check.points_to)
      if (form_.nodes[n].list == check.list) return n;
    if (check.list != no_node) return check.list;
    return check.points_to.empty() ? (form_.nodes.empty() ? no_node : NodeIndex{0})
                                   : form_.nodes[check.points_to.front()].list;
  }

  TermIndex flattened(ExpressionId id) {
    if (id == no_expression) return no_term;
    const auto root = static_cast<TermIndex>(plan_.terms.size());
    plan_.terms.emplace_back();
    fill(root, id);
    return root;
  }

  void fill(TermIndex at, ExpressionId id) {
    const ExpressionNode& e = form_.expressions.nodes[id];
    Term t;
    t.op = e.op;
    t.type = e.type;
    t.count = e.count;
    t.first = static_cast<TermIndex>(plan_.terms.size());
    t.number = e.number;
    t.text = e.text;
    t.node = e.node;
    t.choices = e.choices;
    if (e.node != no_node) t.home = plan_.nodes[e.node].home;
    t.list_block = plan_.block_of(e.list != no_node ? e.list : listed(e.node));
    plan_.terms[at] = t;
    plan_.terms.resize(plan_.terms.size() + e.count);
    for (std::uint32_t i = 0; i < e.count; ++i) fill(t.first + i, form_.expressions.operands[e.first + i]);
  }

  NodeIndex listed(NodeIndex n) const {
    if (n == no_node) return no_node;
    return form_.nodes[n].kind == NodeKind::list ? n : form_.nodes[n].list;
  }

  const Form& form_;
  Plan& plan_;
};

std::unique_ptr<const Plan> make_plan(const Form& form) {
  auto plan = std::make_unique<Plan>();
  Planner(form, *plan).run();
  return plan;
}

}  // namespace

BlockIndex Plan::block_of(NodeIndex list) const {
  if (list == no_node) return 0;
  for (std::size_t b = 1; b < blocks.size(); ++b)
    if (blocks[b].list == list) return static_cast<BlockIndex>(b);
  return 0;
}

NodeIndex Plan::find(std::string_view name) const {
  for (std::size_t at = quick_hash(name) & (names.size() - 1);; at = (at + 1) & (names.size() - 1))
    if (names[at] == no_node || form->nodes[names[at]].name == name) return names[at];
}

bool Plan::is_reachable(TermIndex index, const Home* home) const {
  const Term& t = terms[index];
  if (t.op == Op::answer || t.op == Op::other_answer || t.op == Op::position) {
    const bool elsewhere = home == nullptr || t.home.block != home->block;
    const bool needs_item = t.op == Op::position || t.home.block != 0;
    const bool needs_pair = t.op == Op::other_answer || t.home.paired;
    if ((needs_item && elsewhere) || (needs_pair && !home->paired)) return false;
  }
  if (t.op == Op::self && home == nullptr) return false;
  for (std::uint32_t i = 0; i < t.count; ++i)
    if (!is_reachable(t.first + i, home)) return false;
  return true;
}

}  // namespace engine

Program::Program(const Form& form) : plan_(engine::make_plan(form)) {}
Program::~Program() = default;
const Form& Program::form() const { return *plan_->form; }

}  // namespace sanaq
