#include "base/check.h"
#include "interview/state.h"

// Incremental computation. A change marks the units that read the changed node, for the rows concerned; units
// are computed lowest first, so every unit is computed once and after all it reads.
namespace sanaq {

using namespace engine;

Interview::Impl::Impl(std::shared_ptr<const Program> shared, InterviewContext given)
    : program(std::move(shared)),
      plan(program->plan()),
      form(program->form()),
      context(given),
      cells(plan),
      evaluator(plan, cells, given),
      journal(plan, cells.texts) {
  dirty_units_.resize((plan.units.size() + 63) / 64);
  dirty_rows_.resize(plan.units.size());
  dirty_pairs_.resize(std::size_t{plan.paired_units} * 64);
  failing_.resize(plan.checks.size());
}

std::size_t Interview::Impl::bytes() const {
  std::size_t sum = sizeof(*this) + cells.bytes() + journal.bytes() + findings_.capacity() * sizeof(Finding) +
                    passes.capacity() * sizeof(Pass);
  sum += (dirty_units_.capacity() + dirty_rows_.capacity() + dirty_pairs_.capacity() + failing_.capacity()) *
         sizeof(RowMask);
  for (const Pass& pass : passes) sum += pass.note.capacity();
  return sum + evaluator.bytes();
}

void Interview::Impl::mark(UnitIndex unit, RowMask rows) {
  const Unit& u = plan.units[unit];
  dirty_units_[unit / 64u] |= RowMask{1} << (unit % 64u);
  if (!u.paired) {
    dirty_rows_[unit] |= rows;
    return;
  }
  for (RowMask left = rows & cells.rows(u.block).alive; left != 0; left &= left - 1)
    dirty_pairs_[u.pair_slot * 64u + static_cast<unsigned>(std::countr_zero(left))] = ~RowMask{0};
}

void Interview::Impl::mark_pairs(UnitIndex unit, std::uint16_t row, RowMask others) {
  dirty_units_[unit / 64u] |= RowMask{1} << (unit % 64u);
  dirty_pairs_[plan.units[unit].pair_slot * 64u + row] |= others;
}

void Interview::Impl::spread(NodeIndex source, std::uint16_t row, std::uint16_t other) {
  for (const Edge& edge : plan.readers[source]) {
    const Unit& unit = plan.units[edge.unit];
    if (edge.spread == Spread::every) {
      mark(edge.unit, ~RowMask{0});
    } else if (!unit.paired) {
      mark(edge.unit, bit(row));
    } else if (edge.spread == Spread::same) {
      mark_pairs(edge.unit, row, bit(other));
    } else if (edge.spread == Spread::as_item) {
      mark_pairs(edge.unit, row, ~RowMask{0});
    } else {
      const Rows& rows = cells.rows(unit.block);
      for (RowMask left = rows.alive; left != 0; left &= left - 1) {
        const auto later = static_cast<std::uint16_t>(std::countr_zero(left));
        if ((rows.before[later] & bit(row)) != 0) mark_pairs(edge.unit, later, bit(row));
      }
    }
  }
}

void Interview::Impl::spread_items(BlockIndex block) {
  for (const Edge& edge : plan.list_readers[block]) mark(edge.unit, ~RowMask{0});
}

void Interview::Impl::settle() {
  for (std::size_t word = 0; word < dirty_units_.size();) {
    if (dirty_units_[word] == 0) {
      ++word;
      continue;
    }
    const auto index =
        static_cast<UnitIndex>(word * 64 + static_cast<unsigned>(std::countr_zero(dirty_units_[word])));
    dirty_units_[word] &= dirty_units_[word] - 1;
    compute(index);
    word = 0;
  }
}

void Interview::Impl::compute_all() {
  whole_ = true;
  for (std::size_t i = 0; i < plan.units.size(); ++i) {
    const auto index = static_cast<UnitIndex>(i);
    const Unit& unit = plan.units[index];
    const Rows& rows = cells.rows(unit.block);
    for (RowMask items = rows.alive; items != 0; items &= items - 1) {
      const auto row = static_cast<std::uint16_t>(std::countr_zero(items));
      if (!unit.paired) {
        compute_row(unit, index, row, 0);
        continue;
      }
      for (RowMask left = rows.before[row]; left != 0; left &= left - 1)
        compute_row(unit, index, row, static_cast<std::uint16_t>(std::countr_zero(left)));
    }
  }
  whole_ = false;
  findings_stale_ = true;
}

void Interview::Impl::compute(UnitIndex index) {
  const Unit& unit = plan.units[index];
  const Rows& rows = cells.rows(unit.block);
  if (!unit.paired) {
    const RowMask dirty = std::exchange(dirty_rows_[index], 0) & rows.alive;
    for (RowMask left = dirty; left != 0; left &= left - 1)
      compute_row(unit, index, static_cast<std::uint16_t>(std::countr_zero(left)), 0);
    return;
  }
  for (RowMask items = rows.alive; items != 0; items &= items - 1) {
    const auto row = static_cast<std::uint16_t>(std::countr_zero(items));
    const RowMask dirty = std::exchange(dirty_pairs_[unit.pair_slot * 64u + row], 0) & rows.before[row];
    for (RowMask left = dirty; left != 0; left &= left - 1)
      compute_row(unit, index, row, static_cast<std::uint16_t>(std::countr_zero(left)));
  }
}

void Interview::Impl::compute_row(const Unit& unit, UnitIndex index, std::uint16_t row, std::uint16_t other) {
  if (unit.kind != Unit::Kind::value) return find(unit, index, row, other);
  const NodePlan& node = plan.nodes[unit.subject];
  if (refresh(node, {unit.block, row, other}) && !whole_) spread(unit.subject, row, other);
}

bool Interview::Impl::is_true(TermIndex term, const At& at, const Cell* self, bool when_empty) const {
  if (term == no_term) return true;
  const Number result = evaluator.truth(term, at, self);
  return result.present ? result.value != 0 : when_empty;
}

bool Interview::Impl::refresh(const NodePlan& node, const At& at) {
  Cell& c = cell(node, at);
  bool on = true;
  if (node.parent != no_node) {
    const Home& home = plan.nodes[node.parent].home;
    on = cells.at(home, home.block == 0 ? std::uint16_t{0} : at.row, 0).has(Cell::on_path);
  }
  on = on && is_true(node.relevant, at, &c, false);
  const auto before = c.flags;
  if (node.kind == NodeKind::question && node.type != ValueType::none) {
    count(node, c, -1);
    if (on) fill(node, at, c, node.asked);
    bool refused = c.state == Value::State::refused;
    if (c.state == Value::State::present && node.choices != nullptr && !is_text(node.type)) {
      const auto& choices = node.choices->choices;
      if (node.type == ValueType::choice)
        refused = choices[static_cast<std::size_t>(c.number)].refusal;
      else if (std::popcount(static_cast<std::uint64_t>(c.number)) == 1)
        refused =
            choices[static_cast<std::size_t>(std::countr_zero(static_cast<std::uint64_t>(c.number)))].refusal;
    }
    c.put(Cell::visible, on && c.state == Value::State::present && !refused);
    c.put(Cell::refused, on && refused);
  }
  c.put(Cell::on_path, on);
  if (node.asked) count(node, c, 1);
  const bool set = c.has(Cell::changed);
  c.put(Cell::changed, false);
  constexpr std::uint8_t seen = Cell::on_path | Cell::visible | Cell::refused;
  return (before & seen) != (c.flags & seen) || (set && c.has(Cell::visible));
}

void Interview::Impl::count(const NodePlan& node, const Cell& c, int sign) {
  if (!node.asked || !c.has(Cell::on_path)) return;
  const auto step = static_cast<std::uint32_t>(sign);
  progress.asked += step;
  if (c.has(Cell::visible) || c.has(Cell::refused)) progress.answered += step;
}

// The value of a calculation, or a default that is due: put in the first time the question is on the path and
// the default has a value, and never again once the person answered or cleared it.
void Interview::Impl::fill(const NodePlan& node, const At& at, Cell& c, bool asked) {
  const TermIndex source = asked ? node.default_value : node.calculation;
  if (source == no_term || (asked && (c.state != Value::State::empty || c.has(Cell::settled)))) return;
  Value value;
  if (is_text(node.type)) {
    const TextResult result = evaluator.text_at(source, at, &c);
    if (result.present && !result.text.empty()) value = Value::of_text(std::string(result.text));
  } else if (const Number result = evaluator.number_at(source, at, &c); result.present) {
    value = Value::of(result.value);
  }
  if (asked && !value.present()) return;
  if (value == stored_value(node, c)) return;
  store(node, at, value, asked);
}

}  // namespace sanaq
