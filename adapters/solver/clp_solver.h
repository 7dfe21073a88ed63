#pragma once
#include <memory>

#include "disclosure/linear_solver.h"

namespace sanaq {

/// Linear programs by Clp's simplex method. Sessions are independent of each other; one is used by one thread
/// at a time.
class ClpSolver final : public disclosure::LinearSolver {
 public:
  std::unique_ptr<disclosure::LinearSession> open(const disclosure::LinearSystem& system) override;
};

}  // namespace sanaq
