#include <doctest.h>

#include <algorithm>

#include "disclosure/pattern_polish.h"
#include "disclosure/protect.h"
#include "disclosure/testing/sample_tables.h"

using namespace sanaq;
using namespace sanaq::disclosure;
using namespace sanaq::disclosure::testing;

namespace {

std::size_t hidden_cells(const SafeTable& table) {
  std::size_t hidden = 0;
  for (std::size_t cell = 0; cell < table.size(); ++cell) hidden += table.is_hidden(cell) ? 1 : 0;
  return hidden;
}

}  // namespace

TEST_CASE("a pattern is polished, and stays safe") {
  SplitMix rng(5);
  double before = 0, after = 0;
  for (int i = 0; i < 40; ++i) {
    const RawTable table = random_table({lettered("a", 5), lettered("b", 4)}, rng, 6);
    ProtectionWays plain;
    plain.polish_effort = 0;
    const TableTask task{table, {}};
    const auto rough = protect_release({&task, 1}, plain), polished = protect_release({&task, 1});
    REQUIRE(rough.has_value());
    REQUIRE(polished.has_value());
    CHECK(polished->audit.passed());
    CHECK(polished->price.price <= rough->price.price);
    before += rough->price.price;
    after += polished->price.price;
    CHECK(hidden_cells(polished->tables[0].table) ==
          polished->price.cells + polished->tables[0].cost.cells_primary);
  }
  CHECK(after < 0.97 * before);
  MESSAGE("polished patterns cost " << after / before << " of the first ones");
}

TEST_CASE("polishing gives the same pattern every time") {
  SplitMix rng(6);
  const RawTable table = random_table({lettered("a", 6), lettered("b", 6)}, rng, 5);
  CHECK(protect(table, {})->table == protect(table, {})->table);
}
