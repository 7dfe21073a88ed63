// From frozen data to the public through what `sanaq protect`, `publish` and `audit` do, against the ledger
// of a database.
#include <doctest.h>

#include <algorithm>

#include "sanaq/testing/publishing_office.h"
#include "solver/cbc_solver.h"

using namespace sanaq;
using disclosure::LedgerTable;
using namespace sanaq::testing;
using Office = PublishingOffice;

namespace {

std::size_t hidden_count(const std::vector<CellMark>& marks) {
  return marks.size() - static_cast<std::size_t>(std::count(marks.begin(), marks.end(), CellMark::open));
}

}  // namespace

TEST_CASE("a release passes, and the audit of the ledger agrees") {
  Office office;
  const Microdata data = frozen(1, people());
  const auto tables = office.publish(data, "young");
  REQUIRE_MESSAGE(tables.has_value(), tables.error().code << ' ' << tables.error().detail);
  CHECK(tables->front().cells == 12);
  CHECK(tables->front().hidden == 0);
  CHECK(office.why.empty());
  const auto known = office.known();
  REQUIRE(known.size() == 1);
  CHECK(known[0].head.meaning.sides[1].variable == "age");
  CHECK(passed(audit_published(known, 2, 1, office.solver).value()));
  CHECK(office.publish(data, "young").has_value());  // the same again changes nothing
  CHECK(office.known().size() == 1);
}

TEST_CASE("a second grouping hides whom the two together would show") {
  Office office;
  const Microdata data = frozen(1, people());
  CHECK(office.alone(data, "pupils")[0].protection.cost.cells_primary ==
        0);  // nothing is wrong with it alone
  REQUIRE(office.publish(data, "young"));
  const auto tables = office.publish(data, "pupils");
  REQUIRE_MESSAGE(tables.has_value(), tables.error().code << ' ' << tables.error().detail);
  CHECK(tables->front().hidden >= 2);
  CHECK(passed(audit_published(office.known(), 2, 1, office.solver).value()));
}

TEST_CASE("what leaks together with the first release is refused, with the way it would be found out") {
  for (const std::string id : {"pupils", "adults"}) {
    Office office;
    const Microdata data = frozen(1, people());
    // Protected while nothing was public; meanwhile another officer published.
    const std::vector<LedgerTable> added = ledger_tables(office.alone(data, id)[0], 1);
    REQUIRE(office.publish(data, "young"));
    disclosure::Leak leak;
    const auto safe = disclosure::refuse_leaks(office.known(), added, &office.solver, 1, &leak);
    REQUIRE(!safe.has_value());
    CHECK(safe.error().code == "disclosure.leak");
    const std::string why = derivations(leak.tables, leak.report, office.texts, "en");
    CHECK_MESSAGE(why.find("X = 1") != std::string::npos, why);
    CHECK(derivations(leak.tables, leak.report, office.texts, "kk").find("демек X = 1") != std::string::npos);
    CHECK(passed(audit_published(office.known(), 1, 1, office.solver).value()));
  }
}

TEST_CASE("a withdrawn table stays known") {
  Office office;
  const Microdata data = frozen(1, people());
  REQUIRE(office.publish(data, "young"));
  REQUIRE(office.ledger.withdraw("young", 1, UtcInstant{1}));
  const auto tables = office.publish(data, "pupils");
  REQUIRE(tables.has_value());
  CHECK(tables->front().hidden >= 2);  // as if it were shown
}

TEST_CASE("a revision keeps the pattern and hides what changed by one respondent") {
  Office office;
  office.write(spec("single", {0, 15, 16}), "single");
  auto rows = people();
  REQUIRE(office.publish(frozen(1, rows), "single"));
  const auto first = office.known()[0];
  CHECK(hidden_count(first.marks) > 0);  // the one of 15 years
  for (int i = 0; i < 40; ++i) rows.push_back({1, 15});
  rows.push_back({0, 3});  // one more, who would be seen by subtraction
  const auto tables = office.publish(frozen(2, rows), "single", 2);
  REQUIRE_MESSAGE(tables.has_value(), tables.error().code << ' ' << tables.error().detail);
  const auto known = office.known();
  REQUIRE(known.size() == 2);
  for (std::size_t cell = 0; cell < first.marks.size(); ++cell)
    CHECK((first.marks[cell] == CellMark::open || known[1].marks[cell] != CellMark::open));
  CHECK(known[1].marks[1 * 4 + 1] == CellMark::primary);  // r1, 0–14
  CHECK(passed(audit_published(known, 2, 1, office.solver).value()));
}

TEST_CASE("all tables of the edition are protected together, whatever stands in their folder") {
  Office office;
  const Microdata data = frozen(1, people());
  const auto tables = protect_edition(data, office.edition, {}, {}, office.solver);
  REQUIRE(tables.has_value());
  CHECK(tables->size() == 3);
  std::vector<LedgerTable> noted;
  for (const ProtectedTable& table : *tables) noted.push_back(ledger_tables(table, 1).front());
  CHECK(passed(audit_published(noted, 2, 1, office.solver).value()));
  CHECK(protect_edition(data, office.edition, {"nothing"}, {}, office.solver).error().code != "");
}

TEST_CASE("the cheapest pattern of a small release is found when it is asked for") {
  Office office;
  office.write(spec("single", {0, 15, 16}), "single");
  const Microdata data = frozen(1, people());
  CbcSolver cover;
  const auto tables = protect_edition(data, office.edition, {"single"}, {}, office.solver, {&cover, 100});
  REQUIRE(tables.has_value());
  CHECK(tables->front().price.is_cheapest);
  CHECK(tables->front().price.bound == doctest::Approx(tables->front().price.price));
  const auto large = protect_edition(data, office.edition, {"single"}, {}, office.solver, {&cover, 5});
  REQUIRE(large.has_value());
  CHECK(!large->front().price.searched);
}
