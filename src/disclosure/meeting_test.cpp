#include "disclosure/meeting.h"

#include <doctest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "disclosure/derivation.h"
#include "disclosure/ledger.h"
#include "disclosure/protect.h"
#include "disclosure/testing/sample_tables.h"

using namespace sanaq;
using namespace sanaq::disclosure;
using namespace sanaq::disclosure::testing;

namespace {

constexpr std::uint32_t ages = 8, places = 3;

/// People of a small country, by place and age.
using People = std::vector<std::vector<std::int64_t>>;

struct AgeGroup {
  std::uint32_t first, last;
};

/// Place by groups of ages, of those whose age lies in the universe.
RawTable counted(const std::string& id, const People& people, const std::vector<AgeGroup>& groups,
                 AgeGroup universe = {0, ages - 1}) {
  std::vector<std::string> codes{"T"}, place_codes{"T"};
  TableMeaning meaning{"person", {}, {}, {{"place", places, {{}}}, {"age", ages, {{}}}}};
  for (std::uint32_t p = 0; p < places; ++p) {
    place_codes.push_back(zero_padded(p, 1));
    meaning.sides[0].categories[0].push_back(p);
    meaning.sides[0].categories.push_back({p});
  }
  for (const AgeGroup& group : groups) {
    codes.push_back(zero_padded(group.first, 1) + '-' + zero_padded(group.last, 1));
    meaning.sides[1].categories.emplace_back();
    for (std::uint32_t age = group.first; age <= group.last; ++age) {
      meaning.sides[1].categories[0].push_back(age);
      meaning.sides[1].categories.back().push_back(age);
    }
  }
  std::vector<std::int64_t> counts((places + 1) * (groups.size() + 1), 0);
  for (std::uint32_t p = 0; p < places; ++p) {
    for (std::size_t g = 0; g < groups.size(); ++g) {
      for (std::uint32_t age = groups[g].first; age <= groups[g].last; ++age)
        if (age >= universe.first && age <= universe.last)
          counts[(p + 1) * (groups.size() + 1) + g + 1] += people[p][age];
    }
  }
  auto head = sample_head({with_total("place", place_codes), with_total(id, codes)});
  head.id = id;
  head.title = same(id);
  if (universe.first > 0 || universe.last + 1 < ages) {
    meaning.universe.push_back({"age", ages, {}});
    for (std::uint32_t age = universe.first; age <= universe.last; ++age)
      meaning.universe[0].values.push_back(age);
  }
  head.meaning = std::move(meaning);
  return RawTable::roll_up(std::move(head), std::move(counts)).value();
}

People many() { return People(places, std::vector<std::int64_t>(ages, 40)); }

std::vector<CellMark> nothing_hidden(const RawTable& table) {
  return std::vector<CellMark>(table.counts().size(), CellMark::open);
}

LedgerTable published(const RawTable& table, const std::vector<CellMark>& marks) {
  return {public_head(table.head()), 1, table.counts(), marks, 1, false};
}

std::vector<CellMark> marks_in(const SafeTable& table) {
  std::vector<CellMark> marks;
  for (std::size_t cell = 0; cell < table.size(); ++cell) marks.push_back(table.mark(cell));
  return marks;
}

Messages disclosure_texts() {
  std::ifstream file(std::string(SANAQ_SOURCE_DIR) + "/locale/disclosure.csv");
  std::stringstream text;
  text << file.rdbuf();
  Messages messages;
  REQUIRE(messages.add(text.str()));
  return messages;
}

const std::vector<AgeGroup> first_groups{{0, 2}, {3, 7}}, second_groups{{0, 3}, {4, 7}};

}  // namespace

TEST_CASE("two groupings show who lies between them") {
  People people = many();
  people[1][3] = 1;  // one person of three years in place 1
  const RawTable first = counted("narrow", people, first_groups),
                 second = counted("wide", people, second_groups);
  const TableHead a = public_head(first.head()), b = public_head(second.head());
  const auto open_a = nothing_hidden(first), open_b = nothing_hidden(second);
  const std::vector<AuditTable> tables{{a, first.counts(), open_a}, {b, second.counts(), open_b}};
  CHECK(attack({&tables[0], 1}).value().passed());
  CHECK(attack({&tables[1], 1}).value().passed());
  const AuditReport report = attack(tables).value();
  REQUIRE(report.breaches.size() == 1);
  const auto steps = derive(tables, report, report.breaches.front());
  REQUIRE(!steps.empty());
  CHECK(steps.back().left + " = " + steps.back().right == "161 − 160 = X");
  const std::string text = derivation_text(tables, steps, disclosure_texts(), "en");
  CHECK(text.find("so X = 1") != std::string::npos);
  CHECK(text.find("read together: narrow: 1, 3-7; people whom no table shows by themselves but who follow "
                  "from several; wide: 1, 4-7") != std::string::npos);
}

TEST_CASE("a table of some people beside one of all shows the others") {
  People people = many();
  for (std::uint32_t age = 0; age < 3; ++age) people[2][age] = age == 1 ? 1 : 0;  // one child in place 2
  const RawTable all = counted("all", people, {{0, 7}}), adults = counted("adults", people, {{3, 7}}, {3, 7});
  CHECK(refuse_leaks({published(all, nothing_hidden(all))}, {published(adults, nothing_hidden(adults))},
                     nullptr)
            .error()
            .code == "disclosure.leak");
  CHECK(refuse_leaks({}, {published(adults, nothing_hidden(adults))}, nullptr).has_value());
}

TEST_CASE("tables of different groups are protected together") {
  People people = many();
  people[1][3] = 1;
  const RawTable first = counted("narrow", people, first_groups),
                 second = counted("wide", people, second_groups);
  const std::vector<CellMark> before = nothing_hidden(first);
  const std::vector<TableTask> tasks{{first, {}, before, TableTask::Standing::published}, {second, {}}};
  const auto release = protect_release(tasks);
  REQUIRE_MESSAGE(release.has_value(), release.error().detail);
  const auto marks = marks_in(release->tables[0].table);
  CHECK(std::count(marks.begin(), marks.end(), CellMark::open) < 12);
  CHECK(refuse_leaks({published(first, before)}, {published(second, marks)}, nullptr).has_value());
}

TEST_CASE("a hidden cell may not follow from a coarser group elsewhere") {
  People people = many();
  people[0][0] = 1;
  people[0][1] = 2;
  const RawTable fine = counted("fine", people, {{0, 0}, {1, 1}, {2, 2}, {3, 7}});
  const RawTable coarse = counted("coarse", people, {{0, 1}, {2, 7}});
  const auto alone = protect(fine, {});
  REQUIRE(alone.has_value());
  const std::vector<TableTask> tasks{{fine, {}}, {coarse, {}}};
  const auto both = protect_release(tasks);
  REQUIRE(both.has_value());
  CHECK(refuse_leaks({},
                     {published(fine, marks_in(both->tables[0].table)),
                      published(coarse, marks_in(both->tables[1].table))},
                     nullptr)
            .has_value());
  auto marks = nothing_hidden(fine);
  for (const std::size_t cell : {6U, 8U, 11U, 13U})  // of rows of five
    marks[cell] = CellMark::secondary;
  marks[1 * 5 + 1] = CellMark::primary;  // a square with 40 each: safe alone
  CHECK(refuse_leaks({}, {published(fine, marks)}, nullptr).has_value());
  CHECK(refuse_leaks({}, {published(fine, marks), published(coarse, nothing_hidden(coarse))}, nullptr)
            .error()
            .code == "disclosure.leak");
}

TEST_CASE("no two printed numbers differ by a single respondent") {
  SplitMix rng(77);
  for (int round = 0; round < 60; ++round) {
    People people(places, std::vector<std::int64_t>(ages, 0));
    for (auto& place : people)
      for (auto& count : place) count = rng.chance(1, 3) ? static_cast<std::int64_t>(rng.below(3)) : 6;
    const auto cut = static_cast<std::uint32_t>(1 + rng.below(ages - 2));
    const RawTable first = counted("halves", people, {{0, cut}, {cut + 1, ages - 1}});
    const RawTable second = counted("thirds", people, {{0, 1}, {2, 4}, {5, 7}});
    const RawTable third = counted("older", people, {{2, 4}, {5, 7}}, {2, 7});
    const std::vector<TableTask> tasks{{first, {}}, {second, {}}, {third, {}}};
    const auto release = protect_release(tasks);
    if (!release) continue;  // a single respondent in the country's margin: nothing can hide him
    struct Printed {
      std::uint32_t place, first, last;
      std::int64_t count;
    };
    std::vector<Printed> printed;
    for (std::size_t t = 0; t < tasks.size(); ++t) {
      const auto& meaning = tasks[t].table.head().meaning;
      const std::size_t width = meaning.sides[1].categories.size();
      for (std::size_t cell = 0; cell < tasks[t].table.counts().size(); ++cell) {
        const auto& group = meaning.sides[1].categories[cell % width];
        if (release->tables[t].table.is_hidden(cell)) continue;
        printed.push_back({static_cast<std::uint32_t>(cell / width), group.front(), group.back(),
                           tasks[t].table.counts()[cell]});
      }
    }
    for (const Printed& a : printed) {
      for (const Printed& b : printed) {
        const bool holds = a.place == b.place && a.first <= b.first && a.last >= b.last;
        CHECK((!holds || a.count - b.count != 1));
      }
    }
  }
}
