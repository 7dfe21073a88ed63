#include "interview/state.h"
#include "interview/value_text.h"

// From operations, which name things, to changes of places.
namespace sanaq {

using namespace engine;

namespace {

using Kind = Operation::Kind;

struct Target {
  const NodePlan* node = nullptr;
  At at;
};

Result<Target> find_target(const InterviewAccess::Impl& impl, const Operation& o) {
  const NodeIndex n = impl.plan.find(o.question);
  if (n == no_node || !impl.plan.nodes[n].asked) return Error{"answer.question", o.question.substr(0, 60)};
  const NodePlan& node = impl.plan.nodes[n];
  const std::string& name = impl.form.nodes[n].name;
  const auto slot_of = [&](const std::string& id) {
    for (const ItemSlot slot : impl.cells.rows(node.home.block).order)
      if (impl.cells.items()[slot].id == id) return slot;
    return no_item;
  };
  const bool listed = node.home.block != 0;
  if (listed == o.item.empty() || node.home.paired == o.other.empty()) return Error{"answer.item", name};
  const Place place{n, listed ? slot_of(o.item) : no_item, node.home.paired ? slot_of(o.other) : no_item};
  const auto spot = impl.spot(place);
  if (spot.node == nullptr) return Error{"answer.item", name};
  return Target{spot.node, spot.at};
}

}  // namespace

Result<Done> Interview::apply(const Operation& operation) {
  Impl& impl = *impl_;
  switch (operation.kind) {
    case Kind::add_item:
    case Kind::remove_item: {
      const NodeIndex list = impl.plan.find(operation.question);
      const BlockIndex block = list == no_node ? BlockIndex{0} : impl.plan.block_of(list);
      if (block == 0) return Error{"answer.question", operation.question.substr(0, 60)};
      if (operation.kind == Kind::add_item) return impl.add_item(block, operation.item, operation.other);
      const ItemSlot slot = find_item(list, operation.item);
      if (slot == no_item) return Error{"answer.item", impl.form.nodes[list].name};
      return impl.remove_item(slot);
    }
    case Kind::pass:
      return impl.pass(operation);
    case Kind::answer:
    case Kind::clear:
    case Kind::refuse:
      break;
  }
  SANAQ_TRY(const Target target, find_target(impl, operation));
  if (operation.kind == Kind::clear) return impl.change(*target.node, target.at, Value{});
  if (operation.kind == Kind::refuse) {
    if (!impl.form.nodes[target.node->node].refusal) return Error{"answer.refusal", operation.question};
    return impl.change(*target.node, target.at, Value{Value::State::refused, 0, {}});
  }
  SANAQ_TRY(Value value, read_value(impl.form, target.node->node, operation.value));
  return impl.change(*target.node, target.at, std::move(value));
}

Result<Done> Interview::Impl::pass(const Operation& o) {
  constexpr std::string_view suffix = ".warning";
  const Error unknown{"check.unknown", o.check.substr(0, 60)};
  UnitIndex unit = no_unit;
  NodeIndex list = no_node;
  if (std::string_view name = o.check; name.ends_with(suffix)) {
    name.remove_suffix(suffix.size());
    if (const NodeIndex n = plan.find(name); n != no_node) {
      unit = plan.nodes[n].warning_unit;
      list = form.nodes[n].list;
    }
  } else {
    for (std::size_t c = 0; c < form.checks.size(); ++c)
      if (form.checks[c].name == o.check && form.checks[c].severity == Severity::soft) {
        unit = plan.checks[c].unit;
        list = form.checks[c].list;
      }
  }
  if (unit == no_unit) return unknown;
  const auto slot_of = [&](const std::string& id) {
    for (const ItemSlot slot : cells.rows(plan.block_of(list)).order)
      if (cells.items()[slot].id == id) return slot;
    return no_item;
  };
  Pass added{unit, no_item, no_item, o.note.substr(0, text_bytes_max)};
  if ((list != no_node) == o.item.empty()) return Error{"answer.item", o.check};
  if (list != no_node && (added.item = slot_of(o.item)) == no_item) return Error{"answer.item", o.check};
  if (plan.units[unit].paired && (added.other = slot_of(o.other)) == no_item)
    return Error{"answer.item", o.check};
  return pass(std::move(added));
}

Result<Done> Interview::Impl::pass(Pass added) {
  const Recording recording(*this);
  const Unit& unit = plan.units[added.unit];
  if (find_pass(added.unit, added.item, added.other) != nullptr) return Done{};
  if (unit.kind == Unit::Kind::warning) {
    const Spot s = spot({unit.subject, added.item, added.other});
    if (s.node == nullptr || (cell(*s.node, s.at).findings & Cell::warning) == 0) return Done{};
    cell(*s.node, s.at).put(Cell::passed, true);
  } else {
    const std::uint16_t row = added.item == no_item ? std::uint16_t{0} : cells.items()[added.item].row;
    if (!check_failing(unit.subject, row)) return Done{};
  }
  if (recording_) journal.add(Entry::Kind::pass_added, added);
  passes.push_back(std::move(added));
  findings_stale_ = true;
  return Done{};
}

}  // namespace sanaq
