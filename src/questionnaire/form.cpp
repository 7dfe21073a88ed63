#include "questionnaire/form.h"

#include <algorithm>

namespace sanaq {

NodeIndex Form::find(std::string_view name) const {
  const auto found = by_name.find(std::string(name));
  return found == by_name.end() ? no_node : found->second;
}

std::string text_without_answers(const Form& form, const LocalizedText& text, std::string_view language,
                                 std::string_view gap) {
  const auto found = std::find(form.languages.begin(), form.languages.end(), language);
  const auto at = found == form.languages.end() ? 0 : found - form.languages.begin();
  std::string out;
  if (static_cast<std::size_t>(at) >= text.size()) return out;
  for (const TextPart& part : text[static_cast<std::size_t>(at)])
    out += part.value == no_expression ? part.literal : gap;
  return out;
}

void collect_dependencies(const ExpressionPool& pool, ExpressionId expression, std::vector<Dependency>& out) {
  if (expression == no_expression) return;
  const ExpressionNode& node = pool.nodes[expression];
  const auto add = [&](NodeIndex index, Reach reach) {
    const Dependency dependency{index, reach};
    if (index != no_node && std::find(out.begin(), out.end(), dependency) == out.end())
      out.push_back(dependency);
  };
  switch (node.op) {
    case Op::answer:
      add(node.node, Reach::here);
      break;
    case Op::other_answer:
      add(node.node, Reach::other_item);
      break;
    // The number of an item changes with the items of its list.
    case Op::position:
    case Op::list_count:
      add(node.list, Reach::all_items);
      break;
    case Op::answered_count:
    case Op::aggregate_sum:
    case Op::aggregate_min:
    case Op::aggregate_max:
    case Op::aggregate_join:
    case Op::indexed:
      add(node.node, Reach::all_items);
      add(node.list, Reach::all_items);
      break;
    default:
      break;
  }
  for (std::uint16_t i = 0; i < node.count; ++i)
    collect_dependencies(pool, pool.operands[node.first + i], out);
}

}  // namespace sanaq
