#include "solver/clp_solver.h"

#include <ClpSimplex.hpp>
#include <CoinPackedMatrix.hpp>

namespace sanaq {

namespace {

using disclosure::LinearSession;
using disclosure::LinearSystem;

constexpr int iterations_max = 200'000;  // of one program

class ClpSession final : public LinearSession {
 public:
  explicit ClpSession(const LinearSystem& system) {
    model_.setLogLevel(0);
    std::vector<int> rows, columns;
    std::vector<double> weights, constants;
    for (std::size_t row = 0; row < system.equations.size(); ++row) {
      constants.push_back(system.equations[row].constant);
      for (const auto& term : system.equations[row].terms) {
        rows.push_back(static_cast<int>(row));
        columns.push_back(static_cast<int>(term.unknown));
        weights.push_back(term.weight);
      }
    }
    CoinPackedMatrix matrix(true, rows.data(), columns.data(), weights.data(),
                            static_cast<CoinBigIndex>(weights.size()));
    matrix.setDimensions(static_cast<int>(constants.size()), static_cast<int>(system.lowest.size()));
    const std::vector<double> objective(system.lowest.size(), 0);
    model_.loadProblem(matrix, system.lowest.data(), system.highest.data(), objective.data(),
                       constants.data(), constants.data());
    model_.setMaximumIterations(iterations_max);
  }

  std::optional<std::vector<double>> minimise(std::span<const LinearSystem::Term> objective) override {
    for (const auto& term : objective)
      model_.setObjectiveCoefficient(static_cast<int>(term.unknown), term.weight);
    model_.setNumberIterations(0);
    model_.primal();
    for (const auto& term : objective) model_.setObjectiveCoefficient(static_cast<int>(term.unknown), 0);
    if (!model_.isProvenOptimal()) return std::nullopt;
    const double* point = model_.primalColumnSolution();
    return std::vector<double>(point, point + model_.numberColumns());
  }

  void set_bounds(std::uint32_t unknown, double lowest, double highest) override {
    model_.setColumnBounds(static_cast<int>(unknown), lowest, highest);
  }

 private:
  ClpSimplex model_;
};

}  // namespace

std::unique_ptr<LinearSession> ClpSolver::open(const LinearSystem& system) {
  return std::make_unique<ClpSession>(system);
}

}  // namespace sanaq
