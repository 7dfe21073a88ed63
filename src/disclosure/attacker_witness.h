#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "disclosure/attacker_system.h"

namespace sanaq::disclosure::attacker {

/// Another table that prints the same: the unknowns that change, and by how much; sorted by unknown.
using Witness = std::vector<std::pair<Unknown, std::int64_t>>;

/// Adds up and looks for other tables that print the same. The search starts from the truth, changes the
/// wanted cell, and repairs the sums that no longer hold with further changes of hidden cells, none of which
/// may fall below 1.
class WitnessSearch {
 public:
  explicit WitnessSearch(const System& system);

  /// Whether cells of other single respondents than that of the wanted cell may change.
  enum class Others : std::uint8_t { free, kept };
  /// A witness that changes `unknown` by `change` and no unknown of `kept`; nothing when none was found
  /// within the limits. First breadth-first, exact where every unknown stands in two sums (two-way tables);
  /// then repair by depth-first search with growing length.
  std::optional<Witness> find(Unknown unknown, std::int64_t change, Others others,
                              std::span<const Unknown> kept = {});
  /// True when the witness leaves every sum whole and every cell at 1 or more.
  bool holds(const Witness& witness);

 private:
  struct Move {
    Unknown unknown;
    std::int64_t change;
  };
  bool may_change(Unknown unknown, std::int64_t change) const;
  void apply(Move move);
  std::optional<Witness> breadth_first(Move start);
  std::optional<Witness> repair(Move start);
  bool repair_from(int steps_left, std::size_t& visits_left);
  std::vector<Move> repairs_of(std::uint32_t equation) const;
  std::uint32_t tightest_equation() const;
  Witness current() const;
  void reset();

  const System& system_;
  Others others_ = Others::free;
  Unknown own_person_ = none;
  std::vector<std::int64_t> change_, residual_;
  std::vector<std::uint8_t> kept_;
  std::vector<std::uint32_t> unbalanced_;  // equations with a residual, in no order
  std::vector<Unknown> touched_;
};

}  // namespace sanaq::disclosure::attacker
