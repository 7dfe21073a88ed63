#pragma once
#include <memory>

#include "disclosure/cover_solver.h"

namespace sanaq {

/// Choices by Cbc's branch and cut, their fractions by Clp. One session is used by one thread at a time.
class CbcSolver final : public disclosure::CoverSolver {
 public:
  std::unique_ptr<disclosure::CoverSession> open(const std::vector<double>& prices, double seconds) override;
};

}  // namespace sanaq
