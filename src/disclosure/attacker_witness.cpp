#include "disclosure/attacker_witness.h"

#include <algorithm>
#include <deque>
#include <map>

namespace sanaq::disclosure::attacker {

namespace {
constexpr int repair_lengths[] = {3, 5, 7, 11, 15};
constexpr std::size_t repair_visits_max = 4'000;  // of each length
}  // namespace

WitnessSearch::WitnessSearch(const System& system, std::span<const std::int64_t> counts)
    : system_(system),
      change_(system.cells.size(), 0),
      residual_(system.equations.size(), 0),
      kept_(system.cells.size(), 0) {
  for (const std::size_t cell : system.cells) truth_.push_back(counts[cell]);
}

bool WitnessSearch::may_change(std::uint32_t unknown, std::int64_t change) const {
  return kept_[unknown] == 0 && truth_[unknown] + change_[unknown] + change >= 1 &&
         change_[unknown] * change >= 0;  // never there and back
}

void WitnessSearch::apply(Move move) {
  if (change_[move.unknown] == 0) touched_.push_back(move.unknown);
  change_[move.unknown] += move.change;
  for (const auto& [equation, sign] : system_.uses[move.unknown]) {
    const bool was_whole = residual_[equation] == 0;
    residual_[equation] += sign * move.change;
    if (was_whole) {
      unbalanced_.push_back(equation);
    } else if (residual_[equation] == 0) {
      unbalanced_.erase(std::find(unbalanced_.begin(), unbalanced_.end(), equation));
    }
  }
}

void WitnessSearch::reset() {
  for (const std::uint32_t unknown : touched_) change_[unknown] = 0;
  touched_.clear();
  for (const std::uint32_t equation : unbalanced_) residual_[equation] = 0;
  unbalanced_.clear();
}

Witness WitnessSearch::current() const {
  std::map<std::size_t, std::int64_t> changes;
  for (const std::uint32_t unknown : touched_) {
    if (change_[unknown] != 0) changes[system_.cells[unknown]] = change_[unknown];
  }
  return Witness{{changes.begin(), changes.end()}};
}

bool WitnessSearch::holds(const Witness& witness) const {
  std::map<std::uint32_t, std::int64_t> sums;
  for (const auto& [cell, change] : witness.changes) {
    const auto unknown = system_.unknown_of(cell);
    if (!unknown || truth_[*unknown] + change < 1) return false;
    for (const auto& [equation, sign] : system_.uses[*unknown]) sums[equation] += sign * change;
  }
  return std::all_of(sums.begin(), sums.end(), [](const auto& entry) { return entry.second == 0; });
}

std::optional<Witness> WitnessSearch::find(std::uint32_t unknown, std::span<const std::uint32_t> kept) {
  for (const std::uint32_t other : kept) kept_[other] = 1;
  std::optional<Witness> found;
  for (const std::int64_t change : {std::int64_t{1}, std::int64_t{-1}}) {
    if (found || !may_change(unknown, change)) continue;
    found = breadth_first({unknown, change});
    if (!found) found = repair({unknown, change});
  }
  for (const std::uint32_t other : kept) kept_[other] = 0;
  return found;
}

// In a two-way table each unknown joins two sums. Changing one unbalances both; a path of changes from the
// one sum to the other closes the loop. States are (sum, sign of what is missing there), so the search is
// linear.
std::optional<Witness> WitnessSearch::breadth_first(Move start) {
  const auto& ends = system_.uses[start.unknown];
  if (ends.size() != 2) return std::nullopt;
  struct State {
    std::uint32_t equation;
    std::int64_t residual;
    auto operator<=>(const State&) const = default;
  };
  const State first{ends[0].first, ends[0].second * start.change};
  const State goal{ends[1].first, -ends[1].second * start.change};
  std::map<State, std::pair<State, Move>> from;
  std::deque<State> queue{first};
  from.emplace(first, std::pair{first, start});
  while (!queue.empty() && !from.contains(goal)) {
    const State state = queue.front();
    queue.pop_front();
    for (const auto& [unknown, sign] : system_.equations[state.equation].terms) {
      const auto& uses = system_.uses[unknown];
      const Move move{unknown, -state.residual * sign};
      if (unknown == start.unknown || uses.size() != 2 || !may_change(unknown, move.change)) continue;
      const auto& far = uses[0].first == state.equation ? uses[1] : uses[0];
      const State next{far.first, far.second * move.change};
      if (from.emplace(next, std::pair{state, move}).second) queue.push_back(next);
    }
  }
  if (!from.contains(goal)) return std::nullopt;
  std::map<std::size_t, std::int64_t> changes{{system_.cells[start.unknown], start.change}};
  for (State state = goal; state != first; state = from.at(state).first) {
    const Move move = from.at(state).second;
    changes[system_.cells[move.unknown]] += move.change;
  }
  Witness witness{{changes.begin(), changes.end()}};
  return holds(witness) ? std::optional(std::move(witness)) : std::nullopt;
}

std::uint32_t WitnessSearch::tightest_equation() const {
  return *std::min_element(unbalanced_.begin(), unbalanced_.end(), [this](std::uint32_t a, std::uint32_t b) {
    const auto size = [this](std::uint32_t e) { return std::pair{system_.equations[e].terms.size(), e}; };
    return size(a) < size(b);
  });
}

/// Unit changes that bring one sum nearer to whole, those first that unbalance the fewest other sums.
std::vector<WitnessSearch::Move> WitnessSearch::repairs_of(std::uint32_t equation) const {
  std::vector<std::pair<std::int64_t, Move>> ranked;
  for (const auto& [unknown, sign] : system_.equations[equation].terms) {
    const Move move{unknown, residual_[equation] * sign > 0 ? -1 : 1};
    if (!may_change(unknown, move.change)) continue;
    std::int64_t damage = 0;
    for (const auto& [other, other_sign] : system_.uses[unknown]) {
      const std::int64_t before = residual_[other], after = before + other_sign * move.change;
      damage += (after < 0 ? -after : after) - (before < 0 ? -before : before);
    }
    ranked.emplace_back(damage, move);
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Move> moves;
  for (const auto& entry : ranked) moves.push_back(entry.second);
  return moves;
}

bool WitnessSearch::repair_from(int steps_left, std::size_t& visits_left) {
  if (unbalanced_.empty()) return true;
  if (steps_left == 0 || visits_left == 0) return false;
  --visits_left;
  for (const Move move : repairs_of(tightest_equation())) {
    apply(move);
    if (repair_from(steps_left - 1, visits_left)) return true;
    apply({move.unknown, -move.change});
  }
  return false;
}

std::optional<Witness> WitnessSearch::repair(Move start) {
  std::optional<Witness> found;
  for (const int length : repair_lengths) {
    reset();
    apply(start);
    kept_[start.unknown] = 1;
    std::size_t visits_left = repair_visits_max;
    const bool whole = repair_from(length, visits_left);
    kept_[start.unknown] = 0;
    if (whole) found = current();
    if (whole || visits_left == repair_visits_max) break;
  }
  reset();
  return found && holds(*found) ? found : std::nullopt;
}

}  // namespace sanaq::disclosure::attacker
