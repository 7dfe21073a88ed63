#include <doctest.h>

#include "disclosure/attacker.h"
#include "disclosure/protect.h"
#include "disclosure/testing/sample_tables.h"

using namespace sanaq;
using namespace sanaq::disclosure;
using namespace sanaq::disclosure::testing;

TEST_CASE("an attack that ends at the first breach says the same as a whole one") {
  SplitMix rng(21);
  int held = 0, broken = 0;
  for (std::size_t i = 0; i < 300; ++i) {
    const RawTable table = random_table({lettered("a", 4), lettered("b", 3 + i % 3)}, rng, 5);
    const TableHead head = public_head(table.head());
    std::vector<CellMark> marks;
    for (const std::int64_t count : table.counts())
      marks.push_back(count == 1                       ? CellMark::primary
                      : count > 0 && !rng.chance(1, 3) ? CellMark::secondary
                                                       : CellMark::open);
    const AuditTable audited{head, table.counts(), marks};
    AuditDemand quick;
    quick.extent = AuditDemand::Extent::first_breach;
    const auto whole = attack({&audited, 1}), first = attack({&audited, 1}, quick);
    quick.extent = AuditDemand::Extent::breaches;
    const auto breaches = attack({&audited, 1}, quick);
    REQUIRE(whole.has_value());
    REQUIRE(first.has_value());
    CHECK(first->passed() == whole->passed());
    CHECK(first->breaches.size() <= 1);
    CHECK(breaches.value().breaches.size() == whole->breaches.size());
    ++(whole->passed() ? held : broken);
  }
  CHECK(held > 20);
  CHECK(broken > 20);
}

TEST_CASE("what an attack found in favour of a pattern settles the next one, also where tables meet") {
  SplitMix rng(22);
  const RawTable table = random_table({lettered("a", 5), lettered("b", 5)}, rng, 6);
  const Protection safe = protect(table, {}).value();
  const TableHead head = public_head(table.head());
  std::vector<CellMark> marks;
  for (std::size_t cell = 0; cell < safe.table.size(); ++cell) marks.push_back(safe.table.mark(cell));
  const AuditTable audited{head, table.counts(), marks};
  const AuditReport report = attack({&audited, 1}).value();
  REQUIRE(!report.witnesses.empty());
  AuditDemand demand;
  demand.hints = report.witnesses;
  const AuditReport again = attack({&audited, 1}, demand).value();
  CHECK(again.passed());
  CHECK(again.witnesses.size() == report.witnesses.size());
  // A wrong hint changes nothing.
  Hint wrong;
  wrong.changes = {{TableCell{0, 0}, 5}, {TableCell{7, 3}, 1}};
  demand.hints = {&wrong, 1};
  CHECK(attack({&audited, 1}, demand).value().passed());
}
