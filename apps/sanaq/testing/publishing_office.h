#pragma once
#include <doctest.h>

#include <array>
#include <string>
#include <vector>

#include "microdata/microdata_builder.h"
#include "os/files.h"
#include "pg/testing/test_database.h"
#include "sanaq/production/production.h"
#include "sanaq/production/protection_job.h"
#include "solver/clp_solver.h"

namespace sanaq::testing {

inline Labels same(const std::string& text) { return Labels{{"kk", text}, {"ru", text}, {"en", text}}; }

inline Variable coded(const std::string& name, const std::vector<std::string>& codes) {
  Variable variable;
  variable.codes.name = name;
  variable.codes.label = same(name);
  for (const std::string& code : codes)
    variable.codes.categories.push_back({code, same(code), Category::no_parent});
  return variable;
}

/// Persons of two regions by age, and one of 15 years in the second region.
inline std::vector<std::array<std::uint32_t, 2>> people() {
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

inline Microdata frozen(std::int64_t revision, const std::vector<std::array<std::uint32_t, 2>>& rows) {
  Variable age = coded("age", {});
  age.kind = Variable::Kind::number;
  age.last_number = 40;
  auto builder = MicrodataBuilder::make({"kz-2021", revision}, {coded("region", {"r1", "r2"}), age}).value();
  for (const auto& row : rows) REQUIRE(builder.add(row));
  return std::move(builder).freeze().value();
}

inline std::string three(const std::string& text) {
  return R"({"kk": ")" + text + R"(", "ru": ")" + text + R"(", "en": ")" + text + "\"}";
}

/// Region by groups of ages that begin with these. more: further members.
inline std::string spec(const std::string& id, const std::vector<int>& begins,
                        const std::string& universe = "", const std::string& more = "") {
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
         three("all") + R"(}, "leave_rest": true, "groups": [)" + groups + "]}]" + more + "}";
}

/// An office that publishes: a ledger in a database of its own, an edition whose tables are written by the
/// test.
struct PublishingOffice {
  pg::testing::TestDatabase database;
  pg::Pool pool{pg::PoolOptions{database.conninfo_as("sanaq_processing"), 2, {}}};
  ReleaseLedgerPg ledger{pool};
  os::ScratchFolder folder;
  EditionFiles edition = load_edition(std::string(SANAQ_SOURCE_DIR) + "/editions/kz-2021").value();
  Messages texts;
  ClpSolver solver;
  std::string why;

  PublishingOffice() {
    const std::string source = SANAQ_SOURCE_DIR;
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
  Result<std::vector<PlacedTable>> publish(const Microdata& data, const std::string& id,
                                           std::int64_t version = 1) {
    why.clear();
    return publish_tables(data, edition, texts, ledger, version, UtcInstant{0}, {id}, &why);
  }
  std::vector<disclosure::LedgerTable> known() { return ledger.tables("kz-2021").value(); }
  std::vector<ProtectedTable> alone(const Microdata& data, const std::string& id) {
    auto tables = protect_edition(data, edition, {id}, {}, solver);
    REQUIRE_MESSAGE(tables.has_value(), tables.error().code << ' ' << tables.error().detail);
    return *std::move(tables);
  }
};

}  // namespace sanaq::testing
