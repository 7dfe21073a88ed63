// Dependencies of every node, and an order in which each stands after all it depends on (Kahn 1962; among
// nodes that are free the one earliest in the sheet comes first, so that the order is the same everywhere).
#include <algorithm>

#include "questionnaire/form_draft.h"

namespace sanaq {
namespace {

void collect_all(const Form& form, NodeIndex index, std::vector<Dependency>& out) {
  const Node& node = form.nodes[index];
  collect_dependencies(form.expressions, node.calculation, out);
  collect_dependencies(form.expressions, node.default_value, out);
  for (const FilterTerm& term : form.filters[index]) collect_dependencies(form.expressions, term.value, out);
  for (NodeIndex up = index; up != no_node; up = form.nodes[up].parent) {
    collect_dependencies(form.expressions, form.nodes[up].relevant, out);
  }
}

/// For every node those that must come after it.
std::vector<std::vector<NodeIndex>> followers(const Form& form, std::vector<std::uint32_t>& waits_for) {
  std::vector<std::vector<NodeIndex>> out(form.nodes.size());
  waits_for.assign(form.nodes.size(), 0);
  const auto add = [&](NodeIndex before, NodeIndex after) {
    out[before].push_back(after);
    ++waits_for[after];
  };
  for (NodeIndex index = 0; index < form.nodes.size(); ++index) {
    for (const Dependency& dependency : form.depends_on[index]) add(dependency.node, index);
    if (form.nodes[index].parent != no_node) add(form.nodes[index].parent, index);
  }
  return out;
}

// Walks from a node that waits to one it waits for, until one comes twice: that is a circle.
std::vector<NodeIndex> circle_from(const Form& form, NodeIndex start, const std::vector<bool>& done) {
  std::vector<NodeIndex> path;
  NodeIndex at = start;
  for (;;) {
    const auto seen = std::find(path.begin(), path.end(), at);
    if (seen != path.end()) return {seen, path.end()};
    path.push_back(at);
    NodeIndex next = no_node;
    for (const Dependency& dependency : form.depends_on[at]) {
      if (!done[dependency.node]) next = dependency.node;
    }
    if (next == no_node) next = form.nodes[at].parent;
    if (next == no_node || done[next]) return {};
    at = next;
  }
}

std::string_view circle_column(const Form& form, NodeIndex index, NodeIndex reads) {
  const Node& node = form.nodes[index];
  std::vector<Dependency> found;
  const auto has = [&] {
    return std::any_of(found.begin(), found.end(), [&](const Dependency& d) { return d.node == reads; });
  };
  collect_dependencies(form.expressions, node.calculation, found);
  if (has()) return "calculation";
  collect_dependencies(form.expressions, node.default_value, found);
  if (has()) return "default";
  for (const FilterTerm& term : form.filters[index])
    collect_dependencies(form.expressions, term.value, found);
  return has() ? "choice_filter" : "relevant";
}

void report_circles(FormDraft& draft, std::vector<bool>& done) {
  const Form& form = draft.form;
  std::vector<bool> reported(form.nodes.size());
  for (NodeIndex index = 0; index < form.nodes.size(); ++index) {
    if (done[index]) continue;
    const std::vector<NodeIndex> circle = circle_from(form, index, done);
    if (circle.empty() || reported[circle.front()]) continue;
    const auto first = std::min_element(circle.begin(), circle.end());
    std::vector<NodeIndex> turned(first, circle.end());
    turned.insert(turned.end(), circle.begin(), first);
    std::string names;
    for (const NodeIndex node : turned) {
      names += form.nodes[node].name + " ";
      reported[node] = true;
    }
    const NodeIndex reads = turned[turned.size() > 1 ? 1 : 0];
    draft.findings.error("form.cycle", draft.survey_place(turned[0], circle_column(form, turned[0], reads)),
                         names + form.nodes[turned[0]].name);
  }
}

}  // namespace

void order_nodes(FormDraft& draft) {
  Form& form = draft.form;
  form.depends_on.resize(form.nodes.size());
  for (NodeIndex index = 0; index < form.nodes.size(); ++index)
    collect_all(form, index, form.depends_on[index]);
  std::vector<std::uint32_t> waits_for;
  const auto after = followers(form, waits_for);
  std::vector<NodeIndex> heap;
  const auto later = [](NodeIndex a, NodeIndex b) { return a > b; };
  for (NodeIndex index = 0; index < form.nodes.size(); ++index) {
    if (waits_for[index] == 0) heap.push_back(index);
  }
  std::make_heap(heap.begin(), heap.end(), later);
  std::vector<bool> done(form.nodes.size());
  while (!heap.empty()) {
    std::pop_heap(heap.begin(), heap.end(), later);
    const NodeIndex index = heap.back();
    heap.pop_back();
    done[index] = true;
    form.evaluation_order.push_back(index);
    for (const NodeIndex next : after[index]) {
      if (--waits_for[next] > 0) continue;
      heap.push_back(next);
      std::push_heap(heap.begin(), heap.end(), later);
    }
  }
  if (form.evaluation_order.size() < form.nodes.size()) report_circles(draft, done);
}

}  // namespace sanaq
