// From frozen data to the public through what `sanaq protect`, `publish` and `audit` do, against the ledger
// of a database.
#include <doctest.h>

#include "microdata/microdata_builder.h"
#include "os/files.h"
#include "pg/testing/test_database.h"
#include "sanaq/production/production.h"
#include "sanaq/production/protection_job.h"
#include "solver/cbc_solver.h"
#include "solver/clp_solver.h"

using namespace sanaq;
using disclosure::LedgerTable;
using pg::testing::TestDatabase;

namespace {

const std::string source = SANAQ_SOURCE_DIR;

Labels same(const std::string& text) { return Labels{{"kk", text}, {"ru", text}, {"en", text}}; }

Variable coded(const std::string& name, const std::vector<std::string>& codes) {
  Variable variable;
  variable.codes.name = name;
  variable.codes.label = same(name);
  for (const std::string& code : codes)
    variable.codes.categories.push_back({code, same(code), Category::no_parent});
  return variable;
}

/// Persons of two regions by age, and one of 15 years in the second region.
std::vector<std::array<std::uint32_t, 2>> people() {
  std::vector<std::array<std::uint32_t, 2>> rows;
  for (std::uint32_t age = 0; age < 30; ++age) {
    for (std::uint32_t i = 0; i < 7 + age % 3; ++i) {
      rows.push_back({0, age});
      if (age != 15) rows.push_back({1, age});
    }
  }
  rows.push_back({1, 15});
  return rows;
}

Microdata frozen(std::int64_t revision, const std::vector<std::array<std::uint32_t, 2>>& rows) {
  Variable age = coded("age", {});
  age.kind = Variable::Kind::number;
  age.last_number = 40;
  auto builder = MicrodataBuilder::make({"kz-2021", revision}, {coded("region", {"r1", "r2"}), age}).value();
  for (const auto& row : rows) REQUIRE(builder.add(row));
  return std::move(builder).freeze().value();
}

std::string three(const std::string& text) {
  return R"({"kk": ")" + text + R"(", "ru": ")" + text + R"(", "en": ")" + text + "\"}";
}

/// Region by groups of ages that begin with these.
std::string spec(const std::string& id, const std::vector<int>& begins, const std::string& universe = "") {
  std::string groups;
  for (std::size_t i = 0; i < begins.size(); ++i) {
    const std::string first = std::to_string(begins[i]);
    const std::string last = i + 1 < begins.size() ? std::to_string(begins[i + 1] - 1) : "40";
    groups += (i == 0 ? "" : ",") + (R"({"code": ")" + first) + "-" + last + R"(", "label": )" +
              three(first) + R"(, "first": )" + first + R"(, "last": )" + last + "}";
  }
  return R"({"id": ")" + id + R"(", "title": )" + three(id) + R"(, "unit": )" + three("persons") +
         (universe.empty() ? "" : R"(, "universe": ")" + universe + "\"") +
         R"(, "dimensions": [{"variable": "region", "total": {"code": "KZ", "label": )" + three("KZ") +
         R"(}}, {"variable": "age", "name": "age_)" + id + R"(", "total": {"code": "all", "label": )" +
         three("all") + R"(}, "leave_rest": true, "groups": [)" + groups + "]}]}";
}

struct Office {
  TestDatabase database;
  pg::Pool pool{pg::PoolOptions{database.conninfo_as("sanaq_processing"), 2, {}}};
  ReleaseLedgerPg ledger{pool};
  os::ScratchFolder folder;
  EditionFiles edition = load_edition(source + "/editions/kz-2021").value();
  Messages texts;
  ClpSolver solver;
  std::string why;

  Office() {
    edition.folder = folder.path();
    REQUIRE(os::make_folder(folder.path() + "/tables"));
    for (const char* area : {"server", "disclosure"})
      REQUIRE(texts.add(os::read_file(source + "/locale/" + area + ".csv").value()));
    write(spec("young", {0, 15, 25}), "young");
    write(spec("pupils", {0, 16, 25}), "pupils");
    write(spec("adults", {16, 25}, "age >= 16"), "adults");
  }
  void write(const std::string& text, const std::string& id) const {
    REQUIRE(os::write_file(folder.path() + "/tables/" + id + ".json", text));
  }
  Result<std::vector<PublishedTable>> publish(const Microdata& data, const std::string& id,
                                              std::int64_t version = 1) {
    why.clear();
    return publish_tables(data, edition, texts, ledger, version, UtcInstant{0}, {id}, &why);
  }
  std::vector<LedgerTable> known() { return ledger.tables("kz-2021").value(); }
  std::vector<ProtectedTable> alone(const Microdata& data, const std::string& id) {
    auto tables = protect_edition(data, edition, {id}, {}, solver);
    REQUIRE_MESSAGE(tables.has_value(), tables.error().code << ' ' << tables.error().detail);
    return *std::move(tables);
  }
};

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
  CHECK(audit_published(known, 2, 1, office.solver).value().passed());
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
  CHECK(audit_published(office.known(), 2, 1, office.solver).value().passed());
}

TEST_CASE("what leaks together with the first release is refused, with the way it would be found out") {
  for (const std::string id : {"pupils", "adults"}) {
    Office office;
    const Microdata data = frozen(1, people());
    // Protected while nothing was public; meanwhile another officer published.
    const std::vector<LedgerTable> added{ledger_table(office.alone(data, id)[0], 1)};
    REQUIRE(office.publish(data, "young"));
    disclosure::AuditReport report;
    auto all = office.known();
    const auto safe = disclosure::refuse_leaks(all, added, &office.solver, 1, &report);
    REQUIRE(!safe.has_value());
    CHECK(safe.error().code == "disclosure.leak");
    all.push_back(added[0]);
    const std::string why = derivations(all, report, office.texts, "en");
    CHECK_MESSAGE(why.find("X = 1") != std::string::npos, why);
    CHECK(derivations(all, report, office.texts, "kk").find("демек X = 1") != std::string::npos);
    CHECK(audit_published(office.known(), 1, 1, office.solver).value().passed());
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
  CHECK(audit_published(known, 2, 1, office.solver).value().passed());
}

TEST_CASE("all tables of the edition are protected together, whatever stands in their folder") {
  Office office;
  const Microdata data = frozen(1, people());
  const auto tables = protect_edition(data, office.edition, {}, {}, office.solver);
  REQUIRE(tables.has_value());
  CHECK(tables->size() == 3);
  std::vector<LedgerTable> noted;
  for (const ProtectedTable& table : *tables) noted.push_back(ledger_table(table, 1));
  CHECK(audit_published(noted, 2, 1, office.solver).value().passed());
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
