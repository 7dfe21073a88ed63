#include "solver/cbc_solver.h"

#include <doctest.h>

#include "disclosure/protect.h"
#include "disclosure/testing/sample_tables.h"
#include "solver/clp_solver.h"

using namespace sanaq;
using disclosure::CoverDemand;

TEST_CASE("three things of which any two are asked for in pairs") {
  const auto session = CbcSolver().open({3, 3, 3}, 10);
  session->add({{{0, 1}, {1, 1}}, 1});
  session->add({{{1, 1}, {2, 1}}, 1});
  session->add({{{0, 1}, {2, 1}}, 1});
  const auto halves = session->relaxed().value();
  CHECK(halves[0] + halves[1] + halves[2] == doctest::Approx(1.5));
  const auto best = session->best().value();
  CHECK(best.proven);
  CHECK(best.chosen[0] + best.chosen[1] + best.chosen[2] == 2);
  CHECK(best.bound == doctest::Approx(6));
}

TEST_CASE("a choice grows by demands, and one that cannot be met has no answer") {
  const auto session = CbcSolver().open({1, 5}, 10);
  session->add({{{0, 1}, {1, 1}}, 1});
  CHECK(session->best().value().chosen == std::vector<std::uint8_t>{1, 0});
  session->add({{{1, 1}, {0, -1}}, 0});
  CHECK(session->best().value().chosen == std::vector<std::uint8_t>{0, 1});
  session->add({{{0, 1}}, 2});
  CHECK(!session->best());
  CHECK(!session->relaxed());
}

TEST_CASE("a session without time gives no answer") {
  const auto session = CbcSolver().open({1}, 0);
  CHECK(!session->best());
}

namespace {

using namespace sanaq::disclosure;

/// The cheapest safe pattern by trying all of them. cells: that may be hidden.
double cheapest_by_trying(const RawTable& table, const SafeTable& some) {
  const TableHead head = public_head(table.head());
  std::vector<std::size_t> cells;
  std::vector<CellMark> marks;
  for (std::size_t cell = 0; cell < table.counts().size(); ++cell) {
    const bool primary = some.mark(cell) == CellMark::primary;
    marks.push_back(primary ? CellMark::primary : CellMark::open);
    if (!primary && table.counts()[cell] > 0) cells.push_back(cell);
  }
  double best = 1e9;
  ClpSolver solver;
  AuditDemand demand;
  demand.solver = &solver;
  for (std::uint32_t choice = 0; choice < (1U << cells.size()); ++choice) {
    double price = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const bool hidden = (choice >> i & 1U) != 0;
      marks[cells[i]] = hidden ? CellMark::secondary : CellMark::open;
      if (hidden) price += static_cast<double>(300 + table.counts()[cells[i]]);
    }
    if (price >= best) continue;
    const AuditTable audited{head, table.counts(), marks};
    if (attack({&audited, 1}, demand).value().passed()) best = price;
  }
  return best;
}

}  // namespace

TEST_CASE("the cheapest pattern is the cheapest of all that there are") {
  SplitMix rng(12);
  ClpSolver linear;
  CbcSolver cover;
  int compared = 0;
  for (std::size_t i = 0; i < 40; ++i) {
    const RawTable table =
        testing::random_table({testing::lettered("a", 2), testing::lettered("b", 2 + i % 2)}, rng, 5);
    const TableTask task{table, {}};
    ProtectionWays ways{Reading::none, &linear};
    ways.exact = &cover;
    const auto release = protect_release({&task, 1}, ways);
    REQUIRE(release.has_value());
    if (!release->price.searched) continue;
    ++compared;
    REQUIRE(release->price.is_cheapest);
    CHECK(release->price.price == cheapest_by_trying(table, release->tables[0].table));
    CHECK(release->price.bound <= release->price.price + 1e-6);
    CHECK(release->price.price <= release->price.price_before);
  }
  CHECK(compared > 10);
}

TEST_CASE("what is found without the search costs hardly more than the cheapest") {
  SplitMix rng(14);
  ClpSolver linear;
  CbcSolver cover;
  double ours = 0, cheapest = 0;
  for (int i = 0; i < 12; ++i) {
    const RawTable table =
        testing::random_table({testing::lettered("a", 5), testing::lettered("b", 4)}, rng, 9);
    const TableTask task{table, {}};
    ProtectionWays ways{Reading::none, &linear};
    ways.exact = &cover;
    const auto release = protect_release({&task, 1}, ways);
    REQUIRE(release.has_value());
    if (!release->price.is_cheapest) continue;
    ours += release->price.price_before;
    cheapest += release->price.price;
  }
  CHECK(ours <= 1.05 * cheapest);
  MESSAGE("ours cost " << ours / cheapest << " of the cheapest");
}

TEST_CASE("a search without time leaves what was found before") {
  SplitMix rng(3);
  ClpSolver linear;
  CbcSolver cover;
  const RawTable table =
      testing::random_table({testing::lettered("a", 8), testing::lettered("b", 8)}, rng, 4);
  const TableTask task{table, {}};
  ProtectionWays ways{Reading::none, &linear};
  ways.exact = &cover;
  ways.exact_seconds = 0;
  const auto release = protect_release({&task, 1}, ways);
  REQUIRE(release.has_value());
  CHECK(release->price.searched);
  CHECK(!release->price.is_cheapest);
  CHECK(release->price.bound <= release->price.price);
}
