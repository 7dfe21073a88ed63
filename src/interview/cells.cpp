#include "interview/cells.h"

#include <algorithm>

#include "base/check.h"

namespace sanaq::engine {

std::int64_t Texts::add(std::string_view text) {
  if (free_.empty()) {
    all_.emplace_back(text);
    return static_cast<std::int64_t>(all_.size() - 1);
  }
  const std::uint32_t place = free_.back();
  free_.pop_back();
  all_[place] = text;
  return place;
}

void Texts::drop(std::int64_t place) {
  std::string().swap(all_[static_cast<std::size_t>(place)]);
  free_.push_back(static_cast<std::uint32_t>(place));
}

std::size_t Texts::bytes() const {
  std::size_t sum = all_.capacity() * sizeof(std::string) + free_.capacity() * sizeof(std::uint32_t);
  for (const std::string& s : all_)
    if (s.capacity() > 15) sum += s.capacity() + 1;
  return sum;
}

Cells::Cells(const Plan& plan) : plan_(plan), rows_(plan.blocks.size()) {
  Rows& form = rows_[0];
  form.cells.resize(plan.blocks[0].columns);
  form.hints.resize(words(0));
  form.alive = 1;
  for (std::size_t block = 0; block < rows_.size(); ++block) {
    rows_[block].item.fill(no_item);
    rows_[block].columns = block == 0 ? 0 : plan.blocks[block].columns;
    rows_[block].pair_columns = plan.blocks[block].pair_columns;
  }
}

ItemSlot Cells::insert(BlockIndex block, std::size_t position, std::string_view id, ItemSlot again) {
  Rows& rows = rows_[block];
  const BlockPlan& plan = plan_.blocks[block];
  const auto row = static_cast<std::uint16_t>(std::countr_one(rows.alive));
  SANAQ_CHECK(row < 64);
  SANAQ_CHECK(position <= rows.order.size());
  const std::size_t count =
      std::max<std::size_t>(rows.cells.size() / std::max<std::size_t>(plan.columns, 1), row + 1u);
  rows.cells.resize(count * plan.columns);
  rows.pairs.resize(std::max(rows.pairs.size(), std::size_t{row + 1u} * row / 2 * plan.pair_columns));
  rows.hints.resize(std::max(rows.hints.size(), (row + 1u) * words(block)));
  rows.before[row] = 0;
  for (std::size_t p = 0; p < rows.order.size(); ++p) {
    const std::uint16_t r = items_[rows.order[p]].row;
    if (p < position)
      rows.before[row] |= bit(r);
    else
      rows.before[r] |= bit(row);
  }
  ItemSlot slot = again;
  if (slot == no_item) {
    slot = static_cast<ItemSlot>(items_.size());
    items_.push_back({block, row, true, std::string(id)});
  }
  items_[slot].row = row;
  items_[slot].alive = true;
  rows.alive |= bit(row);
  rows.item[row] = slot;
  rows.order.insert(rows.order.begin() + static_cast<std::ptrdiff_t>(position), slot);
  return slot;
}

void Cells::erase(ItemSlot slot) {
  Item& item = items_[slot];
  Rows& rows = rows_[item.block];
  const BlockPlan& plan = plan_.blocks[item.block];
  std::fill_n(rows.cells.begin() + item.row * plan.columns, plan.columns, Cell{});
  for (RowMask left = rows.alive & ~bit(item.row); left != 0; left &= left - 1) {
    const auto other = static_cast<std::uint16_t>(std::countr_zero(left));
    std::fill_n(rows.pairs.begin() + static_cast<std::ptrdiff_t>(pair(item.row, other) * plan.pair_columns),
                plan.pair_columns, Cell{});
    rows.before[other] &= ~bit(item.row);
  }
  for (std::size_t w = 0; w < words(item.block); ++w) hints(item.block, item.row, w) = 0;
  rows.alive &= ~bit(item.row);
  rows.item[item.row] = no_item;
  rows.order.erase(std::find(rows.order.begin(), rows.order.end(), slot));
  item.alive = false;
}

std::size_t Cells::bytes() const {
  std::size_t sum = rows_.capacity() * sizeof(Rows) + items_.capacity() * sizeof(Item) + texts.bytes();
  for (const Rows& r : rows_)
    sum += (r.cells.capacity() + r.pairs.capacity()) * sizeof(Cell) + r.order.capacity() * sizeof(ItemSlot) +
           r.hints.capacity() * sizeof(std::uint64_t);
  return sum;
}

}  // namespace sanaq::engine
