#include "disclosure/revision.h"

#include <doctest.h>

#include "disclosure/protect.h"
#include "disclosure/testing/sample_tables.h"

using namespace sanaq;
using namespace sanaq::disclosure;
using namespace sanaq::disclosure::testing;

namespace {

RawTable with_counts(std::vector<std::int64_t> counts, std::int64_t revision) {
  auto head = sample_head({lettered("a", 2), lettered("b", 2)});
  head.revision = revision;
  return RawTable::roll_up(std::move(head), {0, 0, 0, 0, counts[0], counts[1], 0, counts[2], counts[3]})
      .value();
}

LedgerTable published(const RawTable& table, std::vector<CellMark> marks) {
  return {public_head(table.head()), 1, table.counts(), std::move(marks), 1, false};
}

constexpr CellMark open = CellMark::open, primary = CellMark::primary, secondary = CellMark::secondary;

}  // namespace

TEST_CASE("what was hidden stays hidden, and one respondent more is not shown by subtraction") {
  const RawTable first = with_counts({10, 20, 30, 40}, 1);
  const LedgerTable known =
      published(first, {open, open, open, open, secondary, secondary, open, secondary, primary});
  const RawTable second = with_counts({15, 20, 31, 0}, 2);
  const LedgerTable* earlier[] = {&known};
  // T 100 → 66, Ta 40 → 46, Tb 60 → 20, aT 30 → 35, aa, ab, bT 70 → 31, ba, bb
  CHECK(marks_of_revisions(second, earlier, 1) ==
        std::vector<CellMark>{open, open, open, open, secondary, secondary, open, secondary, open});
  const RawTable third = with_counts({10, 20, 30, 41}, 2);
  CHECK(marks_of_revisions(third, earlier, 1) == std::vector<CellMark>{primary, open, primary, open,
                                                                       secondary, secondary, primary,
                                                                       secondary, secondary});
  CHECK(marks_of_revisions(third, {}, 1) == std::vector<CellMark>(9, open));
}

TEST_CASE("a table of other sides says nothing about the next version") {
  const RawTable first = with_counts({10, 20, 30, 40}, 1);
  LedgerTable known = published(first, std::vector<CellMark>(9, secondary));
  known.head.dimensions[1].name = "c";
  const LedgerTable* earlier[] = {&known};
  CHECK(marks_of_revisions(with_counts({10, 20, 30, 40}, 2), earlier, 1) == std::vector<CellMark>(9, open));
}

TEST_CASE("marks of revisions are kept by the protection and said by their reason") {
  const RawTable table = with_counts({10, 20, 30, 41}, 2);
  std::vector<CellMark> before(9, open);
  before[8] = primary;
  const TableTask task{table, {}, before};
  const auto release = protect_release({&task, 1});
  REQUIRE(release.has_value());
  const Protection& safe = release->tables[0];
  CHECK(safe.table.mark(8) == primary);
  CHECK(safe.explanations[0].reason == Explanation::Reason::changed_by_few);
  CHECK(safe.cost.cells_closes_derivation >= 2);
}
