#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "disclosure/attacker_witness.h"
#include "disclosure/linear_solver.h"

namespace sanaq::disclosure::attacker {

/// Cells that hang together, as a linear system that is solved again and again.
class Programs {
 public:
  /// Everything that hangs together with `start` over unknowns that bounds do not fix.
  Programs(const System& system, const Bounds& bounds, Unknown start, LinearSolver& solver);
  std::span<const Unknown> unknowns() const { return unknowns_; }

  /// One end of a cell's interval, and the table in which it is reached.
  struct End {
    std::int64_t count = 0;          // no possible count lies beyond
    std::optional<Witness> witness;  // when the solver's point is one of whole numbers
  };
  enum class Direction : std::uint8_t { lowest, highest };
  /// Cells of `kept` hold their true counts. Nothing when the solver gave up or the end is unbounded.
  std::optional<End> end_of(Unknown unknown, Direction direction, std::span<const Unknown> kept);
  std::size_t solved() const { return solved_; }

 private:
  std::optional<Witness> whole(const std::vector<double>& point) const;
  const System& system_;
  const Bounds& bounds_;
  std::vector<Unknown> unknowns_;
  std::vector<std::uint32_t> index_;  // of each unknown of the system in this component, or none
  std::unique_ptr<LinearSession> session_;
  LinearSystem program_;
  std::size_t solved_ = 0;
};

}  // namespace sanaq::disclosure::attacker
