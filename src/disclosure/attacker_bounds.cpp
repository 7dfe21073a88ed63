#include <algorithm>
#include <deque>
#include <optional>

#include "disclosure/attacker_system.h"

namespace sanaq::disclosure::attacker {

namespace {

constexpr std::size_t visits_max = 20'000'000;

/// Smallest or largest possible value of the signed terms, with the number of unbounded ones kept apart.
struct Extent {
  std::int64_t finite = 0;
  int unbounded = 0;
  void add(std::int64_t value) { finite += value; }
};

void add_term(Extent& low, Extent& high, std::int8_t sign, std::int64_t lowest, std::int64_t highest) {
  if (sign > 0) {
    low.add(lowest);
    highest == Bounds::no_limit ? static_cast<void>(++high.unbounded) : high.add(highest);
  } else {
    high.add(-lowest);
    highest == Bounds::no_limit ? static_cast<void>(++low.unbounded) : low.add(-highest);
  }
}

/// Narrows one unknown to [low, high] (either end may be missing). True when something changed.
bool narrow(Bounds& bounds, std::uint32_t unknown, std::optional<std::int64_t> low,
            std::optional<std::int64_t> high, std::uint32_t equation) {
  bool changed = false;
  if (low && *low > bounds.lowest[unknown]) {
    bounds.lowest[unknown] = *low;
    changed = true;
  }
  if (high && *high < bounds.highest[unknown]) {
    bounds.highest[unknown] = *high;
    changed = true;
  }
  if (changed && bounds.lowest[unknown] == bounds.highest[unknown]) bounds.fixed_by[unknown] = equation;
  return changed;
}

/// One visit of one equation: every unknown lies between what the others leave over. Returns the changed
/// unknowns.
std::vector<std::uint32_t> visit(const System& system, std::uint32_t number, Bounds& bounds) {
  const Equation& equation = system.equations[number];
  Extent low, high;
  for (const auto& [unknown, sign] : system.terms_of(equation)) {
    add_term(low, high, sign, bounds.lowest[unknown], bounds.highest[unknown]);
  }
  std::vector<std::uint32_t> changed;
  for (const auto& [unknown, sign] : system.terms_of(equation)) {
    Extent own_low, own_high;
    add_term(own_low, own_high, sign, bounds.lowest[unknown], bounds.highest[unknown]);
    // sign * x = constant - others, and others lie in [low - own_low, high - own_high].
    std::optional<std::int64_t> most, least;
    if (low.unbounded == own_low.unbounded) most = equation.constant - (low.finite - own_low.finite);
    if (high.unbounded == own_high.unbounded) least = equation.constant - (high.finite - own_high.finite);
    if (sign < 0) {
      std::swap(most, least);
      if (most) most = -*most;
      if (least) least = -*least;
    }
    if (narrow(bounds, unknown, least, most, number)) changed.push_back(unknown);
  }
  return changed;
}

}  // namespace

Bounds propagate(const System& system) {
  Bounds bounds;
  bounds.lowest.assign(system.size(), 1);
  bounds.highest.assign(system.size(), Bounds::no_limit);
  bounds.fixed_by.assign(system.size(), none);
  std::deque<std::uint32_t> queue;
  std::vector<std::uint8_t> queued(system.equations.size(), 1);
  for (std::uint32_t i = 0; i < system.equations.size(); ++i) queue.push_back(i);
  for (std::size_t visits = 0; !queue.empty() && visits < visits_max; ++visits) {
    const std::uint32_t number = queue.front();
    queue.pop_front();
    queued[number] = 0;
    for (const std::uint32_t unknown : visit(system, number, bounds)) {
      for (const auto& [other, sign] : system.uses_of(unknown)) {
        if (queued[other] != 0) continue;
        queued[other] = 1;
        queue.push_back(other);
      }
    }
  }
  return bounds;
}

}  // namespace sanaq::disclosure::attacker
