#pragma once
#include <optional>
#include <vector>

#include "interview/interview.h"

namespace sanaq::page {

/// Operations that bring back what stands now where `operation` is about to change something, in the order
/// to carry them out. A draft is a log of operations, so a change is taken back by further ones. None for a
/// `pass` (nothing to bring back); nothing at all when it cannot be brought back, as the removal of an item
/// nobody knows. Ask before the operation is applied. O(questions of the item * items).
std::optional<std::vector<Operation>> inverse_of(const Interview& interview, const Operation& operation);

/// Changes a person can take back, the newest last. What cannot be taken back forgets all before it, so that
/// "the last change" is never an older one.
class UndoStack {
 public:
  static constexpr std::size_t changes_max = 100;
  /// inverse: of one change, as Step::inverse tells it.
  void add(std::optional<std::vector<Operation>> inverse);
  bool empty() const { return changes_.empty(); }
  /// The operations that take the newest change back, which is forgotten; none when there is none.
  std::vector<Operation> take();

 private:
  std::vector<std::vector<Operation>> changes_;
};

}  // namespace sanaq::page
