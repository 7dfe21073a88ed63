// Tables with noise from frozen data to the public, through the ledger of a database.
#include <doctest.h>

#include "sanaq/production/noise_job.h"
#include "sanaq/testing/publishing_office.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

const std::string secret(32, 's');

void ask_for_noise(PublishingOffice& office, const std::string& tables) {
  REQUIRE(os::write_file(office.folder.path() + "/protection.json",
                         R"({"noise": {"change_max": 3, "variance_hundredths": 200, "tables": [)" + tables +
                             R"(], "note": )" + three("with noise") + "}}"));
}

std::vector<ProtectedTable> noisy(PublishingOffice& office, const Microdata& data,
                                  const std::vector<std::string>& ids) {
  auto tables = protect_edition(data, office.edition, ids, {}, office.solver, {}, secret);
  REQUIRE_MESSAGE(tables.has_value(), tables.error().code << ' ' << tables.error().detail);
  return *std::move(tables);
}

}  // namespace

TEST_CASE("the same people give the same number in two tables with noise") {
  PublishingOffice office;
  ask_for_noise(office, R"("young", "pupils")");
  const auto tables = noisy(office, frozen(1, people()), {"young", "pupils"});
  REQUIRE(tables.size() == 2);
  const SafeTable& young = tables[0].protection.table;
  const SafeTable& pupils = tables[1].protection.table;
  std::size_t changed = 0;
  for (std::size_t region = 0; region < 3; ++region) {
    for (const std::size_t column : {std::size_t{0}, std::size_t{3}})  // everybody, 25 and over
      CHECK(young.value(region * 4 + column) == pupils.value(region * 4 + column));
    for (std::size_t column = 0; column < 4; ++column)
      changed += *young.value(region * 4 + column) != tables[0].raw.counts()[region * 4 + column] ? 1U : 0U;
  }
  CHECK(changed > 3);
  CHECK(young.head().notes.back().in("ru") == "with noise");
}

TEST_CASE("a table with noise is published, and never beside one that hides the same people") {
  PublishingOffice office;
  office.write(spec("single", {0, 15, 16}), "single");
  ask_for_noise(office, R"("young")");
  const Microdata data = frozen(1, people());
  const auto publish = [&](const std::string& id) {
    return publish_tables(data, office.edition, office.texts, office.ledger, 1, UtcInstant{0}, {id}, nullptr,
                          secret);
  };
  CHECK(publish_tables(data, office.edition, office.texts, office.ledger, 1, UtcInstant{0}, {"young"})
            .error()
            .code == "disclosure.secret");
  REQUIRE(publish("young"));
  REQUIRE(publish("young"));  // the same again
  CHECK(publish("single").error().code == "disclosure.noise");
  CHECK(office.known().size() == 1);
  CHECK(passed(audit_published(office.known(), 2, 1, office.solver).value()));
}
