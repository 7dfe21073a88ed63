#include "disclosure/box_cover.h"

#include <doctest.h>

#include <map>

#include "disclosure/cell_price.h"
#include "disclosure/grid.h"
#include "disclosure/testing/sample_tables.h"

using namespace sanaq;
using namespace sanaq::disclosure;
using namespace sanaq::disclosure::testing;

namespace {

struct Covered {
  std::vector<std::uint32_t> targets;
  BoxCover cover;
  std::int64_t price = 0;
};

/// Boxes through every cell of one respondent.
Covered cover_ones(const RawTable& table, std::size_t searches) {
  Covered covered;
  const std::size_t size = table.counts().size();
  std::vector<std::uint8_t> hidden(size, 0), frozen(size, 0);
  std::vector<std::uint32_t> owner(size, 0xFFFF'FFFF);
  for (std::uint32_t cell = 0; cell < size; ++cell) {
    if (table.counts()[cell] != 1) continue;
    covered.targets.push_back(cell);
    hidden[cell] = frozen[cell] = 1;
    owner[cell] = cell;
  }
  covered.cover = cover_by_boxes(
      {table.head().dimensions, table.counts(), covered.targets, hidden, frozen, owner, 1, 2, searches});
  for (const std::uint32_t cell : covered.cover.cells) covered.price += cell_price(table.counts()[cell]);
  return covered;
}

/// True when every sum of the table still holds after the changes and no cell falls below one.
bool holds(const RawTable& table, const Box& box) {
  std::map<std::size_t, std::int64_t> change;
  for (const auto& [cell, times] : box.corners) change[cell] += times;
  for (const auto& [cell, difference] : change)
    if (table.counts()[cell] + difference < 1) return false;
  const Grid grid(table.head().dimensions);
  for (const Line& line : grid.lines()) {
    std::int64_t rest = change.contains(line.sum_cell) ? change.at(line.sum_cell) : 0;
    for (const std::size_t part : grid.parts(line)) rest -= change.contains(part) ? change.at(part) : 0;
    if (rest != 0) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("rearranged boxes cover the same cells at a lower price, and every sum holds") {
  SplitMix rng(11);
  std::int64_t first = 0, rearranged = 0;
  for (int i = 0; i < 20; ++i) {
    const RawTable table = random_table({lettered("a", 6), lettered("b", 5), two_levels("c")}, rng, 9);
    const Covered plain = cover_ones(table, 0), better = cover_ones(table, 4'000);
    REQUIRE(plain.targets == better.targets);
    for (std::size_t t = 0; t < better.targets.size(); ++t) {
      CHECK(plain.cover.boxes[t].has_value() == better.cover.boxes[t].has_value());
      if (better.cover.boxes[t]) CHECK(holds(table, *better.cover.boxes[t]));
    }
    first += plain.price;
    rearranged += better.price;
  }
  CHECK(static_cast<double>(rearranged) < 0.97 * static_cast<double>(first));
  MESSAGE("rearranged boxes cost " << static_cast<double>(rearranged) / static_cast<double>(first)
                                   << " of the first ones");
}

TEST_CASE("rearranging gives the same boxes every time") {
  SplitMix rng(12);
  const RawTable table = random_table({lettered("a", 5), lettered("b", 5), lettered("c", 4)}, rng, 6);
  CHECK(cover_ones(table, 1'000).cover.cells == cover_ones(table, 1'000).cover.cells);
}
