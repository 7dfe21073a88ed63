#include "disclosure/volume.h"

#include <doctest.h>

#include <algorithm>

#include "disclosure/testing/sample_tables.h"

using namespace sanaq;
using namespace sanaq::disclosure;
using namespace sanaq::disclosure::testing;

namespace {

/// Random contributions in the finest cells of a flat two-way table, summed up.
std::vector<VolumeCell> random_volumes(std::size_t rows, std::size_t columns, Rng& rng) {
  std::vector<VolumeCell> cells((rows + 1) * (columns + 1));
  for (std::size_t r = 1; r <= rows; ++r) {
    for (std::size_t c = 1; c <= columns; ++c) {
      for (std::uint64_t i = rng.below(5); i > 0; --i) {
        const auto share = static_cast<std::int64_t>(1 + rng.below(rng.chance(1, 4) ? 900 : 60));
        for (const std::size_t row : {std::size_t{0}, r}) {
          for (const std::size_t column : {std::size_t{0}, c}) {
            VolumeCell& cell = cells[row * (columns + 1) + column];
            cell.volume += share;
            ++cell.respondents;
            cell.largest.push_back(share);
          }
        }
      }
    }
  }
  for (VolumeCell& cell : cells) {
    std::sort(cell.largest.rbegin(), cell.largest.rend());
    cell.largest.resize(std::min<std::size_t>(cell.largest.size(), 3));
  }
  return cells;
}

}  // namespace

TEST_CASE("dominance: one of two holds nearly everything") {
  const VolumeCell cell{1000, 5, {900, 50, 20}, false, false};
  CHECK(!is_confidential(cell, {.threshold = 1}));
  CHECK(is_confidential(cell, {.dominant = 1, .dominance_percent = 85}));
  CHECK(!is_confidential(cell, {.dominant = 1, .dominance_percent = 90}));
  CHECK(is_confidential(cell, {.dominant = 2, .dominance_percent = 90}));
  // p %: the others hold 50 of the 900 that the second would like to know.
  CHECK(is_confidential(cell, {.prior_percent = 10}));
  CHECK(!is_confidential(cell, {.prior_percent = 5}));
}

TEST_CASE("single, protected and consenting respondents") {
  const VolumeRule rule;
  CHECK(is_confidential({70, 1, {70}, false, false}, rule));
  CHECK(!is_confidential({70, 1, {70}, false, true}, rule));
  CHECK(is_confidential({70, 9, {20, 10}, true, false}, rule));
  CHECK(!is_confidential({0, 0, {}, true, false}, rule));
}

TEST_CASE("rules of volumes as data") {
  const auto rule =
      parse_volume_rule(
          *parse_json(R"({"dominant":2,"dominance_percent":85,"prior_percent":10,"width_percent":10})"))
          .value();
  CHECK(rule.dominance_percent == 85);
  for (const char* bad : {"[]", R"({"dominant":2})", R"({"dominent":2})", R"({"threshold":-1})",
                          R"({"dominant":1,"dominance_percent":101})"}) {
    CHECK(parse_volume_rule(*parse_json(bad)).error().code == "disclosure.rule");
  }
}

TEST_CASE("random volumes: every primary cell stays uncertain by the percentage of the rule") {
  SplitMix rng(61);
  std::size_t primaries = 0;
  for (int i = 0; i < 60; ++i) {
    const auto cells = random_volumes(4, 4, rng);
    const VolumeRule rule{
        .threshold = 1, .dominant = 1, .dominance_percent = 80, .prior_percent = 10, .width_percent = 10};
    const auto head = sample_head({lettered("a", 4), lettered("b", 4)});
    const auto safe = protect_volumes(head, cells, rule, nullptr);
    REQUIRE_MESSAGE(safe.has_value(), safe.error().code << " " << safe.error().detail);
    CHECK(safe->audit.passed());
    for (const CellFinding& finding : safe->audit.findings) {
      if (!finding.primary) continue;
      ++primaries;
      const std::int64_t volume = cells[finding.place.cell].volume;
      CHECK((finding.seen_highest - finding.seen_lowest) * 100 >= volume * 10);
    }
    for (std::size_t cell = 0; cell < cells.size(); ++cell)
      CHECK(is_confidential(cells[cell], rule) == (safe->marks[cell] == CellMark::primary));
  }
  CHECK(primaries > 100);
}
