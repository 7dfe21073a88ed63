#include "disclosure/noise.h"

#include <doctest.h>

#include "disclosure/protect.h"
#include "disclosure/testing/sample_tables.h"

using namespace sanaq;
using namespace sanaq::disclosure;
using namespace sanaq::disclosure::testing;

namespace {

const Labels note{{"kk", "шу"}, {"ru", "шум"}, {"en", "noise"}};

/// Two sides over variables of these names, every category a value of its own.
RawTable table_of(const std::string& id, const std::string& first, const std::string& second) {
  RawTable::Head head = sample_head({lettered(first, 2), lettered(second, 2)});
  head.id = id;
  head.meaning.counted = "person";
  for (const Classification& side : head.dimensions)
    head.meaning.sides.push_back({side.name, 2, {{0, 1}, {0}, {1}}});
  return RawTable::make(head, {20, 9, 11, 8, 1, 7, 12, 8, 4}).value();
}

LedgerTable hiding_entry(const RawTable& table) {
  LedgerTable entry{public_head(table.head()), 1, table.counts(), {}};
  for (const char letter : std::string("....PS.SS"))
    entry.marks.push_back(letter == 'P'   ? CellMark::primary
                          : letter == 'S' ? CellMark::secondary
                                          : CellMark::open);
  return entry;
}

LedgerTable noisy_entry(const RawTable& table) {
  const auto noise = NoiseTable::make({3, 1.0}).value();
  const std::vector<CellKey> keys(table.counts().size(), 4'000'000'000U);
  return noise_entry(table, noisy_table(table, keys, noise, note));
}

}  // namespace

TEST_CASE("a table with noise shows every cell, changed, and says so in its notes") {
  const RawTable table = table_of("free", "sex", "age");
  const auto noise = NoiseTable::make({3, 1.0}).value();
  const std::vector<CellKey> keys(9, 4'000'000'000U);
  const SafeTable shown = noisy_table(table, keys, noise, note);
  for (std::size_t cell = 0; cell < shown.size(); ++cell)
    CHECK(shown.value(cell) == noise.changed(table.counts()[cell], keys[cell]));
  CHECK(shown.value(0) != 20);
  CHECK(shown.head().notes.back() == note);
}

TEST_CASE("noise and hiding do not show the same people") {
  const LedgerTable hiding = hiding_entry(table_of("hidden", "sex", "age"));
  const LedgerTable same = noisy_entry(table_of("noisy", "sex", "age"));
  CHECK(refuse_leaks({hiding}, {same}, nullptr).error().code == "disclosure.noise");
  CHECK(refuse_leaks({same}, {hiding}, nullptr).error().detail == "noisy hidden");
  CHECK(refuse_leaks({}, {hiding, same}, nullptr).error().code == "disclosure.noise");
  // Every hidden cell is told by sex and age: a table without age says nothing about it.
  CHECK(
      refuse_noise_beside_hiding({hiding}, {noisy_entry(table_of("other", "sex", "religion"))}).has_value());
  LedgerTable open = hiding;
  for (CellMark& mark : open.marks) mark = CellMark::open;
  CHECK(refuse_noise_beside_hiding({open}, {same}).has_value());
  LedgerTable later = hiding;
  later.head.revision = 2;
  CHECK(refuse_noise_beside_hiding({later}, {same}).has_value());
}

TEST_CASE("tables with noise are not attacked as if they were true") {
  LedgerTable noisy = noisy_entry(table_of("noisy", "sex", "age"));
  CHECK(is_noise(noisy));
  CHECK(systems_of({}, {noisy}).empty());
}

TEST_CASE("the rule of noise as data") {
  const char* good = R"({"change_max": 3, "variance_hundredths": 100, "tables": ["free"],
    "note": {"kk": "a", "ru": "b", "en": "c"}})";
  CHECK(parse_noise_rule(*parse_json(good)).value().tables.contains("free"));
  CHECK(parse_noise_rule(*parse_json("[]")).error().code == "disclosure.rule");
  CHECK(parse_noise_rule(*parse_json(R"({"changes": 1})")).error().detail == "noise changes");
  CHECK(parse_noise_rule(*parse_json(R"({"change_max": 1, "variance_hundredths": 900, "note": {"en": "c"}})"))
            .error()
            .code == "noise.limits");
}
