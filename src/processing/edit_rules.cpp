#include "processing/edit_rules.h"

#include <algorithm>

#include "processing/edit_values.h"

namespace sanaq {
namespace {

bool is_coded(ValueType type) {
  return type != ValueType::none && type != ValueType::text && type != ValueType::geopoint &&
         type != ValueType::image;
}

// Goes from an expression to the questions below it, through calculations and through what makes a question
// be asked. Once a list is gone through item by item, everything below it counts for all items.
class SupportWalk {
 public:
  SupportWalk(const Form& form, const std::vector<int>& weights)
      : form_(form), weights_(weights), seen_here_(form.nodes.size()), seen_everywhere_(form.nodes.size()) {}

  void expression(ExpressionId id, bool everywhere = false) {
    std::vector<Dependency> found;
    collect_dependencies(form_.expressions, id, found);
    for (const Dependency& one : found) node(one.node, everywhere || one.reach != Reach::here);
  }
  void existence(NodeIndex index, bool everywhere = false) {
    for (NodeIndex up = index; up != no_node; up = form_.nodes[up].parent)
      expression(form_.nodes[up].relevant, everywhere);
  }
  void node(NodeIndex index, bool everywhere = false) {
    auto& seen = everywhere ? seen_everywhere_ : seen_here_;
    if (seen[index]) return;
    seen[index] = true;
    const Node& n = form_.nodes[index];
    if (n.kind == NodeKind::list) return;  // how many items there are is not changed by editing
    existence(index, everywhere);
    if (n.calculated) expression(n.calculation, everywhere);
  }
  void filters(NodeIndex index) {
    for (const FilterTerm& term : form_.filters[index]) expression(term.value);
  }
  Support take() const {
    Support out;
    for (NodeIndex i = 0; i < form_.nodes.size(); ++i) {
      if (weights_[i] == 0) continue;
      if (seen_everywhere_[i])
        out.everywhere.push_back(i);
      else if (seen_here_[i])
        out.here.push_back(i);
    }
    return out;
  }

 private:
  const Form& form_;
  const std::vector<int>& weights_;
  std::vector<bool> seen_here_, seen_everywhere_;
};

}  // namespace

EditRules::EditRules(const Form& form, const EditPlan& plan, CivilDate census_date)
    : form_(form), weights_(plan.weights) {
  SANAQ_CHECK(weights_.size() == form.nodes.size());
  for (NodeIndex i = 0; i < form.nodes.size(); ++i) {
    const Node& node = form.nodes[i];
    const bool possible = node.kind == NodeKind::question && !node.calculated && is_coded(node.type) &&
                          node.personal == Personal::no && node.matrix == no_node;
    if (!possible) weights_[i] = 0;
  }
  find_supports();
  find_values(census_date);
}

void EditRules::find_supports() {
  for (NodeIndex i = 0; i < form_.nodes.size(); ++i) {
    SupportWalk exists(form_, weights_), value(form_, weights_);
    exists.existence(i);
    existence_.push_back(exists.take());
    value.node(i);
    value_.push_back(value.take());
    const Node& node = form_.nodes[i];
    value.expression(node.required);
    value.expression(node.constraint);
    value.filters(i);
    node_findings_.push_back(value.take());
  }
  for (const Check& check : form_.checks) {
    SupportWalk walk(form_, weights_);
    walk.expression(check.when);
    walk.expression(check.condition);
    if (check.list != no_node) walk.existence(check.list);
    checks_.push_back(walk.take());
  }
}

void EditRules::find_values(CivilDate census_date) {
  const EditValues values(form_, census_date);
  for (NodeIndex i = 0; i < form_.nodes.size(); ++i)
    values_.push_back(is_editable(i) ? values.of(i) : std::vector<Value>{});
}

bool EditRules::is_failure(const Finding& finding) const {
  if (finding.severity != Severity::hard || finding.kind == Finding::Kind::warning) return false;
  if (finding.kind == Finding::Kind::check) return true;
  if (finding.kind == Finding::Kind::items) return true;
  const Node& node = form_.nodes[finding.place.node];
  return is_coded(node.type) && node.personal == Personal::no && node.matrix == no_node;
}

const Support& EditRules::support(const Finding& finding) const {
  if (finding.kind == Finding::Kind::check) return checks_[finding.check];
  return node_findings_[finding.place.node];
}

}  // namespace sanaq
