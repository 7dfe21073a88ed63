#include "solver/clp_solver.h"

#include <doctest.h>

#include <limits>

using namespace sanaq;
using disclosure::LinearSystem;

namespace {

constexpr double unbounded = std::numeric_limits<double>::infinity();

/// a + b + c = 10, a - b = 2, all at least 1.
LinearSystem three_unknowns() {
  return {
      {1, 1, 1}, {unbounded, unbounded, unbounded}, {{{{0, 1}, {1, 1}, {2, 1}}, 10}, {{{0, 1}, {1, -1}}, 2}}};
}

}  // namespace

TEST_CASE("the same system is asked again and again") {
  const auto session = ClpSolver().open(three_unknowns());
  const LinearSystem::Term lowest{0, 1}, highest{0, -1};
  CHECK(session->minimise({&lowest, 1}).value()[0] == doctest::Approx(3));
  CHECK(session->minimise({&highest, 1}).value()[0] == doctest::Approx(5.5));
  CHECK(session->minimise({&lowest, 1}).value()[2] == doctest::Approx(6));
}

TEST_CASE("bounds can be moved, and a contradiction has no point") {
  const auto session = ClpSolver().open(three_unknowns());
  const LinearSystem::Term highest{0, -1};
  session->set_bounds(2, 4, 4);
  CHECK(session->minimise({&highest, 1}).value()[0] == doctest::Approx(4));
  session->set_bounds(2, 20, 20);
  CHECK(!session->minimise({&highest, 1}));
  session->set_bounds(2, 1, unbounded);
  CHECK(session->minimise({&highest, 1}).value()[0] == doctest::Approx(5.5));
}

TEST_CASE("an unbounded sum has no smallest point") {
  const auto session = ClpSolver().open({{1, 1}, {unbounded, unbounded}, {{{{0, 1}, {1, -1}}, 0}}});
  const LinearSystem::Term highest{0, -1};
  CHECK(!session->minimise({&highest, 1}));
}
