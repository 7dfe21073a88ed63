#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "interview/cells.h"

namespace sanaq::engine {

/// A soft finding that was seen and passed.
struct Pass {
  UnitIndex unit = no_unit;  // of a warning or a check
  ItemSlot item = no_item, other = no_item;
  std::string note;
};

/// What an item held when it was removed: everything needed to put it back.
struct RemovedItem {
  struct PairCell {
    NodeIndex node = no_node;
    ItemSlot other = no_item;
    Cell cell;
  };
  std::size_t position = 0;
  std::vector<std::pair<NodeIndex, Cell>> cells;  // what was answered
  std::vector<PairCell> pairs;
};

/// One remembered change. Steps of 1,000 operations are kept, so it is small; large things lie beside it.
struct Entry {
  enum class Kind : std::uint8_t { cell, item_added, item_removed, pass_added, pass_dropped };
  Kind kind = Kind::cell;
  Value::State state = Value::State::empty;  // of `cell`: what it held before
  bool settled = false;
  NodeIndex node = no_node;
  ItemSlot item = no_item, other = no_item;
  std::int64_t number = 0;  // value before, place of its text, or key of what lies beside
};

/// What operations changed, newest last, in steps of one operation.
class Journal {
 public:
  static constexpr std::size_t steps_max = 1000;

  Journal(const Plan& plan, Texts& texts) : plan_(plan), texts_(texts) {}
  void begin_step();
  void add(const Entry& entry) { entries_.push_back(entry); }
  void add(ItemSlot slot, RemovedItem item);
  void add(Entry::Kind kind, Pass pass);
  bool empty() const { return starts_.size() == first_step_; }
  /// Takes the entries of the last step out, in the order they were added.
  std::vector<Entry> take_step();
  RemovedItem take_item(std::int64_t key);
  Pass take_pass(std::int64_t key);
  std::size_t bytes() const;
  void clear();

 private:
  void forget_first_step();
  void discard(const Entry& entry);
  void compact();

  const Plan& plan_;
  Texts& texts_;
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> starts_;
  std::size_t first_step_ = 0;
  std::map<std::int64_t, RemovedItem> items_;
  std::map<std::int64_t, Pass> passes_;
  std::int64_t next_key_ = 0;
};

}  // namespace sanaq::engine
