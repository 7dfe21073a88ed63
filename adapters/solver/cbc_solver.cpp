#include "solver/cbc_solver.h"

#include <Cbc_C_Interface.h>

#include <ClpSimplex.hpp>

#include <limits>
#include <string>

namespace sanaq {

namespace {

using disclosure::CoverDemand;
using disclosure::CoverSession;

constexpr double no_limit = std::numeric_limits<double>::max();
constexpr double near = 1e-6;

/// Cbc's model, freed at the end.
struct Model {
  Cbc_Model* raw = Cbc_newModel();
  Model() = default;
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;
  ~Model() { Cbc_deleteModel(raw); }
};

class CbcSession final : public CoverSession {
 public:
  CbcSession(const std::vector<double>& prices, double seconds) : prices_(prices), seconds_(seconds) {
    relaxation_.setLogLevel(0);
    for (const double price : prices) relaxation_.addColumn(0, nullptr, nullptr, 0, 1, price);
  }

  void add(const CoverDemand& demand) override {
    std::vector<int> columns;
    std::vector<double> weights;
    for (const auto& [thing, weight] : demand.weights) {
      columns.push_back(static_cast<int>(thing));
      weights.push_back(weight);
    }
    relaxation_.addRow(static_cast<int>(columns.size()), columns.data(), weights.data(), demand.at_least,
                       no_limit);
    demands_.push_back(demand);
  }

  std::optional<std::vector<double>> relaxed() override {
    relaxation_.dual();
    if (!relaxation_.isProvenOptimal()) return std::nullopt;
    const double* point = relaxation_.primalColumnSolution();
    return std::vector<double>(point, point + relaxation_.numberColumns());
  }

  std::optional<Best> best() override {
    if (seconds_ <= 0) return std::nullopt;
    const Model model;
    Cbc_setParameter(model.raw, "log", "0");
    Cbc_setParameter(model.raw, "sec", std::to_string(seconds_).c_str());
    for (std::size_t i = 0; i < prices_.size(); ++i)
      Cbc_addCol(model.raw, ("x" + std::to_string(i)).c_str(), 0, 1, prices_[i], 1, 0, nullptr, nullptr);
    for (std::size_t row = 0; row < demands_.size(); ++row) add_row(model.raw, row);
    Cbc_solve(model.raw);
    const double* point = Cbc_getColSolution(model.raw);
    if (Cbc_isProvenInfeasible(model.raw) != 0 || point == nullptr) return std::nullopt;
    Best best{{}, Cbc_getBestPossibleObjValue(model.raw), Cbc_isProvenOptimal(model.raw) != 0};
    for (std::size_t i = 0; i < prices_.size(); ++i) best.chosen.push_back(point[i] > 0.5 ? 1 : 0);
    return best;
  }

 private:
  void add_row(Cbc_Model* model, std::size_t row) const {
    std::vector<int> columns;
    std::vector<double> weights;
    for (const auto& [thing, weight] : demands_[row].weights) {
      columns.push_back(static_cast<int>(thing));
      weights.push_back(weight);
    }
    Cbc_addRow(model, ("r" + std::to_string(row)).c_str(), static_cast<int>(columns.size()), columns.data(),
               weights.data(), 'G', demands_[row].at_least - near);
  }

  std::vector<double> prices_;
  double seconds_ = 0;
  std::vector<CoverDemand> demands_;
  ClpSimplex relaxation_;
};

}  // namespace

std::unique_ptr<disclosure::CoverSession> CbcSolver::open(const std::vector<double>& prices, double seconds) {
  return std::make_unique<CbcSession>(prices, seconds);
}

}  // namespace sanaq
