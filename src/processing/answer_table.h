#pragma once
#include <vector>

#include "casework/closed_cases.h"

namespace sanaq {

/// The answers of one household by question and person, each found at once. Opened anew for every household;
/// keeps its memory. What it finds lives as long as the response that was opened.
class AnswerTable {
 public:
  /// O(answers).
  void open(const ClosedCase& closed);
  /// item: the person's position in its list, or CodedAnswer::none for a question outside lists. nullptr: the
  /// question has no answer there. Answers about pairs of people are not found.
  const CodedAnswer* find(NodeIndex node, std::uint16_t item) const {
    const std::size_t at = place(node, item);
    return node < questions_ && at < cells_.size() ? cells_[at] : nullptr;
  }

 private:
  std::size_t place(NodeIndex node, std::uint16_t item) const {
    const std::size_t row = item == CodedAnswer::none ? 0 : item + std::size_t{1};
    return row * questions_ + node;
  }
  std::size_t questions_ = 0;
  std::vector<const CodedAnswer*> cells_;  // a row of questions for the household and one for each position
};

}  // namespace sanaq
