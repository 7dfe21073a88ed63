#include "processing/edit_values.h"

#include <algorithm>

namespace sanaq {
namespace {

constexpr std::int64_t decimal_unit = 1'000'000;
constexpr std::int64_t whole_span_max = 400;
constexpr std::int64_t grid_points = 60;
constexpr int years_back = 120;
constexpr std::size_t paired_options_max = 16;

// Answers and literals of one expression; `self` stands for the question that is checked.
void collect(const Form& form, ExpressionId id, NodeIndex self, std::vector<NodeIndex>& answers,
             std::vector<ExpressionId>& literals) {
  if (id == no_expression) return;
  const ExpressionNode& node = form.expressions.nodes[id];
  if (node.op == Op::self && self != no_node) answers.push_back(self);
  if (node.op == Op::answer || node.op == Op::indexed || node.op == Op::other_answer)
    answers.push_back(node.node);
  if (node.op == Op::literal) literals.push_back(id);
  for (std::uint16_t i = 0; i < node.count; ++i)
    collect(form, form.expressions.operands[node.first + i], self, answers, literals);
}

void sort_unique(std::vector<std::int64_t>& all) {
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

std::vector<Value> as_values(const std::vector<std::int64_t>& numbers) {
  std::vector<Value> out;
  for (const std::int64_t number : numbers) out.push_back(Value::of(number));
  return out;
}

}  // namespace

EditValues::EditValues(const Form& form, CivilDate census_date)
    : form_(form), census_date_(census_date), bounds_(form.nodes.size()) {
  for (NodeIndex i = 0; i < form.nodes.size(); ++i) {
    const Node& node = form.nodes[i];
    for (const ExpressionId id : {node.relevant, node.required, node.constraint, node.calculation})
      read(id, i);
  }
  for (const Check& check : form.checks) {
    read(check.when, no_node);
    read(check.condition, no_node);
  }
  for (auto& all : bounds_) sort_unique(all);
}

void EditValues::read(ExpressionId expression, NodeIndex self) {
  std::vector<NodeIndex> answers;
  std::vector<ExpressionId> literals;
  collect(form_, expression, self, answers, literals);
  for (const NodeIndex answer : answers)
    for (const ExpressionId literal : literals) {
      const ExpressionNode& node = form_.expressions.nodes[literal];
      const ValueType type = form_.nodes[answer].type;
      if (node.type == type) bounds_[answer].push_back(node.number);
      if (node.type == ValueType::integer && type == ValueType::decimal)
        bounds_[answer].push_back(node.number * decimal_unit);
    }
}

std::vector<Value> EditValues::numbers(NodeIndex node, std::int64_t unit) const {
  std::vector<std::int64_t> all = bounds_[node];
  const std::int64_t first = all.empty() ? 0 : all.front() / unit;
  const std::int64_t last = all.empty() ? grid_points : all.back() / unit;
  const std::int64_t step = last - first <= whole_span_max ? 1 : (last - first) / grid_points;
  for (const std::int64_t bound : bounds_[node]) all.insert(all.end(), {bound - unit, bound + unit});
  for (std::int64_t at = first; at <= last; at += step) all.push_back(at * unit);
  for (std::int64_t at = 0; at <= grid_points; ++at) all.push_back(at * unit);
  sort_unique(all);
  return as_values(all);
}

std::vector<Value> EditValues::choices(const ChoiceList& list) const {
  std::vector<Value> out;
  for (std::size_t i = 0; i < list.choices.size(); ++i)
    if (!list.choices[i].refusal) out.push_back(Value::of(static_cast<std::int64_t>(i)));
  return out;
}

// One option, or two that may stand together: what rules on sets of options ask for.
std::vector<Value> EditValues::choice_sets(const ChoiceList& list) const {
  std::vector<Value> out;
  const std::size_t count = std::min<std::size_t>(list.choices.size(), 63);
  const auto open = [&](std::size_t i) { return !list.choices[i].refusal; };
  for (std::size_t i = 0; i < count; ++i)
    if (open(i)) out.push_back(Value::of(std::int64_t{1} << i));
  for (std::size_t i = 0; i < count && count <= paired_options_max; ++i)
    for (std::size_t j = i + 1; j < count; ++j)
      if (open(i) && open(j) && !list.choices[i].exclusive && !list.choices[j].exclusive)
        out.push_back(Value::of(std::int64_t{1} << i | std::int64_t{1} << j));
  return out;
}

std::vector<Value> EditValues::days(NodeIndex node) const {
  std::vector<std::int64_t> all;
  for (const std::int64_t bound : bounds_[node]) all.insert(all.end(), {bound - 1, bound, bound + 1});
  all.push_back(census_date_.days() - 1);
  for (int back = 1; back <= years_back; ++back)
    if (const auto day = CivilDate::make(census_date_.year() - back, 1, 15)) all.push_back(day->days());
  sort_unique(all);
  std::reverse(all.begin(), all.end());
  return as_values(all);
}

std::vector<Value> EditValues::of(NodeIndex node) const {
  const Node& question = form_.nodes[node];
  switch (question.type) {
    case ValueType::boolean:
      return as_values({0, 1});
    case ValueType::integer:
      return numbers(node, 1);
    case ValueType::decimal:
      return numbers(node, decimal_unit);
    case ValueType::date:
      return days(node);
    case ValueType::choice:
      return choices(form_.choice_lists[question.choices]);
    case ValueType::choices:
      return choice_sets(form_.choice_lists[question.choices]);
    case ValueType::year:
    case ValueType::month: {
      const int unit = question.type == ValueType::month ? 12 : 1;
      std::vector<std::int64_t> all = bounds_[node];
      for (int back = 0; back <= years_back; ++back) all.push_back((census_date_.year() - back) * unit);
      sort_unique(all);
      return as_values(all);
    }
    case ValueType::none:
    case ValueType::text:
    case ValueType::code:
    case ValueType::geopoint:
    case ValueType::image:
      return {};
  }
  return {};
}

}  // namespace sanaq
