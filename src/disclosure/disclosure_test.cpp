#include <doctest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "base/rng.h"
#include "disclosure/primary.h"
#include "disclosure/protect.h"
#include "disclosure/testing/sample_tables.h"

using namespace sanaq;
using namespace sanaq::disclosure;
using namespace sanaq::disclosure::testing;

namespace {

using Verdict = CellFinding::Verdict;

RawTable table_of(std::vector<Classification> dimensions, std::vector<std::int64_t> counts) {
  return RawTable::make(sample_head(std::move(dimensions)), std::move(counts)).value();
}

std::vector<CellMark> marks_of(const std::string& letters) {
  std::vector<CellMark> marks;
  for (const char c : letters) {
    marks.push_back(c == 'P' ? CellMark::primary : c == 'S' ? CellMark::secondary : CellMark::open);
  }
  return marks;
}

AuditReport audit_of(const RawTable& table, const std::vector<CellMark>& marks) {
  const TableHead head = public_head(table.head());
  const AuditTable audited{head, table.counts(), marks};
  return attack({&audited, 1}).value();
}

std::vector<CellMark> marks_in(const Protection& safe) {
  std::vector<CellMark> marks;
  for (std::size_t cell = 0; cell < safe.table.size(); ++cell) marks.push_back(safe.table.mark(cell));
  return marks;
}

/// Cells that hold exactly the person of `cell`: those of count 1 above and below it.
std::set<std::size_t> cells_of_person(const RawTable& table, std::size_t self) {
  std::set<std::size_t> cells{self};
  const Grid grid(table.head().dimensions);
  for (bool grown = true; grown;) {
    grown = false;
    for (const std::size_t one : std::set(cells)) {
      for (std::size_t other = 0; other < grid.size(); ++other) {
        const bool same = table.counts()[other] == 1 && (grid.covers(other, one) || grid.covers(one, other));
        grown = (same && cells.insert(other).second) || grown;
      }
    }
  }
  return cells;
}

/// Marks by the letter of points 22 and 23 only.
std::vector<CellMark> literal_marks(const RawTable& table, Reading reading) {
  const Grid grid(table.head().dimensions);
  Pattern pattern = mark_primary(table, grid, {}).value();
  mark_next_smallest(grid, table.counts(), reading, pattern);
  return pattern.marks;
}

std::size_t computed_primaries(const AuditReport& report, const std::vector<CellMark>& marks) {
  return static_cast<std::size_t>(
      std::count_if(report.findings.begin(), report.findings.end(), [&](const auto& f) {
        return f.verdict == Verdict::computed && marks[f.place.cell] == CellMark::primary;
      }));
}

/// Every table of whole numbers that prints the same: by trying all values of the finest cells. Second
/// implementation, naive on purpose. For each hidden cell the set of its possible counts, each at most the
/// truth + `reach`.
class Oracle {
 public:
  Oracle(const RawTable& table, const std::vector<CellMark>& marks, const std::set<std::size_t>& known)
      : table_(table), counts_(table.counts()) {
    for (std::size_t cell = 0; cell < counts_.size(); ++cell) {
      hidden_.push_back(marks[cell] != CellMark::open && !known.contains(cell));
    }
    const auto& dimensions = table.head().dimensions;
    for (std::size_t cell = 0; cell < counts_.size(); ++cell) {
      std::size_t rest = cell;
      bool finest = true;
      for (std::size_t d = dimensions.size(); d-- > 0;) {
        const auto category = static_cast<std::int32_t>(rest % dimensions[d].categories.size());
        rest /= dimensions[d].categories.size();
        for (const Category& other : dimensions[d].categories) finest = finest && other.parent != category;
      }
      if (finest && hidden_[cell]) free_.push_back(cell);
    }
    try_from(0);
  }
  std::size_t possible(std::size_t cell) const {
    const auto found = seen_.find(cell);
    return found == seen_.end() ? 0 : found->second.size();
  }

 private:
  static constexpr std::int64_t reach = 2;
  void try_from(std::size_t i) {
    if (i == free_.size()) {
      note();
      return;
    }
    const std::int64_t truth = table_.counts()[free_[i]];
    for (std::int64_t value = 1; value <= truth + reach; ++value) {
      counts_[free_[i]] = value;
      try_from(i + 1);
    }
    counts_[free_[i]] = truth;
  }
  void note() {
    const auto summed = RawTable::roll_up(table_.head(), counts_).value();
    for (std::size_t cell = 0; cell < counts_.size(); ++cell) {
      const bool fits =
          hidden_[cell] ? summed.counts()[cell] >= 1 : summed.counts()[cell] == table_.counts()[cell];
      if (!fits) return;
    }
    for (std::size_t cell = 0; cell < counts_.size(); ++cell) {
      if (hidden_[cell]) seen_[cell].insert(summed.counts()[cell]);
    }
  }
  const RawTable& table_;
  std::vector<std::int64_t> counts_;
  std::vector<bool> hidden_;
  std::vector<std::size_t> free_;
  std::map<std::size_t, std::set<std::int64_t>> seen_;
};

std::vector<Classification> shape(std::uint64_t which) {
  switch (which % 5) {
    case 0:
      return {lettered("a", 3), lettered("b", 3)};
    case 1:
      return {lettered("a", 2), lettered("b", 4)};
    case 2:
      return {lettered("a", 2), lettered("b", 2), lettered("c", 2)};
    case 3:
      return {two_levels("a"), lettered("b", 2)};
    default:
      return {lettered("a", 7)};
  }
}

}  // namespace

TEST_CASE("15 = 10 + 3 + x + x: the attacker knows that zeros are printed") {
  const RawTable table = table_of({lettered("a", 4)}, {15, 10, 3, 1, 1});
  const auto report = audit_of(table, marks_of("...PP"));
  REQUIRE(report.findings.size() == 2);
  for (const CellFinding& finding : report.findings) {
    CHECK(finding.verdict == Verdict::computed);
    CHECK(finding.lowest == 1);
    CHECK(finding.highest == 1);
    CHECK(finding.line_sum == TableCell{0, 0});
  }
  CHECK(!report.passed());
}

TEST_CASE("intervals: two X that add up to five lie between 1 and 4") {
  const auto report = audit_of(table_of({lettered("a", 3)}, {12, 7, 1, 4}), marks_of("..PS"));
  CHECK(report.passed());
  for (const CellFinding& finding : report.findings) {
    CHECK(finding.verdict == Verdict::open_question);
    CHECK(finding.lowest == 1);
    CHECK(finding.highest == 4);
  }
}

TEST_CASE("elimination finds what no single line gives away") {
  // Rows a, b and columns x, y: the hidden block has a sum of its own through a third dimension of
  // bookkeeping: a hierarchy in which region sums fix x + y while the column sums fix x - y.
  const RawTable table = table_of({two_levels("a"), lettered("b", 2)},
                                  {20, 12, 8, 10, 6, 4, 10, 6, 4, 5, 3, 2, 5, 3, 2, 6, 4, 2, 4, 2, 2});
  std::string letters(21, '.');
  for (const std::size_t cell : {4U, 5U, 7U, 8U}) letters[cell] = 'S';      // regions by b
  for (const std::size_t cell : {10U, 11U, 13U, 14U}) letters[cell] = 'S';  // r1's districts by b
  const auto report = audit_of(table, marks_of(letters));
  for (const CellFinding& finding : report.findings) {
    const bool region = finding.place.cell < 9;
    if (region) CHECK(finding.verdict == Verdict::computed);
  }
}

TEST_CASE("the attacker refuses broken input") {
  const RawTable table = table_of({lettered("a", 2)}, {3, 3, 0});
  const auto head = public_head(table.head());
  const auto code = [&head](const std::vector<std::int64_t>& counts, const std::string& letters) {
    const auto marks = marks_of(letters);
    const AuditTable audited{head, counts, marks};
    return attack({&audited, 1}).error().code;
  };
  CHECK(code(table.counts(), "..P") == "attacker.zero");
  CHECK(code(table.counts(), "..") == "attacker.shape");
  CHECK(code({4, 3, 0}, "...") == "attacker.sums");
}

TEST_CASE("the letter of point 23 leaks, ours does not") {
  // Two single respondents; each line gets its next smallest, and still 4 = 2 + x + x gives both away.
  const RawTable table =
      table_of({lettered("a", 3), lettered("b", 3)}, {30, 9, 10, 11, 8, 2, 1, 5, 6, 1, 2, 3, 16, 6, 7, 3});
  for (const Reading reading : {Reading::when_alone, Reading::always}) {
    const auto marks = literal_marks(table, reading);
    const auto report = audit_of(table, marks);
    CHECK(!report.passed());
    const auto done = protect(table, {}, {reading});
    REQUIRE_MESSAGE(done.has_value(), done.error().code << " " << done.error().detail);
    const Protection& safe = *done;
    CHECK(audit_of(table, marks_in(safe)).passed());
    CHECK(safe.cost.cells_primary == 2);
  }
  // A line of ones only: 2 = x + x.
  const RawTable ones = table_of({lettered("a", 3), lettered("b", 2)}, {12, 6, 6, 2, 1, 1, 4, 2, 2, 6, 3, 3});
  const auto marks = literal_marks(ones, Reading::when_alone);
  CHECK(computed_primaries(audit_of(ones, marks), marks) == 2);
  const Protection safe = protect(ones, {}).value();
  CHECK(audit_of(ones, marks_in(safe)).passed());
  CHECK(!safe.table.value(3));  // the sum of the two ones has to go as well
}

TEST_CASE("a single respondent must not compute another one") {
  // In row a two ones and a sum of two: hidden sum or not, whoever knows his own one must not get the other.
  SplitMix rng(5);
  std::size_t insiders = 0, outsiders = 0;
  for (int i = 0; i < 200; ++i) {
    const RawTable table = random_table(shape(static_cast<std::uint64_t>(i) % 2), rng, 4);
    const auto marks = literal_marks(table, Reading::always);
    const auto report = audit_of(table, marks);
    for (const Breach& breach : report.breaches) insiders += breach.insider ? 1 : 0;
    outsiders += computed_primaries(report, marks);
  }
  CHECK(insiders > 0);
  CHECK(outsiders > 0);  // the stricter reading leaks to every reader, too
}

TEST_CASE("consent opens the cell and the sums that hold only the same respondent") {
  const RawTable table = table_of({lettered("a", 2), lettered("b", 2)}, {6, 5, 1, 1, 0, 1, 5, 5, 0});
  CHECK(protect(table, {}).value().cost.cells_primary == 3);
  const Protection open = protect(table, {1, 1, {{{"a", "b"}}}}).value();
  CHECK(open.cost.cells_primary == 0);
  CHECK(open.table.value(5) == 1);
  auto code = [&](const ProtectionRule& rule) { return protect(table, rule).error().code; };
  CHECK(code({1, 1, {{{"a", "z"}}}}) == "disclosure.consent");
  CHECK(code({1, 1, {{{"a"}}}}) == "disclosure.consent");
  CHECK(code({1, 1, {{{"b", "a"}}}}) == "disclosure.consent");  // five respondents
  CHECK(code({0}) == "disclosure.rule");
}

TEST_CASE("the threshold is a parameter") {
  const RawTable table = table_of({lettered("a", 3)}, {20, 2, 3, 15});
  CHECK(protect(table, {1}).value().explanations.empty());
  CHECK(protect(table, {2}).value().cost.cells_primary == 1);
  CHECK(protect(table, {3}).value().cost.cells_primary == 2);
}

TEST_CASE("rules as data") {
  const auto rule = parse_protection_rule(*parse_json(R"({"threshold":2,"consents":[["a","b"]]})")).value();
  CHECK(rule.threshold == 2);
  CHECK(rule.consents[0].codes == std::vector<std::string>{"a", "b"});
  for (const char* bad : {"[]", R"({"threshold":0})", R"({"treshold":2})", R"({"consents":[[]]})"}) {
    CHECK(parse_protection_rule(*parse_json(bad)).error().code == "disclosure.rule");
  }
}

TEST_CASE("random tables: the attacker agrees with all tables that print the same") {
  SplitMix rng(17);
  std::size_t computed = 0, undecided = 0, open = 0;
  for (std::uint64_t i = 0; i < 400; ++i) {
    const RawTable table = random_table(shape(i), rng, 3);
    const auto marks = literal_marks(table, rng.chance(1, 2) ? Reading::always : Reading::when_alone);
    if (std::count(marks.begin(), marks.end(), CellMark::open) + 14 <
        static_cast<std::ptrdiff_t>(marks.size()))
      continue;
    const auto report = audit_of(table, marks);
    const Oracle oracle(table, marks, {});
    for (const CellFinding& finding : report.findings) {
      const std::size_t possible = oracle.possible(finding.place.cell);
      if (finding.verdict == Verdict::computed) CHECK(possible == 1);
      if (finding.verdict == Verdict::open_question) CHECK(possible >= 2);
      CHECK(finding.lowest <= table.counts()[finding.place.cell]);
      computed += finding.verdict == Verdict::computed ? 1 : 0;
      undecided += finding.verdict == Verdict::undecided ? 1 : 0;
      open += finding.verdict == Verdict::open_question ? 1 : 0;
    }
  }
  MESSAGE("computed " << computed << ", open " << open << ", undecided " << undecided);
  CHECK(computed > 50);
  CHECK(open > 50);
  CHECK(undecided * 50 <= computed + open);
}

TEST_CASE("random tables: what we protect, nobody computes") {
  SplitMix rng(23);
  for (std::uint64_t i = 0; i < 200; ++i) {
    const RawTable table = random_table(shape(i), rng, 3);
    const auto result = protect(table, {});
    REQUIRE_MESSAGE(result.has_value(), result.error().code << " " << result.error().detail);
    std::vector<CellMark> marks;
    for (std::size_t cell = 0; cell < result->table.size(); ++cell) marks.push_back(result->table.mark(cell));
    const Oracle everybody(table, marks, {});
    for (std::size_t cell = 0; cell < marks.size(); ++cell) {
      if (table.counts()[cell] == 1) CHECK(marks[cell] == CellMark::primary);
      if (table.counts()[cell] == 0) CHECK(marks[cell] == CellMark::open);
      if (marks[cell] != CellMark::open) CHECK(everybody.possible(cell) >= 2);
    }
    for (std::size_t self = 0; self < marks.size(); ++self) {
      if (table.counts()[self] != 1) continue;
      const auto own = cells_of_person(table, self);
      const Oracle insider(table, marks, own);
      for (std::size_t cell = 0; cell < marks.size(); ++cell) {
        const bool other = marks[cell] == CellMark::primary && !own.contains(cell);
        if (other) CHECK(insider.possible(cell) >= 2);
      }
    }
    CHECK(protect(table, {}).value().table == result->table);
  }
}

TEST_CASE("every secondary X says for whom and which line it closes") {
  SplitMix rng(31);
  for (std::uint64_t i = 0; i < 60; ++i) {
    const Protection safe = protect(random_table(shape(i), rng, 6), {}).value();
    std::set<std::size_t> explained;
    for (const Explanation& why : safe.explanations) {
      CHECK(explained.insert(why.cell).second);
      CHECK(safe.table.is_hidden(why.cell));
      if (why.reason == Explanation::Reason::few_respondents) continue;
      REQUIRE(why.protects);
      CHECK(safe.table.is_hidden(*why.protects));
      CHECK(why.closes.has_value());
    }
    for (std::size_t cell = 0; cell < safe.table.size(); ++cell) {
      CHECK(safe.table.is_hidden(cell) == explained.contains(cell));
    }
  }
}
