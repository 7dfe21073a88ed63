#include "disclosure/attacker_chains.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <queue>

#include "base/rng.h"

namespace sanaq::disclosure::attacker {

namespace {

constexpr std::uint64_t prime = (std::uint64_t{1} << 61) - 1;
constexpr std::int64_t change_max = 1'000;
constexpr std::uint64_t denominator_max = 12;

std::uint64_t product(std::uint64_t a, std::uint64_t b) {
  const WideUnsigned whole = static_cast<WideUnsigned>(a) * b;
  const std::uint64_t sum =
      (static_cast<std::uint64_t>(whole) & prime) + static_cast<std::uint64_t>(whole >> 61);
  return sum >= prime ? sum - prime : sum;
}

std::uint64_t difference(std::uint64_t a, std::uint64_t b) { return a >= b ? a - b : a + prime - b; }

std::uint64_t reciprocal(std::uint64_t value) {
  std::uint64_t result = 1;
  for (std::uint64_t exponent = prime - 2; exponent != 0; exponent >>= 1) {
    if ((exponent & 1) != 0) result = product(result, value);
    value = product(value, value);
  }
  return result;
}

/// The small whole number that a residue stands for; nothing when it stands for none.
std::optional<std::int64_t> small_number(std::uint64_t residue) {
  if (residue <= static_cast<std::uint64_t>(change_max)) return static_cast<std::int64_t>(residue);
  if (prime - residue <= static_cast<std::uint64_t>(change_max))
    return -static_cast<std::int64_t>(prime - residue);
  return std::nullopt;
}

}  // namespace

Chains::Chains(const System& system)
    : system_(system),
      column_at_(system.equations.size(), none),
      weight_(system.equations.size(), 0),
      loaded_(system.equations.size(), 0) {
  std::vector<Unknown> order;
  for (Unknown u = 0; u < system.size(); ++u) {
    if (system.person[u] == none) order.push_back(u);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&system](Unknown a, Unknown b) { return system.truth[a] > system.truth[b]; });
  std::vector<std::uint32_t> to_come(system.equations.size(), 0);
  for (const Unknown u : order) {
    for (const Use& use : system.uses_of(u)) ++to_come[use.equation];
  }
  for (const Unknown u : order) {
    for (const Use& use : system.uses_of(u)) --to_come[use.equation];
    load(u);
    auto earlier = reduce();
    auto rest = unload();
    if (rest.empty()) continue;
    const auto pivot = std::min_element(rest.begin(), rest.end(), [&](const Part& a, const Part& b) {
      return std::pair{to_come[a.index], a.index} < std::pair{to_come[b.index], b.index};
    });
    const std::uint64_t scale = reciprocal(pivot->weight);
    Column column{u, pivot->index, scale, {}, std::move(earlier)};
    for (const Part& part : rest) {
      if (part.index != column.pivot) column.rest.push_back({part.index, product(part.weight, scale)});
    }
    column_at_[column.pivot] = static_cast<std::uint32_t>(columns_.size());
    columns_.push_back(std::move(column));
    is_due_.push_back(0);
  }
  share_.assign(columns_.size(), 0);
}

void Chains::put(std::uint32_t equation, std::uint64_t weight) {
  if (loaded_[equation] == 0) {
    loaded_[equation] = 1;
    loaded_list_.push_back(equation);
    const std::uint32_t column = column_at_[equation];
    if (column != none && is_due_[column] == 0) {
      is_due_[column] = 1;
      due_.push_back(column);
      std::push_heap(due_.begin(), due_.end(), std::greater<>());
    }
  }
  weight_[equation] = difference(weight_[equation], difference(0, weight));
}

void Chains::load(Unknown unknown) {
  for (const Use& use : system_.uses_of(unknown)) put(use.equation, use.sign > 0 ? 1 : prime - 1);
}

std::vector<Chains::Part> Chains::reduce() {
  std::vector<Part> taken;
  while (!due_.empty()) {
    std::pop_heap(due_.begin(), due_.end(), std::greater<>());
    const std::uint32_t number = due_.back();
    due_.pop_back();
    is_due_[number] = 0;
    const Column& column = columns_[number];
    const std::uint64_t weight = weight_[column.pivot];
    if (weight == 0) continue;
    taken.push_back({number, weight});
    weight_[column.pivot] = 0;
    for (const Part& part : column.rest) put(part.index, difference(0, product(weight, part.weight)));
  }
  return taken;
}

std::vector<Chains::Part> Chains::unload() {
  std::vector<Part> rest;
  for (const std::uint32_t equation : loaded_list_) {
    if (weight_[equation] != 0) rest.push_back({equation, weight_[equation]});
    weight_[equation] = 0;
    loaded_[equation] = 0;
  }
  loaded_list_.clear();
  return rest;
}

/// Unfolds columns that were made of earlier ones, the last first.
std::vector<Chains::Part> Chains::to_unknowns(const std::vector<Part>& taken) {
  std::vector<Part> changes;
  std::priority_queue<std::uint32_t> open;
  for (const Part& part : taken) {
    share_[part.index] = part.weight;
    open.push(part.index);
  }
  while (!open.empty()) {
    const std::uint32_t number = open.top();
    open.pop();
    if (share_[number] == 0) continue;
    const Column& column = columns_[number];
    const std::uint64_t share = product(share_[number], column.scale);
    share_[number] = 0;
    changes.push_back({column.unknown, difference(0, share)});
    for (const Part& part : column.earlier) {
      std::uint64_t& other = share_[part.index];
      if (other == 0) open.push(part.index);
      other = difference(other, product(share, part.weight));
    }
  }
  return changes;
}

std::optional<Witness> Chains::in_whole_numbers(std::span<const Unknown> cells,
                                                const std::vector<Part>& changes) {
  for (std::uint64_t denominator = 1; denominator <= denominator_max; ++denominator) {
    Witness witness;
    bool small = true;
    for (std::size_t i = 0; small && i < changes.size(); ++i) {
      const auto change = small_number(product(changes[i].weight, denominator));
      small = change.has_value();
      if (small) witness.emplace_back(changes[i].index, *change);
    }
    if (!small) continue;
    for (const Unknown cell : cells) witness.emplace_back(cell, static_cast<std::int64_t>(denominator));
    std::sort(witness.begin(), witness.end());
    return witness;
  }
  return std::nullopt;
}

std::optional<Witness> Chains::of_person(std::span<const Unknown> cells) {
  for (const Unknown cell : cells) load(cell);
  const auto taken = reduce();
  if (!unload().empty()) return std::nullopt;
  return in_whole_numbers(cells, to_unknowns(taken));
}

}  // namespace sanaq::disclosure::attacker
