#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "disclosure/attacker.h"
#include "disclosure/attacker_equations.h"

namespace sanaq::disclosure::attacker {

/// Looks for other tables that print the same. It starts from the truth, changes the wanted cell by one, and
/// repairs the sums that no longer hold with further changes of hidden cells, none of which may fall below 1.
class WitnessSearch {
 public:
  WitnessSearch(const System& system, std::span<const std::int64_t> counts);

  /// A witness that changes `unknown` and no unknown of `kept`; nothing when none was found within the
  /// limits. First breadth-first, exact where every unknown stands in two sums (two-way tables); then repair
  /// by depth-first search with growing length.
  std::optional<Witness> find(std::uint32_t unknown, std::span<const std::uint32_t> kept);
  /// True when the hint changes hidden cells only, leaves every sum whole and every cell at 1 or more.
  bool holds(const Witness& witness) const;

 private:
  struct Move {
    std::uint32_t unknown;
    std::int64_t change;
  };
  bool may_change(std::uint32_t unknown, std::int64_t change) const;
  void apply(Move move);
  std::optional<Witness> breadth_first(Move start);
  std::optional<Witness> repair(Move start);
  bool repair_from(int steps_left, std::size_t& visits_left);
  std::vector<Move> repairs_of(std::uint32_t equation) const;
  std::uint32_t tightest_equation() const;
  Witness current() const;
  void reset();

  const System& system_;
  std::vector<std::int64_t> truth_, change_, residual_;
  std::vector<std::uint8_t> kept_;
  std::vector<std::uint32_t> unbalanced_;  // equations with a residual, in no order
  std::vector<std::uint32_t> touched_;
};

}  // namespace sanaq::disclosure::attacker
