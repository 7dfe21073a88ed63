#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace sanaq::disclosure {

/// Unknowns bound by equations: for each equation the sum of weight × unknown is its constant.
struct LinearSystem {
  struct Term {
    std::uint32_t unknown;
    double weight;
  };
  struct Equation {
    std::vector<Term> terms;
    double constant = 0;
  };
  std::vector<double> lowest, highest;  // of each unknown; an infinite one is no bound
  std::vector<Equation> equations;
};

/// A system held by a program that solves it again and again from where it stands.
class LinearSession {
 public:
  virtual ~LinearSession() = default;
  /// The point at which the weighted sum is smallest. Nothing when there is no such point (the system
  /// contradicts itself, the sum is unbounded, or a limit of the solver was reached).
  virtual std::optional<std::vector<double>> minimise(std::span<const LinearSystem::Term> objective) = 0;
  virtual void set_bounds(std::uint32_t unknown, double lowest, double highest) = 0;
};

/// Opens systems; the program behind it is chosen by the application.
class LinearSolver {
 public:
  virtual ~LinearSolver() = default;
  virtual std::unique_ptr<LinearSession> open(const LinearSystem& system) = 0;
};

}  // namespace sanaq::disclosure
