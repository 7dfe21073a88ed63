#include "page/undo.h"

#include <algorithm>

#include "page/path.h"

namespace sanaq::page {
namespace {

Operation at_place(const Interview& interview, Operation::Kind kind, Place place) {
  Operation out;
  out.kind = kind;
  out.question = interview.form().nodes[place.node].name;
  if (place.item != no_item) out.item = interview.item_id(place.item);
  if (place.other != no_item) out.other = interview.item_id(place.other);
  return out;
}

// The operation that leaves in a place what stands there now.
Operation restoring(const Interview& interview, Place place) {
  const Value stored = interview.stored(place);
  if (stored.state == Value::State::refused) return at_place(interview, Operation::Kind::refuse, place);
  Operation out = at_place(interview, Operation::Kind::answer, place);
  out.value = interview.text_of(place.node, stored);
  if (out.value.empty()) out.kind = Operation::Kind::clear;
  return out;
}

// Adds the item again and all that was answered about it.
std::optional<std::vector<Operation>> adding_again(const Interview& interview, const Operation& removal) {
  const Form& form = interview.form();
  const NodeIndex list = form.find(removal.question);
  if (list == no_node) return std::nullopt;
  const auto& items = interview.items(list);
  const ItemSlot item = interview.find_item(list, removal.item);
  if (item == no_item) return std::nullopt;
  const auto at = std::find(items.begin(), items.end(), item);
  std::vector<Operation> out{removal};
  out.back().kind = Operation::Kind::add_item;
  if (at + 1 != items.end()) out.back().other = interview.item_id(at[1]);
  const auto restore = [&](Place place) {
    const Value stored = interview.stored(place);
    if (stored.state != Value::State::empty || interview.is_cleared(place))
      out.push_back(restoring(interview, place));
  };
  for (NodeIndex node = 0; node < form.nodes.size(); ++node) {
    const Node& n = form.nodes[node];
    if (n.kind != NodeKind::question || n.calculated || n.list != list || n.type == ValueType::none) continue;
    if (n.matrix == no_node)
      restore({node, item});
    else
      for (auto other = items.begin(); other != items.end(); ++other)
        if (other != at) restore(other < at ? Place{node, item, *other} : Place{node, *other, item});
  }
  return out;
}

}  // namespace

std::optional<std::vector<Operation>> inverse_of(const Interview& interview, const Operation& operation) {
  switch (operation.kind) {
    case Operation::Kind::answer:
    case Operation::Kind::clear:
    case Operation::Kind::refuse: {
      const Place place = place_of(interview, operation);
      if (place.node == no_node) return std::vector<Operation>{};
      return std::vector<Operation>{restoring(interview, place)};
    }
    case Operation::Kind::add_item: {
      std::vector<Operation> out{operation};
      out.back().kind = Operation::Kind::remove_item;
      out.back().other.clear();
      return out;
    }
    case Operation::Kind::remove_item:
      return adding_again(interview, operation);
    case Operation::Kind::pass:
      break;
  }
  return std::vector<Operation>{};
}

void UndoStack::add(std::optional<std::vector<Operation>> inverse) {
  if (!inverse) return changes_.clear();
  if (inverse->empty()) return;
  if (changes_.size() == changes_max) changes_.erase(changes_.begin());
  changes_.push_back(std::move(*inverse));
}

std::vector<Operation> UndoStack::take() {
  if (changes_.empty()) return {};
  std::vector<Operation> out = std::move(changes_.back());
  changes_.pop_back();
  return out;
}

}  // namespace sanaq::page
