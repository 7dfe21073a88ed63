#include "processing/satisfy.h"

#include <algorithm>

namespace sanaq {
namespace {

bool has_cell(const CellSet& set, CellIndex cell) { return std::binary_search(set.begin(), set.end(), cell); }

void add_cells(CellSet& into, const CellSet& more) {
  CellSet merged;
  std::set_union(into.begin(), into.end(), more.begin(), more.end(), std::back_inserter(merged));
  into = std::move(merged);
}

class ValueSearch {
 public:
  ValueSearch(EditRecord& record, const CellSet& free, const ValueSource& source, std::int64_t& trials)
      : record_(record), free_(free), source_(source), trials_(trials) {}

  Satisfaction run() {
    Satisfaction out;
    CellSet conflict;
    if (descend(conflict)) {
      out.kind = Satisfaction::Kind::found;
      out.values = found_;
    } else {
      out.kind = trials_ <= 0 ? Satisfaction::Kind::gave_up : Satisfaction::Kind::impossible;
      out.conflict = std::move(conflict);
    }
    return out;
  }

 private:
  // A failure with nothing left to choose ends the branch; else the one with the fewest cells to choose from.
  struct Pick {
    const Failure* failure = nullptr;
    CellIndex cell = 0;
    std::size_t choices = 0;
  };
  Pick pick(const std::vector<Failure>& failures) const {
    Pick best;
    for (const Failure& failure : failures) {
      Pick one{&failure, 0, 0};
      for (const CellIndex cell : failure.cells)
        if (has_cell(free_, cell) && !is_assigned(cell) && one.choices++ == 0) one.cell = cell;
      const bool better = best.failure == nullptr || one.choices < best.choices ||
                          (one.choices == best.choices && failure.cells.size() < best.failure->cells.size());
      if (better) best = one;
    }
    return best;
  }

  bool is_assigned(CellIndex cell) const {
    return std::any_of(assigned_.begin(), assigned_.end(),
                       [&](const auto& one) { return one.first == cell; });
  }

  bool is_allowed(const Failure& failure) const { return failure.lost && has_cell(free_, *failure.lost); }

  bool descend(CellSet& conflict) {
    std::vector<Failure> failures = record_.failures();
    std::erase_if(failures, [&](const Failure& one) { return is_allowed(one); });
    if (failures.empty()) return found_ = assigned_, true;
    const Pick next = pick(failures);
    if (next.choices == 0) return conflict = next.failure->cells, false;
    for (const CellIndex blamed : next.failure->cells)
      if (!has_cell(free_, blamed)) conflict.push_back(blamed);
    return try_values(next.cell, conflict);
  }

  // conflict: what is to blame so far; when nothing is found, all that is.
  bool try_values(CellIndex cell, CellSet& conflict) {
    const Value before = record_.value(cell);
    bool found = false, jumped = false;
    for (const Value& value : source_(record_, cell)) {
      if (--trials_ <= 0) break;
      record_.set(cell, value);
      assigned_.emplace_back(cell, value);
      CellSet below;
      found = descend(below);
      assigned_.pop_back();
      if (found || trials_ <= 0) break;
      if (!has_cell(below, cell)) {  // no value of this cell helps
        conflict = std::move(below);
        jumped = true;
        break;
      }
      add_cells(conflict, below);
    }
    record_.set(cell, before);
    if (!found && !jumped) std::erase(conflict, cell);
    return found;
  }

  EditRecord& record_;
  const CellSet& free_;
  const ValueSource& source_;
  std::int64_t& trials_;
  Assignment assigned_, found_;
};

void add_unique(std::vector<Value>& all, Value value) {
  if (std::find(all.begin(), all.end(), value) == all.end()) all.push_back(std::move(value));
}

bool is_measured(ValueType type) {
  return type == ValueType::integer || type == ValueType::decimal || type == ValueType::date ||
         type == ValueType::month || type == ValueType::year;
}

}  // namespace

Satisfaction satisfy(EditRecord& record, const CellSet& free, const ValueSource& source,
                     std::int64_t& trials) {
  return ValueSearch(record, free, source, trials).run();
}

ValueSource representative_values() {
  return [](const EditRecord& record, CellIndex cell) {
    std::vector<Value> out;
    add_unique(out, record.value(cell));
    const Place place = record.place(cell);
    const EditRules& rules = record.rules();
    for (const Value& value : rules.values(place.node)) add_unique(out, value);
    for (Value& code : record.offered_codes(cell)) add_unique(out, std::move(code));
    add_unique(out, {});
    const Node& node = rules.form().nodes[place.node];
    if (!is_measured(node.type)) return out;
    for (NodeIndex other = 0; other < rules.form().nodes.size(); ++other) {
      const Node& beside = rules.form().nodes[other];
      if (other == place.node || beside.type != node.type || beside.list != node.list) continue;
      if (!rules.is_editable(other)) continue;
      const Value compared = record.value(record.cell(other, record.item_position(cell)));
      if (compared.present()) add_unique(out, compared);
    }
    return out;
  };
}

}  // namespace sanaq
