#include "processing/answer_table.h"

#include <algorithm>

namespace sanaq {

void AnswerTable::open(const ClosedCase& closed) {
  questions_ = closed.form->form->nodes.size();
  std::size_t rows = 1;
  for (const CodedList& list : closed.response.lists) rows = std::max(rows, list.item_ids.size() + 1);
  cells_.assign(rows * questions_, nullptr);
  // From the end: of answers to one question the first is found.
  for (auto answer = closed.response.answers.rbegin(); answer != closed.response.answers.rend(); ++answer) {
    const std::size_t at = place(answer->node, answer->item);
    if (answer->other == CodedAnswer::none && answer->node < questions_ && at < cells_.size())
      cells_[at] = &*answer;
  }
}

}  // namespace sanaq
