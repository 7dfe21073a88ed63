#include <algorithm>

#include "base/check.h"
#include "base/text.h"
#include "interview/state.h"

// What operations do to the answers, and how it is taken back.
namespace sanaq {

using namespace engine;

Value Interview::Impl::stored_value(const NodePlan& node, const Cell& c) const {
  Value value;
  value.state = c.state;
  if (c.state != Value::State::present) return value;
  if (is_text(node.type))
    value.text = cells.text(c);
  else
    value.number = c.number;
  return value;
}

Place Interview::Impl::place(const NodePlan& node, const At& at) const {
  const Rows& rows = cells.rows(node.home.block);
  if (node.home.block == 0) return {node.node, no_item, no_item};
  return {node.node, rows.item[at.row], node.home.paired ? rows.item[at.other] : no_item};
}

Interview::Impl::Spot Interview::Impl::spot(Place place) const {
  if (place.node >= plan.nodes.size()) return {};
  const NodePlan& node = plan.nodes[place.node];
  Spot spot{&node, {node.home.block, 0, 0}};
  const auto row_of = [&](ItemSlot slot, std::uint16_t& row) {
    if (slot >= cells.items().size()) return false;
    const Item& item = cells.items()[slot];
    row = item.row;
    return item.alive && item.block == node.home.block;
  };
  if (node.home.block != 0 && !row_of(place.item, spot.at.row)) return {};
  if (!node.home.paired) return spot;
  if (!row_of(place.other, spot.at.other)) return {};
  const bool earlier = (cells.rows(node.home.block).before[spot.at.row] & bit(spot.at.other)) != 0;
  return earlier ? spot : Spot{};
}

void Interview::Impl::store(const NodePlan& node, const At& at, const Value& value, bool settled) {
  Cell& c = cell(node, at);
  const bool text = is_text(node.type);
  const bool remembered = recording_ && (node.asked || node.keeps_first);
  if (remembered) {
    const Place p = place(node, at);
    journal.add(
        Entry{Entry::Kind::cell, c.state, c.has(Cell::settled), node.node, p.item, p.other, c.number});
  } else if (text && c.state == Value::State::present) {
    cells.texts.drop(c.number);
  }
  c.state = value.state;
  c.number = text && value.present() ? cells.texts.add(value.text) : value.number;
  c.put(Cell::settled, settled || c.has(Cell::settled));
  c.put(Cell::changed, true);
}

Result<Done> Interview::Impl::change(const NodePlan& node, const At& at, Value value) {
  const Recording recording(*this);
  Cell& c = cell(node, at);
  const bool same = c.has(Cell::settled) && value == stored_value(node, c);
  if (same) return Done{};
  store(node, at, value, true);
  if (node.home.paired)
    mark_pairs(node.value_unit, at.row, bit(at.other));
  else
    mark(node.value_unit, bit(at.row));
  settle();
  return Done{};
}

void Interview::Impl::mark_item(BlockIndex block, std::uint16_t row) {
  for (std::size_t u = 0; u < plan.units.size(); ++u) {
    const Unit& unit = plan.units[u];
    if (unit.block != block) continue;
    const auto index = static_cast<UnitIndex>(u);
    mark(index, bit(row));
    if (!unit.paired) continue;
    const Rows& rows = cells.rows(block);
    for (RowMask left = rows.alive; left != 0; left &= left - 1) {
      const auto later = static_cast<std::uint16_t>(std::countr_zero(left));
      if ((rows.before[later] & bit(row)) != 0) mark_pairs(index, later, bit(row));
    }
  }
  spread_items(block);
}

Result<Done> Interview::Impl::check_id(BlockIndex block, std::string_view id) const {
  const std::string& list = form.nodes[plan.blocks[block].list].name;
  const bool good = !id.empty() && id.size() <= 15 && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  });
  if (!good) return Error{"item.id", list};
  for (const ItemSlot slot : cells.rows(block).order)
    if (cells.items()[slot].id == id) return Error{"item.exists", list};
  return Done{};
}

Result<Done> Interview::Impl::name_item(ItemSlot slot, std::string_view id) {
  SANAQ_TRY_DONE(check_id(cells.items()[slot].block, id));
  cells.rename(slot, id);
  return Done{};
}

Result<Done> Interview::Impl::add_item(BlockIndex block, std::string_view id, std::string_view before) {
  const BlockPlan& list = plan.blocks[block];
  SANAQ_TRY_DONE(check_id(block, id));
  if (cells.rows(block).order.size() >= list.items_max || cells.items().size() >= no_item)
    return Error{"item.limit", form.nodes[list.list].name};
  const auto& order = cells.rows(block).order;
  const auto place = std::find_if(order.begin(), order.end(), [&](ItemSlot slot) {
    return !before.empty() && cells.items()[slot].id == before;
  });
  const ItemSlot slot = cells.insert(block, static_cast<std::size_t>(place - order.begin()), id, no_item);
  const Recording recording(*this);
  Entry entry;
  entry.kind = Entry::Kind::item_added;
  entry.item = slot;
  journal.add(entry);
  mark_item(block, cells.items()[slot].row);
  settle();
  return Done{};
}

void Interview::Impl::take_out(ItemSlot slot, RemovedItem& removed) {
  const Item& item = cells.items()[slot];
  const Rows& rows = cells.rows(item.block);
  removed.position = cells.position(item.block, item.row);
  const auto take = [&](const NodePlan& node, const Cell& c, const auto& keep) {
    count(node, c, -1);
    const bool kept = node.asked || node.keeps_first;
    if (kept && (c.state != Value::State::empty || c.has(Cell::settled)))
      keep();
    else if (!kept && is_text(node.type) && c.state == Value::State::present)
      cells.texts.drop(c.number);
  };
  for (const NodeIndex n : plan.blocks[item.block].nodes) {
    const NodePlan& node = plan.nodes[n];
    if (!node.home.paired) {
      const Cell& c = cells.at(node.home, item.row, 0);
      take(node, c, [&] { removed.cells.emplace_back(n, c); });
      continue;
    }
    for (const ItemSlot other : rows.order) {
      if (other == slot) continue;
      const Cell& c = cells.at(node.home, item.row, cells.items()[other].row);
      take(node, c, [&] { removed.pairs.push_back({n, other, c}); });
    }
  }
  for (RowMask& failing : failing_)
    if (const CheckPlan& check = plan.checks[static_cast<std::size_t>(&failing - failing_.data())];
        check.block == item.block)
      failing &= ~bit(item.row);
  findings_stale_ = true;
}

Result<Done> Interview::Impl::remove_item(ItemSlot slot) {
  const Recording recording(*this);
  for (std::size_t i = passes.size(); i-- > 0;)
    if (passes[i].item == slot || passes[i].other == slot)
      drop_pass(passes[i].unit, passes[i].item, passes[i].other);
  const BlockIndex block = cells.items()[slot].block;
  RemovedItem removed;
  take_out(slot, removed);
  cells.erase(slot);
  journal.add(slot, std::move(removed));
  spread_items(block);
  settle();
  return Done{};
}

void Interview::Impl::put_back(ItemSlot slot, const RemovedItem& removed) {
  const BlockIndex block = cells.items()[slot].block;
  cells.insert(block, removed.position, {}, slot);
  const std::uint16_t row = cells.items()[slot].row;
  const auto put = [&](Cell& c, const Cell& before) {
    c.state = before.state;
    c.number = before.number;
    c.put(Cell::settled, before.has(Cell::settled));
    c.put(Cell::changed, true);
  };
  for (const auto& [node, before] : removed.cells) put(cells.at(plan.nodes[node].home, row, 0), before);
  for (const auto& pair : removed.pairs)
    put(cells.at(plan.nodes[pair.node].home, row, cells.items()[pair.other].row), pair.cell);
  mark_item(block, row);
}

const Pass* Interview::Impl::find_pass(UnitIndex unit, ItemSlot item, ItemSlot other) const {
  for (const Pass& p : passes)
    if (p.unit == unit && p.item == item && p.other == other) return &p;
  return nullptr;
}

void Interview::Impl::drop_pass(UnitIndex unit, ItemSlot item, ItemSlot other) {
  const Pass* found = find_pass(unit, item, other);
  if (found == nullptr) return;
  const auto at = passes.begin() + (found - passes.data());
  if (plan.units[unit].kind == Unit::Kind::warning)
    if (const Spot s = spot({plan.units[unit].subject, item, other}); s.node != nullptr)
      cell(*s.node, s.at).put(Cell::passed, false);
  if (recording_) journal.add(Entry::Kind::pass_dropped, std::move(*at));
  passes.erase(at);
  findings_stale_ = true;
}

void Interview::Impl::revert(const Entry& entry) {
  switch (entry.kind) {
    case Entry::Kind::cell: {
      const Spot s = spot({entry.node, entry.item, entry.other});
      SANAQ_CHECK(s.node != nullptr);
      Cell& c = cell(*s.node, s.at);
      if (is_text(s.node->type) && c.state == Value::State::present) cells.texts.drop(c.number);
      c.state = entry.state;
      c.number = entry.number;
      c.put(Cell::settled, entry.settled);
      c.put(Cell::changed, true);
      if (s.node->home.paired)
        mark_pairs(s.node->value_unit, s.at.row, bit(s.at.other));
      else
        mark(s.node->value_unit, bit(s.at.row));
      break;
    }
    case Entry::Kind::item_added: {
      // Its answers were taken back before; what is left was computed, and goes.
      RemovedItem nothing;
      take_out(entry.item, nothing);
      const BlockIndex block = cells.items()[entry.item].block;
      cells.erase(entry.item);
      spread_items(block);
      break;
    }
    case Entry::Kind::item_removed:
      put_back(entry.item, journal.take_item(entry.number));
      break;
    case Entry::Kind::pass_added: {
      const Pass added = journal.take_pass(entry.number);
      drop_pass(added.unit, added.item, added.other);
      break;
    }
    case Entry::Kind::pass_dropped: {
      Pass dropped = journal.take_pass(entry.number);
      if (plan.units[dropped.unit].kind == Unit::Kind::warning)
        if (const Spot s = spot({plan.units[dropped.unit].subject, dropped.item, dropped.other});
            s.node != nullptr)
          cell(*s.node, s.at).put(Cell::passed, true);
      passes.push_back(std::move(dropped));
      findings_stale_ = true;
      break;
    }
  }
}

bool Interview::Impl::undo() {
  if (journal.empty()) return false;
  const std::vector<Entry> step = journal.take_step();
  keep_passes_ = true;
  for (auto entry = step.rbegin(); entry != step.rend(); ++entry) revert(*entry);
  settle();
  keep_passes_ = false;
  return true;
}

}  // namespace sanaq
