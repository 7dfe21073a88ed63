#include "tabulation/raw_table.h"

#include <algorithm>

#include "base/text.h"

namespace sanaq {

namespace {

/// Number of cells of the dimensions; nothing when above table_cells_max. Errors: "table.shape",
/// "table.too_large".
Result<std::size_t> cell_count(const std::vector<Classification>& dimensions) {
  if (dimensions.empty()) return Error{"table.shape", "no dimension"};
  std::uint64_t cells = 1;
  for (const Classification& dimension : dimensions) {
    if (dimension.categories.empty()) return Error{"table.shape", dimension.name};
    cells *= dimension.categories.size();
    if (cells > table_cells_max) return Error{"table.too_large", dimension.name};
  }
  return static_cast<std::size_t>(cells);
}

/// One dimension seen as three loops: everything before it, its categories, everything after it.
struct Slice {
  std::size_t outer, categories, stride;
};

Slice slice_of(const std::vector<Classification>& dimensions, std::size_t which, std::size_t cells) {
  std::size_t stride = 1;
  for (std::size_t d = which + 1; d < dimensions.size(); ++d) stride *= dimensions[d].categories.size();
  const std::size_t categories = dimensions[which].categories.size();
  return {cells / stride / categories, categories, stride};
}

/// Adds every category to its parent, the last first, so that levels add up through any depth.
void add_to_parents(std::vector<std::int64_t>& counts, const Classification& dimension, Slice slice) {
  for (std::size_t outer = 0; outer < slice.outer; ++outer) {
    for (std::size_t child = slice.categories; child-- > 0;) {
      const std::int32_t parent = dimension.categories[child].parent;
      if (parent == Category::no_parent) continue;
      const std::size_t base = outer * slice.categories;
      for (std::size_t i = 0; i < slice.stride; ++i) {
        const std::size_t above = (base + static_cast<std::size_t>(parent)) * slice.stride + i;
        counts[above] += counts[(base + child) * slice.stride + i];
      }
    }
  }
}

bool has_child(const Classification& dimension, std::size_t category) {
  return std::any_of(
      dimension.categories.begin(), dimension.categories.end(),
      [category](const Category& other) { return other.parent == static_cast<std::int32_t>(category); });
}

/// Sets to zero every cell that lies on a sum of the dimension.
void clear_sums(std::vector<std::int64_t>& counts, const Classification& dimension, Slice slice) {
  for (std::size_t category = 0; category < slice.categories; ++category) {
    if (!has_child(dimension, category)) continue;
    for (std::size_t outer = 0; outer < slice.outer; ++outer) {
      const auto first = static_cast<std::ptrdiff_t>((outer * slice.categories + category) * slice.stride);
      std::fill_n(counts.begin() + first, slice.stride, 0);
    }
  }
}

}  // namespace

void add_up(const std::vector<Classification>& dimensions, std::size_t width,
            std::vector<std::int64_t>& numbers) {
  for (std::size_t d = 0; d < dimensions.size(); ++d) {
    Slice slice = slice_of(dimensions, d, numbers.size() / width);
    slice.stride *= width;
    add_to_parents(numbers, dimensions[d], slice);
  }
}

Result<RawTable> RawTable::roll_up(Head head, std::vector<std::int64_t> counts) {
  SANAQ_TRY(const std::size_t cells, cell_count(head.dimensions));
  if (counts.size() != cells) return Error{"table.shape", head.id};
  if (std::any_of(counts.begin(), counts.end(), [](std::int64_t count) { return count < 0; })) {
    return Error{"table.negative", head.id};
  }
  for (std::size_t d = 0; d < head.dimensions.size(); ++d) {
    clear_sums(counts, head.dimensions[d], slice_of(head.dimensions, d, cells));
  }
  add_up(head.dimensions, 1, counts);
  return RawTable(std::move(head), std::move(counts));
}

Result<RawTable> RawTable::make(Head head, std::vector<std::int64_t> counts) {
  SANAQ_TRY(auto summed, roll_up(std::move(head), counts));
  const auto differ = std::mismatch(counts.begin(), counts.end(), summed.counts_.begin()).first;
  if (differ != counts.end()) {
    return Error{"table.additivity", summed.head_.id + " cell " + zero_padded(differ - counts.begin(), 1)};
  }
  return summed;
}

Result<RawTable> merge(const RawTable& a, const RawTable& b) {
  if (!(a.head() == b.head())) return Error{"table.merge", a.head().id};
  std::vector<std::int64_t> counts = a.counts();
  for (std::size_t i = 0; i < counts.size(); ++i) counts[i] += b.counts()[i];
  return RawTable::make(a.head(), std::move(counts));
}

}  // namespace sanaq
