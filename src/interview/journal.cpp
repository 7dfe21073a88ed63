#include "interview/journal.h"

#include <utility>

#include "base/check.h"

namespace sanaq::engine {

void Journal::begin_step() {
  starts_.push_back(static_cast<std::uint32_t>(entries_.size()));
  if (starts_.size() - first_step_ > steps_max) forget_first_step();
}

void Journal::add(ItemSlot slot, RemovedItem item) {
  const std::int64_t key = next_key_++;
  items_.emplace(key, std::move(item));
  Entry entry;
  entry.kind = Entry::Kind::item_removed;
  entry.item = slot;
  entry.number = key;
  entries_.push_back(entry);
}

void Journal::add(Entry::Kind kind, Pass pass) {
  const std::int64_t key = next_key_++;
  passes_.emplace(key, std::move(pass));
  Entry entry;
  entry.kind = kind;
  entry.number = key;
  entries_.push_back(entry);
}

std::vector<Entry> Journal::take_step() {
  SANAQ_CHECK(!empty());
  const auto from = entries_.begin() + static_cast<std::ptrdiff_t>(starts_.back());
  std::vector<Entry> step(from, entries_.end());
  entries_.erase(from, entries_.end());
  starts_.pop_back();
  return step;
}

RemovedItem Journal::take_item(std::int64_t key) {
  const auto at = items_.find(key);
  SANAQ_CHECK(at != items_.end());
  RemovedItem item = std::move(at->second);
  items_.erase(at);
  return item;
}

Pass Journal::take_pass(std::int64_t key) {
  const auto at = passes_.find(key);
  SANAQ_CHECK(at != passes_.end());
  Pass pass = std::move(at->second);
  passes_.erase(at);
  return pass;
}

void Journal::forget_first_step() {
  const std::size_t from = starts_[first_step_], to = starts_[first_step_ + 1];
  for (std::size_t i = from; i < to; ++i) discard(entries_[i]);
  if (++first_step_ >= steps_max) compact();
}

void Journal::discard(const Entry& entry) {
  const auto drop = [&](const Cell& c, ValueType type) {
    if (c.state == Value::State::present && is_text(type)) texts_.drop(c.number);
  };
  switch (entry.kind) {
    case Entry::Kind::cell: {
      Cell before;
      before.state = entry.state;
      before.number = entry.number;
      drop(before, plan_.nodes[entry.node].type);
      break;
    }
    case Entry::Kind::item_removed: {
      const RemovedItem item = take_item(entry.number);
      for (const auto& [node, c] : item.cells) drop(c, plan_.nodes[node].type);
      for (const auto& pair : item.pairs) drop(pair.cell, plan_.nodes[pair.node].type);
      break;
    }
    case Entry::Kind::pass_added:
    case Entry::Kind::pass_dropped:
      passes_.erase(entry.number);
      break;
    case Entry::Kind::item_added:
      break;
  }
}

void Journal::compact() {
  const std::uint32_t gone = starts_[first_step_];
  entries_.erase(entries_.begin(), entries_.begin() + static_cast<std::ptrdiff_t>(gone));
  starts_.erase(starts_.begin(), starts_.begin() + static_cast<std::ptrdiff_t>(first_step_));
  for (std::uint32_t& start : starts_) start -= gone;
  first_step_ = 0;
}

void Journal::clear() {
  for (std::size_t i = starts_.empty() ? 0 : starts_[first_step_]; i < entries_.size(); ++i)
    discard(entries_[i]);
  entries_.clear();
  starts_.clear();
  first_step_ = 0;
}

std::size_t Journal::bytes() const {
  std::size_t sum = entries_.capacity() * sizeof(Entry) + starts_.capacity() * sizeof(std::uint32_t);
  for (const auto& [key, item] : items_)
    sum += 64 + item.cells.size() * sizeof(item.cells[0]) + item.pairs.size() * sizeof(item.pairs[0]);
  for (const auto& [key, pass] : passes_) sum += 64 + sizeof(Pass) + pass.note.capacity();
  return sum;
}

}  // namespace sanaq::engine
