#include "disclosure/attacker_moves.h"

#include <algorithm>

namespace sanaq::disclosure::attacker {

namespace {
constexpr std::size_t tries_max = 20'000;  // partial moves of one guess
}

Moves::Moves(std::span<const AuditTable> tables, const System& system) : tables_(tables), system_(system) {
  for (const AuditTable& table : tables) {
    std::vector<Axis> axes;
    std::size_t stride = table.counts.size();
    for (const Classification& dimension : table.head.dimensions) {
      Axis axis{stride / dimension.categories.size(), dimension.categories.size(), {}, {}};
      stride = axis.stride;
      axis.is_leaf.assign(axis.size, 1);
      for (const Category& category : dimension.categories) {
        axis.parent.push_back(category.parent);
        if (category.parent != Category::no_parent)
          axis.is_leaf[static_cast<std::size_t>(category.parent)] = 0;
      }
      axes.push_back(std::move(axis));
    }
    axes_.push_back(std::move(axes));
  }
}

/// Hidden, able to fall, and nobody else's.
bool Moves::is_possible(std::size_t cell, int way) const {
  const Unknown unknown = system_.numbers[table_][cell];
  if (unknown == none) return false;
  if (way < 0 && system_.truth[unknown] <= size_) return false;
  return system_.person[unknown] == none || system_.person[unknown] == person_;
}

std::size_t Moves::down_to_leaf(std::size_t cell) const {
  const auto& counts = tables_[table_].counts;
  for (const Axis& axis : axes_[table_]) {
    for (bool moved = true; moved;) {
      moved = false;
      const std::size_t at = cell / axis.stride % axis.size;
      for (std::size_t c = at + 1; c < axis.size; ++c) {
        const std::size_t part = cell + (c - at) * axis.stride;
        if (axis.parent[c] != static_cast<std::int32_t>(at) || counts[part] == 0) continue;
        if (system_.numbers[table_][part] == none) continue;
        cell = part;
        moved = true;
        break;
      }
    }
  }
  return cell;
}

/// Ways along one axis whose first cells are hidden: to each other leaf, or up through all sums.
std::vector<Moves::Route> Moves::routes(std::size_t number, const Cells& alone) const {
  const Axis& axis = axes_[table_][number];
  const std::size_t from = leaf_ / axis.stride % axis.size, asked = wanted_ / axis.stride % axis.size;
  std::vector<std::uint8_t> above(axis.size, 0);
  Route rise;
  for (auto at = static_cast<std::int32_t>(from); at >= 0; at = axis.parent[static_cast<std::size_t>(at)]) {
    above[static_cast<std::size_t>(at)] = 1;
    rise.emplace_back(static_cast<std::size_t>(at), 1);
  }
  std::vector<Route> found;
  Cells cells;
  for (std::size_t to = 0; to < axis.size; ++to) {
    if (axis.is_leaf[to] == 0 || to == from) continue;
    if (!is_possible(leaf_ + to * axis.stride - from * axis.stride, -1)) continue;
    Route route;
    std::size_t meet = axis.size;
    for (auto at = static_cast<std::int32_t>(to); at >= 0; at = axis.parent[static_cast<std::size_t>(at)]) {
      if (above[static_cast<std::size_t>(at)] != 0) {
        meet = static_cast<std::size_t>(at);
        break;
      }
      route.emplace_back(static_cast<std::size_t>(at), -1);
    }
    bool keeps_wanted = false;
    for (const Step& step : rise) {
      if (step.first == meet) break;
      route.push_back(step);
      keeps_wanted = keeps_wanted || step.first == asked;
    }
    if (keeps_wanted && spread(alone, axis, route, cells)) found.push_back(std::move(route));
  }
  if (spread(alone, axis, rise, cells)) found.push_back(std::move(rise));
  return found;
}

bool Moves::spread(const Cells& before, const Axis& axis, const Route& route, Cells& after) const {
  after = before;
  for (const auto& [cell, way] : before) {
    const std::size_t at = cell / axis.stride % axis.size;
    for (const auto& [to, turn] : route) {
      if (to == at) continue;
      const std::size_t other = cell + to * axis.stride - at * axis.stride;
      if (!is_possible(other, way * turn)) return false;
      after.emplace_back(other, way * turn);
    }
  }
  return true;
}

bool Moves::go(std::size_t depth, const Cells& cells) {
  if (depth == plan_.size()) {
    found_ = cells;
    return true;
  }
  Cells wider;
  for (const Route& route : plan_[depth].second) {
    if (tries_left_ == 0) return false;
    --tries_left_;
    if (spread(cells, axes_[table_][plan_[depth].first], route, wider) && go(depth + 1, wider)) return true;
  }
  return false;
}

std::optional<Witness> Moves::lifting(Unknown unknown, std::int64_t size) {
  if (system_.places[unknown].table >= tables_.size()) return std::nullopt;  // in no table
  table_ = system_.places[unknown].table;
  wanted_ = system_.places[unknown].cell;
  size_ = size;
  person_ = system_.person[unknown];
  leaf_ = down_to_leaf(wanted_);
  tries_left_ = tries_max;
  plan_.clear();
  if (!is_possible(leaf_, 1)) return std::nullopt;
  const Cells alone{{leaf_, 1}};
  for (std::size_t axis = 0; axis < axes_[table_].size(); ++axis)
    plan_.emplace_back(axis, routes(axis, alone));
  std::stable_sort(plan_.begin(), plan_.end(),
                   [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
  if (!go(0, alone)) return std::nullopt;
  Witness witness;
  for (const auto& [cell, way] : found_) witness.emplace_back(system_.numbers[table_][cell], way * size);
  std::sort(witness.begin(), witness.end());
  return witness;
}

}  // namespace sanaq::disclosure::attacker
