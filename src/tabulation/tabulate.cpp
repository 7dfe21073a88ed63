#include "tabulation/tabulate.h"

#include <algorithm>
#include <array>

#include "tabulation/table_plan.h"

namespace sanaq {

namespace {

/// Rows are taken in blocks that stay in the first-level cache while each column adds its part of the cell
/// number.
constexpr std::size_t block_rows = 4096;
constexpr std::uint64_t outside = std::uint64_t{1} << 62;

using Block = std::array<std::uint64_t, block_rows>;

void add_side(const Column& column, const std::vector<std::uint64_t>& offsets, std::size_t first,
              std::size_t rows, Block& cells) {
  column.visit([&](const auto& values) {
    for (std::size_t i = 0; i < rows; ++i) cells[i] += offsets[values[first + i]];
  });
}

/// Offsets in which a value that is left out pushes the cell number beyond every cell.
std::vector<std::uint64_t> wide_offsets(const std::vector<std::uint32_t>& offsets) {
  std::vector<std::uint64_t> wide;
  for (const std::uint32_t offset : offsets)
    wide.push_back(offset == TablePlan::left_out ? outside >> 8 : offset);
  return wide;
}

std::vector<std::uint64_t> wide_filter(const std::vector<std::uint8_t>& allowed) {
  std::vector<std::uint64_t> wide;
  for (const std::uint8_t yes : allowed) wide.push_back(yes != 0 ? 0 : outside >> 8);
  return wide;
}

}  // namespace

Result<RawTable> tabulate(const TableSpec& spec, const Microdata& data) {
  SANAQ_TRY(const TablePlan plan, plan_table(spec, data));
  std::vector<std::pair<const Column*, std::vector<std::uint64_t>>> parts;
  for (const auto& filter : plan.filters)
    parts.emplace_back(&data.column(filter.column), wide_filter(filter.allowed));
  for (const auto& side : plan.sides)
    parts.emplace_back(&data.column(side.column), wide_offsets(side.offsets));
  std::vector<std::int64_t> counts(plan.cells, 0);
  std::int64_t persons = 0;
  Block cells;
  for (std::size_t first = 0; first < data.row_count(); first += block_rows) {
    const std::size_t rows = std::min(block_rows, data.row_count() - first);
    cells.fill(0);
    for (const auto& [column, offsets] : parts) add_side(*column, offsets, first, rows, cells);
    for (std::size_t i = 0; i < rows; ++i) {
      if (cells[i] >= counts.size()) continue;
      ++counts[cells[i]];
      ++persons;
    }
  }
  if (persons == 0) return Error{"table.empty", spec.id};
  return RawTable::roll_up(plan.head, std::move(counts));
}

}  // namespace sanaq
