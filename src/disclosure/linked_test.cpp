#include <doctest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "disclosure/derivation.h"
#include "disclosure/protect.h"
#include "disclosure/testing/sample_tables.h"

using namespace sanaq;
using namespace sanaq::disclosure;
using namespace sanaq::disclosure::testing;

namespace {

/// Two tables of the same people: side a against b, and side a against c, drawn together.
struct Pair {
  RawTable first, second;
};

RawTable named(const std::string& id, std::vector<Classification> sides, std::vector<std::int64_t> counts) {
  auto head = sample_head(std::move(sides));
  head.id = id;
  return RawTable::make(std::move(head), std::move(counts)).value();
}

Pair random_pair(Rng& rng) {
  const auto cube = random_table({lettered("a", 3), lettered("b", 3), lettered("c", 2)}, rng, 2);
  std::vector<std::int64_t> first, second;
  for (std::size_t a = 0; a < 4; ++a) {
    for (std::size_t b = 0; b < 4; ++b) first.push_back(cube.counts()[(a * 4 + b) * 3]);
    for (std::size_t c = 0; c < 3; ++c) second.push_back(cube.counts()[a * 4 * 3 + c]);
  }
  return {named("first", {lettered("a", 3), lettered("b", 3)}, first),
          named("second", {lettered("a", 3), lettered("c", 2)}, second)};
}

std::vector<CellMark> marks_in(const SafeTable& table) {
  std::vector<CellMark> marks;
  for (std::size_t cell = 0; cell < table.size(); ++cell) marks.push_back(table.mark(cell));
  return marks;
}

AuditReport audit_both(const Pair& pair, const std::vector<CellMark>& first,
                       const std::vector<CellMark>& second, AuditDemand demand = {}) {
  const TableHead a = public_head(pair.first.head()), b = public_head(pair.second.head());
  const std::vector<AuditTable> tables{{a, pair.first.counts(), first}, {b, pair.second.counts(), second}};
  return attack(tables, demand).value();
}

Messages disclosure_texts() {
  std::ifstream file(std::string(SANAQ_SOURCE_DIR) + "/locale/disclosure.csv");
  std::stringstream text;
  text << file.rdbuf();
  Messages messages;
  REQUIRE(messages.add(text.str()));
  return messages;
}

}  // namespace

TEST_CASE("tables that share cells leak together, and are protected together") {
  SplitMix rng(41);
  std::size_t leaks = 0;
  for (int i = 0; i < 150; ++i) {
    const Pair pair = random_pair(rng);
    const auto alone_a = protect(pair.first, {}), alone_b = protect(pair.second, {});
    REQUIRE(alone_a.has_value());
    REQUIRE(alone_b.has_value());
    if (!audit_both(pair, marks_in(alone_a->table), marks_in(alone_b->table)).passed()) ++leaks;
    const std::vector<TableTask> tasks{{pair.first, {}}, {pair.second, {}}};
    const auto both = protect_release(tasks);
    REQUIRE_MESSAGE(both.has_value(), both.error().code << " " << both.error().detail);
    const auto first = marks_in(both->tables[0].table), second = marks_in(both->tables[1].table);
    CHECK(audit_both(pair, first, second).passed());
    for (std::size_t a = 0; a < 4; ++a) {
      const bool hidden = first[a * 4] != CellMark::open;
      CHECK(hidden == (second[a * 3] != CellMark::open));  // the margin they share
    }
  }
  MESSAGE("leaks of tables protected one by one: " << leaks << " of 150");
  CHECK(leaks > 10);
}

TEST_CASE("a table that was published before is known for ever") {
  // Published: everything of side a. New: side a against c, which hides a margin that is public.
  SplitMix rng(43);
  std::size_t refused = 0;
  for (int i = 0; i < 60; ++i) {
    const Pair pair = random_pair(rng);
    const auto alone_a = protect(pair.first, {}), alone_b = protect(pair.second, {});
    AuditDemand demand;
    demand.first_new_table = 1;
    const auto report = audit_both(pair, marks_in(alone_a->table), marks_in(alone_b->table), demand);
    const auto whole = audit_both(pair, marks_in(alone_a->table), marks_in(alone_b->table));
    CHECK(report.passed() ==
          whole.passed());  // what was safe before can only break where the new one touches
    refused += report.passed() ? 0 : 1;
  }
  CHECK(refused > 0);
}

TEST_CASE("tables that disagree are not put together") {
  const RawTable a = named("first", {lettered("a", 2)}, {5, 2, 3}),
                 b = named("second", {lettered("a", 2)}, {5, 1, 4});
  const std::vector<TableTask> tasks{{a, {}}, {b, {}}};
  CHECK(protect_release(tasks).error().code == "disclosure.linked");
  const std::vector<CellMark> open(3, CellMark::open);
  const TableHead head_a = public_head(a.head()), head_b = public_head(b.head());
  const std::vector<AuditTable> tables{{head_a, a.counts(), open}, {head_b, b.counts(), open}};
  CHECK(attack(tables).error().code == "attacker.linked");
}

TEST_CASE("a pattern only grows") {
  SplitMix rng(47);
  for (int i = 0; i < 60; ++i) {
    const RawTable before = random_table({lettered("a", 3), lettered("b", 3)}, rng, 5);
    const auto marks = marks_in(protect(before, {}).value().table);
    std::vector<std::int64_t> counts = before.counts();
    for (std::int64_t& count : counts) count += count > 1 && rng.chance(1, 3) ? 1 : 0;  // a revision
    const RawTable after = RawTable::roll_up(before.head(), counts).value();
    std::vector<CellMark> still = marks;
    for (std::size_t cell = 0; cell < still.size(); ++cell) {
      if (after.counts()[cell] == 0) still[cell] = CellMark::open;
    }
    const std::vector<TableTask> tasks{{after, {}, still}};
    const auto safe = protect_release(tasks).value();
    for (std::size_t cell = 0; cell < still.size(); ++cell) {
      if (still[cell] != CellMark::open) CHECK(safe.tables[0].table.is_hidden(cell));
    }
  }
}

TEST_CASE("intervals: a primary cell may be any of three counts when two more are demanded") {
  SplitMix rng(53);
  for (int i = 0; i < 80; ++i) {
    const bool deep = i % 2 == 0;
    const auto table = deep ? random_table({lettered("a", 2), lettered("b", 3), lettered("c", 2)}, rng, 6)
                            : random_table({lettered("a", 4), lettered("b", 3)}, rng, 6);
    ProtectionRule rule;
    rule.width = 2;
    const auto safe = protect(table, rule);
    REQUIRE_MESSAGE(safe.has_value(), safe.error().code << " " << safe.error().detail);
    const auto marks = marks_in(safe->table);
    const TableHead head = public_head(table.head());
    const AuditTable audited{head, table.counts(), marks};
    AuditDemand demand;
    demand.width = 2;
    const auto report = attack({&audited, 1}, demand).value();
    CHECK(report.passed());
    for (const CellFinding& finding : report.findings) {
      if (finding.primary) CHECK(finding.seen_highest - finding.seen_lowest >= 2);
    }
  }
}

TEST_CASE("how it was found out, for a statistician to read") {
  const RawTable table = named("first", {lettered("a", 4)}, {15, 10, 3, 1, 1});
  const TableHead head = public_head(table.head());
  const std::vector<CellMark> marks{CellMark::open, CellMark::open, CellMark::open, CellMark::primary,
                                    CellMark::primary};
  const std::vector<AuditTable> tables{{head, table.counts(), marks}};
  const auto report = attack(tables).value();
  REQUIRE(report.breaches.size() == 2);
  const auto steps = derive(tables, report, report.breaches[0]);
  REQUIRE(steps.size() == 1);
  CHECK(steps[0].kind == DerivationStep::Kind::each_is_one);
  const Messages texts = disclosure_texts();
  CHECK(derivation_text(tables, steps, texts, "en") ==
        "sample: c: 15 − 10 − 3 = X + X, each is 1 or more, so X = 1\n");
  CHECK(derivation_text(tables, steps, texts, "kk") ==
        "sample: c: 15 − 10 − 3 = X + X, әрқайсысы кемінде 1, демек X = 1\n");
}

TEST_CASE("a chain of lines is told in the order of thought") {
  // Row r: the sum of the row is the only X of its column, which gives it; then the row gives its own X.
  const RawTable table = named("first", {lettered("r", 2), lettered("c", 2)}, {12, 5, 7, 4, 1, 3, 8, 4, 4});
  std::vector<CellMark> marks(9, CellMark::open);
  marks[3] = CellMark::secondary;  // sum of row a
  marks[4] = CellMark::primary;
  const TableHead head = public_head(table.head());
  const std::vector<AuditTable> tables{{head, table.counts(), marks}};
  const auto report = attack(tables).value();
  REQUIRE(report.breaches.size() == 1);
  const auto steps = derive(tables, report, report.breaches[0]);
  REQUIRE(!steps.empty());
  CHECK(steps.back().kind == DerivationStep::Kind::remainder);
  CHECK(steps.back().count == 1);
}
