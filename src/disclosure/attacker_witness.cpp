#include "disclosure/attacker_witness.h"

#include <algorithm>
#include <deque>
#include <map>

namespace sanaq::disclosure::attacker {

namespace {
constexpr int repair_lengths[] = {3, 7, 11, 15};
constexpr std::size_t repair_visits_max = 1'000;  // of each length
constexpr std::size_t states_max = 20'000;
}  // namespace

WitnessSearch::WitnessSearch(const System& system)
    : system_(system),
      change_(system.size(), 0),
      residual_(system.equations.size(), 0),
      kept_(system.size(), 0) {}

bool WitnessSearch::may_change(Unknown unknown, std::int64_t change) const {
  const Unknown person = system_.person[unknown];
  if (others_ == Others::kept && person != none && person != own_person_) return false;
  return kept_[unknown] == 0 && system_.truth[unknown] + change_[unknown] + change >= 1 &&
         change_[unknown] * change >= 0;  // never there and back
}

void WitnessSearch::apply(Move move) {
  if (change_[move.unknown] == 0) touched_.push_back(move.unknown);
  change_[move.unknown] += move.change;
  for (const Use& use : system_.uses_of(move.unknown)) {
    const bool was_whole = residual_[use.equation] == 0;
    residual_[use.equation] += use.sign * move.change;
    if (was_whole) {
      unbalanced_.push_back(use.equation);
    } else if (residual_[use.equation] == 0) {
      unbalanced_.erase(std::find(unbalanced_.begin(), unbalanced_.end(), use.equation));
    }
  }
}

void WitnessSearch::reset() {
  for (const Unknown unknown : touched_) change_[unknown] = 0;
  touched_.clear();
  for (const std::uint32_t equation : unbalanced_) residual_[equation] = 0;
  unbalanced_.clear();
}

Witness WitnessSearch::current() const {
  std::map<Unknown, std::int64_t> changes;
  for (const Unknown unknown : touched_) {
    if (change_[unknown] != 0) changes[unknown] = change_[unknown];
  }
  return {changes.begin(), changes.end()};
}

bool WitnessSearch::holds(const Witness& witness) {
  bool whole = true;
  for (const auto& [unknown, change] : witness) {
    whole = whole && system_.truth[unknown] + change >= 1;
    for (const Use& use : system_.uses_of(unknown)) residual_[use.equation] += use.sign * change;
  }
  for (const auto& [unknown, change] : witness) {
    for (const Use& use : system_.uses_of(unknown)) {
      whole = whole && residual_[use.equation] == 0;
      residual_[use.equation] = 0;
    }
  }
  return whole;
}

std::optional<Witness> WitnessSearch::find(Unknown unknown, std::int64_t change, Others others,
                                           std::span<const Unknown> kept) {
  others_ = others;
  own_person_ = system_.person[unknown];
  for (const Unknown other : kept) kept_[other] = 1;
  std::optional<Witness> found;
  if (may_change(unknown, change)) {
    found = breadth_first({unknown, change});
    if (!found) found = repair({unknown, change});
  }
  for (const Unknown other : kept) kept_[other] = 0;
  return found;
}

// In a two-way table each unknown joins two sums. Changing one unbalances both; a path of changes from the
// one sum to the other closes the loop. States are (sum, sign of what is missing there), so the search is
// linear.
std::optional<Witness> WitnessSearch::breadth_first(Move start) {
  const auto ends = system_.uses_of(start.unknown);
  if (ends.size() != 2) return std::nullopt;
  struct State {
    std::uint32_t equation;
    std::int64_t residual;
    auto operator<=>(const State&) const = default;
  };
  const State first{ends[0].equation, ends[0].sign * start.change};
  const State goal{ends[1].equation, -ends[1].sign * start.change};
  std::map<State, std::pair<State, Move>> from;
  std::deque<State> queue{first};
  from.emplace(first, std::pair{first, start});
  while (!queue.empty() && !from.contains(goal) && from.size() < states_max) {
    const State state = queue.front();
    queue.pop_front();
    for (const Term& term : system_.terms_of(system_.equations[state.equation])) {
      const auto uses = system_.uses_of(term.unknown);
      const Move move{term.unknown, -state.residual * term.sign};
      if (term.unknown == start.unknown || uses.size() != 2 || !may_change(term.unknown, move.change))
        continue;
      const Use& far = uses[0].equation == state.equation ? uses[1] : uses[0];
      const State next{far.equation, far.sign * move.change};
      if (from.emplace(next, std::pair{state, move}).second) queue.push_back(next);
    }
  }
  if (!from.contains(goal)) return std::nullopt;
  std::map<Unknown, std::int64_t> changes{{start.unknown, start.change}};
  for (State state = goal; state != first; state = from.at(state).first) {
    const Move move = from.at(state).second;
    changes[move.unknown] += move.change;
  }
  Witness witness{changes.begin(), changes.end()};
  return holds(witness) ? std::optional(std::move(witness)) : std::nullopt;
}

std::uint32_t WitnessSearch::tightest_equation() const {
  return *std::min_element(unbalanced_.begin(), unbalanced_.end(), [this](std::uint32_t a, std::uint32_t b) {
    const auto size = [this](std::uint32_t e) {
      return std::pair{system_.terms_of(system_.equations[e]).size(), e};
    };
    return size(a) < size(b);
  });
}

/// Changes that bring one sum back to whole, those first that unbalance the fewest other sums.
std::vector<WitnessSearch::Move> WitnessSearch::repairs_of(std::uint32_t equation) const {
  std::vector<std::pair<std::int64_t, Move>> ranked;
  for (const Term& term : system_.terms_of(system_.equations[equation])) {
    const std::int64_t step = residual_[equation] * term.sign > 0 ? -1 : 1;
    const std::int64_t whole = -residual_[equation] * term.sign;
    const Move move{term.unknown, may_change(term.unknown, whole) ? whole : step};
    if (!may_change(term.unknown, move.change)) continue;
    std::int64_t damage = 0;
    for (const Use& use : system_.uses_of(term.unknown)) {
      const std::int64_t before = residual_[use.equation], after = before + use.sign * move.change;
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
