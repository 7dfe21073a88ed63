#include "disclosure/attacker_programs.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sanaq::disclosure::attacker {

namespace {
constexpr double tolerance = 1e-5;
constexpr double infinite = std::numeric_limits<double>::infinity();
}  // namespace

Programs::Programs(const System& system, const Bounds& bounds, Unknown start, LinearSolver& solver)
    : system_(system), bounds_(bounds), unknowns_{start}, index_(system.size(), none) {
  std::vector<std::uint8_t> seen(system.equations.size(), 0);
  index_[start] = 0;
  for (std::size_t i = 0; i < unknowns_.size(); ++i) {
    for (const Use& use : system.uses_of(unknowns_[i])) {
      if (seen[use.equation] != 0) continue;
      seen[use.equation] = 1;
      LinearSystem::Equation row{{}, static_cast<double>(system.equations[use.equation].constant)};
      for (const Term& term : system.terms_of(system.equations[use.equation])) {
        if (bounds.is_fixed(term.unknown)) {
          row.constant -= static_cast<double>(term.sign * bounds.lowest[term.unknown]);
          continue;
        }
        if (index_[term.unknown] == none) {
          index_[term.unknown] = static_cast<std::uint32_t>(unknowns_.size());
          unknowns_.push_back(term.unknown);
        }
        row.terms.push_back({index_[term.unknown], static_cast<double>(term.sign)});
      }
      program_.equations.push_back(std::move(row));
    }
  }
  for (const Unknown unknown : unknowns_) {
    program_.lowest.push_back(static_cast<double>(bounds.lowest[unknown]));
    const bool open = bounds.highest[unknown] == Bounds::no_limit;
    program_.highest.push_back(open ? infinite : static_cast<double>(bounds.highest[unknown]));
  }
  session_ = solver.open(program_);
}

std::optional<Witness> Programs::whole(const std::vector<double>& point) const {
  Witness witness;
  for (std::size_t i = 0; i < point.size(); ++i) {
    const double rounded = std::round(point[i]);
    if (std::abs(point[i] - rounded) > tolerance) return std::nullopt;
    const auto change = static_cast<std::int64_t>(rounded) - system_.truth[unknowns_[i]];
    if (change != 0) witness.emplace_back(unknowns_[i], change);
  }
  std::sort(witness.begin(), witness.end());
  return witness;
}

std::optional<Programs::End> Programs::end_of(Unknown unknown, Direction direction,
                                              std::span<const Unknown> kept) {
  for (const Unknown other : kept) {
    const auto truth = static_cast<double>(system_.truth[other]);
    if (index_[other] != none) session_->set_bounds(index_[other], truth, truth);
  }
  ++solved_;
  const LinearSystem::Term objective{index_[unknown], direction == Direction::lowest ? 1.0 : -1.0};
  const auto point = session_->minimise({&objective, 1});
  for (const Unknown other : kept) {
    const std::uint32_t i = index_[other];
    if (i != none) session_->set_bounds(i, program_.lowest[i], program_.highest[i]);
  }
  if (!point) return std::nullopt;
  const double value = (*point)[index_[unknown]];
  const double end =
      direction == Direction::lowest ? std::ceil(value - tolerance) : std::floor(value + tolerance);
  return End{static_cast<std::int64_t>(end), whole(*point)};
}

}  // namespace sanaq::disclosure::attacker
