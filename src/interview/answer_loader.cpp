#include "interview/answer_loader.h"

#include "base/check.h"
#include "interview/state.h"

namespace sanaq {

using namespace engine;

namespace {

using Impl = InterviewAccess::Impl;

bool fits(const NodePlan& node, const Value& value) {
  if (!value.present() || node.choices == nullptr || is_text(node.type)) return true;
  const auto count = static_cast<std::int64_t>(node.choices->choices.size());
  if (node.type == ValueType::choice) return value.number >= 0 && value.number < count;
  return value.number >= 0 && (count >= 63 || value.number >> count == 0);
}

Result<Impl::Spot> find_spot(const Impl& impl, Place place, const Value& value) {
  if (place.node >= impl.plan.nodes.size()) return Error{"answer.question", {}};
  const std::string& name = impl.form.nodes[place.node].name;
  const NodePlan& node = impl.plan.nodes[place.node];
  if (node.kind != NodeKind::question || node.type == ValueType::none) return Error{"answer.question", name};
  const Impl::Spot spot = impl.spot(place);
  if (spot.node == nullptr) return Error{"answer.item", name};
  if (!fits(node, value)) return Error{"answer.choice", name};
  return spot;
}

// An empty answer is the person's too.
void settle_all(Impl& impl) {
  for (const NodePlan& node : impl.plan.nodes) {
    if (!node.asked) continue;
    const Rows& rows = impl.cells.rows(node.home.block);
    for (RowMask items = rows.alive; items != 0; items &= items - 1) {
      const auto row = static_cast<std::uint16_t>(std::countr_zero(items));
      if (!node.home.paired) {
        impl.cells.at(node.home, row, 0).put(Cell::settled, true);
        continue;
      }
      for (RowMask left = rows.before[row]; left != 0; left &= left - 1)
        impl.cells.at(node.home, row, static_cast<std::uint16_t>(std::countr_zero(left)))
            .put(Cell::settled, true);
    }
  }
}

}  // namespace

AnswerLoader::AnswerLoader(std::shared_ptr<const Program> program, InterviewContext context)
    : interview_(InterviewAccess::unopened(std::move(program), context)) {
  InterviewAccess::of(interview_).loading = true;
}

Result<ItemSlot> AnswerLoader::add_item(NodeIndex list, std::string_view id) {
  Impl& impl = InterviewAccess::of(interview_);
  const BlockIndex block = list < impl.plan.nodes.size() ? impl.plan.block_of(list) : BlockIndex{0};
  if (block == 0) return Error{"answer.question", {}};
  const std::size_t items = impl.cells.rows(block).order.size();
  if (items >= impl.plan.blocks[block].items_max) return Error{"item.limit", impl.form.nodes[list].name};
  SANAQ_TRY_DONE(impl.check_id(block, id));
  return impl.cells.insert(block, items, id, no_item);
}

Result<Done> AnswerLoader::put(Place place, const Value& value) {
  Impl& impl = InterviewAccess::of(interview_);
  SANAQ_TRY(const Impl::Spot spot, find_spot(impl, place, value));
  if (spot.node->asked || spot.node->keeps_first) impl.store(*spot.node, spot.at, value, true);
  return Done{};
}

Interview AnswerLoader::finish() && {
  Impl& impl = InterviewAccess::of(interview_);
  settle_all(impl);
  impl.loading = false;
  impl.compute_all();
  return std::move(interview_);
}

Result<Done> set_answer(Interview& interview, Place place, const Value& value) {
  Impl& impl = InterviewAccess::of(interview);
  SANAQ_TRY(const Impl::Spot spot, find_spot(impl, place, value));
  if (!spot.node->asked) return Error{"answer.question", impl.form.nodes[place.node].name};
  impl.loading = true;  // no step of undo
  auto done = impl.change(*spot.node, spot.at, value);
  impl.loading = false;
  return done;
}

}  // namespace sanaq
