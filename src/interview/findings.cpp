#include "interview/state.h"

namespace sanaq {

using namespace engine;

void Interview::Impl::find(const Unit& unit, UnitIndex index, std::uint16_t row, std::uint16_t other) {
  const At at{unit.block, row, other};
  if (unit.kind == Unit::Kind::findings) return find_node(plan.nodes[unit.subject], at);
  // A pass stays bound to the answers it was given for: when one of them changes, the person is asked again.
  if (!whole_ && !keep_passes_ && !passes.empty()) {
    const Rows& rows = cells.rows(unit.block);
    drop_pass(index, rows.item[row], unit.paired ? rows.item[other] : no_item);
  }
  if (unit.kind == Unit::Kind::warning)
    find_warning(plan.nodes[unit.subject], at);
  else
    find_check(unit.subject, at);
}

bool Interview::Impl::is_offered(const NodePlan& node, const At& at, const Cell& c) const {
  if (node.choices == nullptr) return true;
  const auto fits = [&](const std::vector<std::string>& columns) {
    for (const FilterPlan& f : node.filter) {
      const TextResult wanted = evaluator.written(f.value, at, &c, 0);
      if (!wanted.present || f.column >= columns.size() || columns[f.column] != wanted.text) return false;
    }
    return true;
  };
  const ChoiceList& list = *node.choices;
  if (list.codelist) {
    const Codelist::Row* row = list.codelist->find(cells.text(c));
    // A code outside the part of the list that is at hand stays unverified; the server has the whole list.
    return row == nullptr ? !list.codelist->complete() : fits(row->columns);
  }
  if (node.filter.empty()) return true;
  if (node.type == ValueType::choice) return fits(list.choices[static_cast<std::size_t>(c.number)].columns);
  for (std::size_t i = 0; i < list.choices.size() && i < 63; ++i)
    if (((c.number >> i) & 1) != 0 && !fits(list.choices[i].columns)) return false;
  return true;
}

void Interview::Impl::find_node(const NodePlan& node, const At& at) {
  Cell& c = cell(node, at);
  std::uint8_t found = 0;
  if (c.has(Cell::on_path)) {
    if (node.kind == NodeKind::list) {
      const std::size_t items = cells.rows(plan.block_of(node.node)).order.size();
      const Node& list = form.nodes[node.node];
      if (items < list.min_items || (list.max_items != 0 && items > list.max_items)) found |= Cell::items;
    } else if (c.has(Cell::visible)) {
      if (!is_offered(node, at, c)) found |= Cell::type;
      if (!is_true(node.constraint, at, &c, true)) found |= Cell::constraint;
    } else if (node.asked && !c.has(Cell::refused) && node.required != no_term &&
               is_true(node.required, at, &c, false)) {
      found |= Cell::required;
    }
  }
  const auto before = c.findings;
  c.findings = static_cast<std::uint8_t>((before & Cell::warning) | found);
  if (c.findings != 0) cells.hint(node, at.row);
  findings_stale_ |= c.findings != before;
}

void Interview::Impl::find_warning(const NodePlan& node, const At& at) {
  Cell& c = cell(node, at);
  const bool warned = c.has(Cell::visible) && !is_true(node.warning, at, &c, true);
  const auto before = c.findings;
  c.findings = static_cast<std::uint8_t>((before & ~Cell::warning) | (warned ? Cell::warning : 0));
  if (warned) cells.hint(node, at.row);
  findings_stale_ |= c.findings != before;
}

void Interview::Impl::find_check(std::uint16_t index, const At& at) {
  const CheckPlan& check = plan.checks[index];
  bool fails = true;
  if (check.block != 0)
    fails = cells.at(plan.nodes[plan.blocks[check.block].list].home, 0, 0).has(Cell::on_path);
  fails = fails && is_true(check.when, at, nullptr, false) && !is_true(check.condition, at, nullptr, true);
  if (fails && check.anchor != no_node) {
    const NodePlan& anchor = plan.nodes[check.anchor];
    if (anchor.home.block == check.block) cells.hint(anchor, at.row);
  }
  const RowMask before = failing_[index];
  failing_[index] = fails ? before | bit(at.row) : before & ~bit(at.row);
  findings_stale_ |= failing_[index] != before;
}

}  // namespace sanaq
