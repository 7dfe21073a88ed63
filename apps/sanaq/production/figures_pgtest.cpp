// Figures beside counts from frozen data to the files of the public, through the ledger of a database.
#include <doctest.h>

#include <algorithm>

#include "publishing/published_table.h"
#include "release_store/release_store_pg.h"
#include "sanaq/testing/publishing_office.h"

using namespace sanaq;
using namespace sanaq::testing;
using disclosure::LedgerTable;

namespace {

using Rows = std::vector<std::array<std::uint32_t, 2>>;

std::string measures() {
  return R"(, "measures": [
    {"kind": "mean", "name": "mean-age", "label": )" +
         three("Mean age") + R"(, "variable": "age", "decimals": 1},
    {"kind": "median", "name": "median-age", "label": )" +
         three("Median age") + R"(, "variable": "age", "decimals": 1},
    {"kind": "share", "name": "share", "label": )" +
         three("Share") + R"(, "dimension": "age_figures", "decimals": 1},
    {"kind": "rate", "name": "old-per-young", "label": )" +
         three("Old for 100 young") +
         R"(, "numerator": "age >= 25", "denominator": "age < 25", "per": 100, "decimals": 1}])";
}

/// The file of the public, read back.
PublishedTable published_file(PublishingOffice& office, const std::string& id) {
  pg::Pool portal({office.database.conninfo_as("sanaq_portal"), 1, {}});
  ReleaseCataloguePg catalogue(portal);
  const auto file = catalogue.file(id, 1, id + ".en.json", UtcInstant{1}).value();
  REQUIRE(file.has_value());
  return read_jsonstat(file->bytes).value();
}

/// 4 lines of regions (all, r1, r2) by ages (all, three groups).
constexpr std::size_t columns = 4, cells = 12;

std::optional<std::int64_t> figure(const PublishedTable& table, std::size_t content, std::size_t cell) {
  return table.values[content * cells + cell];
}

}  // namespace

TEST_CASE("figures reach the public beside their counts") {
  PublishingOffice office;
  office.write(spec("figures", {0, 15, 25}, "", measures()), "figures");
  const Microdata data = frozen(1, people());
  const auto tables = office.publish(data, "figures");
  REQUIRE_MESSAGE(tables.has_value(), tables.error().code << ' ' << tables.error().detail);
  const PublishedTable table = published_file(office, "figures");
  REQUIRE(table.dimensions.size() == 3);
  CHECK(table.dimensions[0].categories.size() == 5);
  std::int64_t count = 0, sum = 0;
  for (const auto& row : people()) {
    if (row[0] != 0 || row[1] >= 15) continue;
    ++count;
    sum += row[1];
  }
  CHECK(figure(table, 0, columns + 1) == count);
  CHECK(figure(table, 1, columns + 1) == (20 * sum + count) / (2 * count));
  CHECK(figure(table, 3, columns) == 1000);
  CHECK(!figure(table, 4, columns + 1 + 2));  // nobody is young there
  CHECK(table.nobody.contains(4 * cells + columns + 3));
  CHECK(passed(audit_published(office.known(), 2, 1, office.solver).value()));
  CHECK(office.known().size() > 1);
  CHECK(office.publish(data, "figures").has_value());  // the same again changes nothing
}

TEST_CASE("the value of a single respondent does not follow from means of others") {
  PublishingOffice office;
  office.write(spec("figures", {0, 15, 16}, "", measures()), "figures");
  REQUIRE(office.publish(frozen(1, people()), "figures"));  // one of 15 years in r2
  const PublishedTable table = published_file(office, "figures");
  const std::size_t single = 2 * columns + 2;
  for (std::size_t content = 0; content < 5; ++content) CHECK(!figure(table, content, single));
  // Whoever knows the means of the sum and of the other parts would compute the hidden one.
  for (std::size_t content = 1; content < 3; ++content) {
    std::size_t hidden_in_row = 0, hidden_in_column = 0;
    for (std::size_t c = 0; c < columns; ++c)
      hidden_in_row += figure(table, content, 2 * columns + c) ? 0 : 1;
    for (std::size_t r = 0; r < 3; ++r) hidden_in_column += figure(table, content, r * columns + 2) ? 0 : 1;
    CHECK(hidden_in_row >= 2);
    CHECK(hidden_in_column >= 2);
  }
}

TEST_CASE(
    "means of few follow the threshold of volumes, and a sum over the hierarchy does not give them away") {
  PublishingOffice office;
  REQUIRE(os::write_file(office.folder.path() + "/protection.json", R"({"volumes": {"threshold": 2}})"));
  office.write(spec("figures", {0, 15, 16}, "", measures()), "figures");
  Rows rows = people();
  rows.push_back({1, 15});  // two of 15 years in r2: their number may be shown, their mean may not
  REQUIRE(office.publish(frozen(1, rows), "figures"));
  const PublishedTable table = published_file(office, "figures");
  const std::size_t pair = 2 * columns + 2;
  CHECK(figure(table, 0, pair) == 2);
  CHECK(!figure(table, 1, pair));
  CHECK(!figure(table, 2, pair));
  CHECK(figure(table, 3, pair));
  const auto known = office.known();
  CHECK(passed(audit_published(known, 2, 1, office.solver).value()));
  // The same with the other hidden means shown: mean × count of the sum less those of the parts.
  auto careless = known;
  for (LedgerTable& entry : careless)
    if (!entry.respondents.empty())
      for (std::size_t cell = 0; cell < cells; ++cell)
        if (cell != pair) entry.marks[cell] = CellMark::open;
  CHECK(!passed(audit_published(careless, 2, 1, office.solver).value()));
}

TEST_CASE("a mean of another table does not show the hidden one: the release is refused or hides it") {
  PublishingOffice office;
  REQUIRE(os::write_file(office.folder.path() + "/protection.json", R"({"volumes": {"threshold": 2}})"));
  const std::string mean = R"(, "measures": [{"kind": "mean", "name": "mean-age", "label": )" +
                           three("Mean") + R"(, "variable": "age", "decimals": 1}])";
  office.write(spec("first", {0, 15, 16}, "", mean), "first");
  office.write(spec("second", {0, 16}, "", mean), "second");
  Rows rows = people();
  rows.push_back({1, 15});
  const Microdata data = frozen(1, rows);
  const auto careless = office.alone(data, "second");  // protected while nothing was public
  CHECK(careless[0].protection.table.figures()[0].signs[2 * 3 + 1] == FigureSign::shown);
  REQUIRE(office.publish(data, "first"));
  const PublishedTable first = published_file(office, "first");
  CHECK(!figure(first, 1, 2 * columns + 2));
  const auto published = office.publish(data, "second");
  REQUIRE_MESSAGE(published.has_value(), published.error().code << ' ' << published.error().detail);
  CHECK(passed(audit_published(office.known(), 2, 1, office.solver).value()));
}

TEST_CASE("tables with figures keep away from decisions that would change their elements") {
  PublishingOffice office;
  REQUIRE(os::write_file(office.folder.path() + "/protection.json",
                         R"({"tables": {"figures": {"remedies": [{"method": "higher_level",
    "dimension": "age_figures", "element": "all", "who": "A. Officer", "why": "few"}]}}})"));
  office.write(spec("figures", {0, 15, 25}, "", measures()), "figures");
  CHECK(office.publish(frozen(1, people()), "figures").error().code == "disclosure.remedy");
}
