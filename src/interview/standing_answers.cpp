#include "base/check.h"
#include "interview/state.h"

namespace sanaq {

using namespace engine;

namespace {

// Nothing is told of an empty answer, nor of a calculation that expressions do not see.
void tell(const Cells& cells, const NodePlan& node, const Cell& c, std::uint16_t other, AnswerSink& sink) {
  if (!c.has(Cell::on_path) || c.state == Value::State::empty) return;
  if (node.calculated && !c.has(Cell::visible)) return;
  StandingAnswer answer;
  answer.node = node.node;
  answer.other = other;
  answer.refused = c.state == Value::State::refused;
  if (!answer.refused && is_text(node.type))
    answer.text = cells.text(c);
  else if (!answer.refused)
    answer.number = c.number;
  sink.take(answer);
}

}  // namespace

void Interview::each_answer(const std::vector<NodeIndex>& questions, ItemSlot item, AnswerSink& sink) const {
  const Cells& cells = impl_->cells;
  const std::uint16_t row = item == no_item ? std::uint16_t{0} : cells.items()[item].row;
  for (const NodeIndex question : questions) {
    const NodePlan& node = impl_->plan.nodes[question];
    SANAQ_CHECK((node.home.block == 0) == (item == no_item));
    if (!node.home.paired) {
      tell(cells, node, cells.at(node.home, row, 0), 0xFFFF, sink);
      continue;
    }
    std::uint16_t position = 0;
    for (const ItemSlot other : cells.rows(node.home.block).order) {
      if (other == item) break;  // a pair belongs to the later of its two items
      tell(cells, node, cells.at(node.home, row, cells.items()[other].row), position++, sink);
    }
  }
}

}  // namespace sanaq
