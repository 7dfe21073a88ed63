#include "ledger/release_ledger_pg.h"

#include <doctest.h>

#include <sanaq_sql/disclosure.h>

#include "ledger/count_bytes.h"
#include "pg/testing/test_database.h"
#include "publishing/testing/sample_release.h"

using namespace sanaq;
using disclosure::LedgerTable;
using pg::Statement;
using pg::testing::TestDatabase;

namespace {

pg::PoolOptions options_of(const TestDatabase& database, std::string_view role) {
  return {database.conninfo_as(role), 2, {}};
}

/// The table of the sample release with the truth of its hidden cells.
LedgerTable sample_entry(const std::string& id, std::int64_t version = 1) {
  const SafeTable safe = testing::sample_table(id);
  LedgerTable table{safe.head(), version, {30, 14, 16, 12, 1, 11, 18, 13, 5}, {}, 1, false};
  for (std::size_t cell = 0; cell < safe.size(); ++cell) table.marks.push_back(safe.mark(cell));
  return table;
}

Result<Done> agree(const std::vector<LedgerTable>&) { return Done{}; }

std::string error_of(pg::Connection& connection, std::string_view text) {
  const auto rows = connection.query(Statement{"", text, "", ""});
  return rows ? "" : rows.error().code;
}

}  // namespace

TEST_CASE("a release and its row of the ledger become known together") {
  const TestDatabase database;
  pg::Pool pool(options_of(database, "sanaq_processing"));
  ReleaseLedgerPg ledger(pool);
  const std::vector<LedgerTable> tables{sample_entry("region-sex")};
  const std::vector<Release> releases{testing::sample_release("region-sex", UtcInstant{0})};
  REQUIRE(ledger.place(tables, releases, agree));
  REQUIRE(ledger.place(tables, releases, agree));  // the same again
  const auto known = ledger.tables("kz-2021").value();
  REQUIRE(known.size() == 1);
  CHECK(known[0].head == tables[0].head);
  CHECK(known[0].counts == tables[0].counts);
  CHECK(known[0].marks == tables[0].marks);
  CHECK(ledger.tables("kz-1999").value().empty());
}

TEST_CASE("what stands behind a figure is noted with its table, respondents and all") {
  const TestDatabase database;
  pg::Pool pool(options_of(database, "sanaq_processing"));
  ReleaseLedgerPg ledger(pool);
  std::vector<LedgerTable> tables{sample_entry("region-sex"), sample_entry("region-sex.mean-age.values")};
  tables[1].respondents = tables[0].counts;
  tables[1].width_percent = 10;
  const std::vector<Release> releases{testing::sample_release("region-sex", UtcInstant{0})};
  REQUIRE(ledger.place(tables, releases, agree));
  const auto known = ledger.tables("kz-2021").value();
  REQUIRE(known.size() == 2);
  CHECK(known[0].respondents.empty());
  CHECK(known[1].respondents == tables[0].counts);
  CHECK(known[1].width_percent == 10);
}

TEST_CASE("what the audit refuses leaves nothing behind") {
  const TestDatabase database;
  pg::Pool pool(options_of(database, "sanaq_processing"));
  ReleaseLedgerPg ledger(pool);
  const auto refuse = [](const std::vector<LedgerTable>&) -> Result<Done> {
    return Error{"disclosure.leak", "cell 4"};
  };
  const std::vector<LedgerTable> tables{sample_entry("region-sex")};
  const std::vector<Release> releases{testing::sample_release("region-sex", UtcInstant{0})};
  CHECK(ledger.place(tables, releases, refuse).error().code == "disclosure.leak");
  CHECK(ledger.tables("kz-2021").value().empty());
  auto owner = database.connect();
  CHECK(owner.query(Statement{"", "select 1 from release.version", "", "int4"}).value().empty());
}

TEST_CASE("a release that cannot be placed is not noted either") {
  const TestDatabase database;
  pg::Pool pool(options_of(database, "sanaq_processing"));
  ReleaseLedgerPg ledger(pool);
  const std::vector<LedgerTable> tables{sample_entry("region-sex", 3)};
  const std::vector<Release> releases{testing::sample_release("region-sex", UtcInstant{0}, 3)};
  CHECK(ledger.place(tables, releases, agree).error().code == "release.version");
  CHECK(ledger.tables("kz-2021").value().empty());
}

TEST_CASE("the check sees everything public before, withdrawn tables too") {
  const TestDatabase database;
  pg::Pool pool(options_of(database, "sanaq_processing"));
  ReleaseLedgerPg ledger(pool);
  const std::vector<LedgerTable> first{sample_entry("first")}, second{sample_entry("second")};
  const std::vector<Release> release_a{testing::sample_release("first", UtcInstant{0})};
  const std::vector<Release> release_b{testing::sample_release("second", UtcInstant{0})};
  REQUIRE(ledger.place(first, release_a, agree));
  REQUIRE(ledger.withdraw("first", 1, UtcInstant{1}));
  CHECK(ledger.withdraw("first", 1, UtcInstant{2}).error().code == "ledger.unknown");
  std::size_t seen = 0;
  bool withdrawn = false;
  REQUIRE(ledger.place(second, release_b, [&](const std::vector<LedgerTable>& published) -> Result<Done> {
    seen = published.size();
    withdrawn = !published.empty() && published[0].withdrawn;
    return disclosure::refuse_leaks(published, second, nullptr);
  }));
  CHECK(seen == 1);
  CHECK(withdrawn);
}

TEST_CASE("the ledger is kept for ever and is not for the portal") {
  const TestDatabase database;
  pg::Pool pool(options_of(database, "sanaq_processing"));
  const std::vector<LedgerTable> tables{sample_entry("region-sex")};
  const std::vector<Release> releases{testing::sample_release("region-sex", UtcInstant{0})};
  REQUIRE(ReleaseLedgerPg(pool).place(tables, releases, agree));
  auto owner = database.connect();
  for (const char* text : {"delete from disclosure.published", "update disclosure.published set marks = ''",
                           "update disclosure.published set withdrawn_at = now(), width = 2"}) {
    CHECK_MESSAGE(!error_of(owner, text).empty(), text);
  }
  auto portal = database.connect_as("sanaq_portal");
  CHECK(error_of(portal, "select 1 from disclosure.published") == "db.permission");
}

TEST_CASE("counts are written and read") {
  const std::vector<std::int64_t> counts{0, 1, 127, 128, 19'186'015, std::int64_t{1} << 50};
  CHECK(parse_count_bytes(to_count_bytes(counts)).value() == counts);
  CHECK(parse_count_bytes("\x80").error().code == "ledger.damaged");
  CHECK(parse_count_bytes(std::string(12, '\xFF')).error().code == "ledger.damaged");
}

TEST_CASE("every query of the ledger is what its head says") {
  const TestDatabase database;
  auto owner = database.connect();
  for (const Statement* statement : sql::disclosure::all_queries) {
    const auto shape = describe(owner, *statement);
    REQUIRE_MESSAGE(shape.has_value(), statement->name);
    CHECK(shape->params == statement->params);
    CHECK(shape->columns == statement->columns);
  }
}
