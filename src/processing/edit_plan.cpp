#include "processing/edit_plan.h"

#include <algorithm>
#include <array>

namespace sanaq {
namespace {

constexpr int cost_max = 1000;

Result<NodeIndex> plan_question(const Form& form, const std::string& name) {
  const NodeIndex node = form.find(name);
  if (node == no_node || form.nodes[node].kind != NodeKind::question) return Error{"editing.question", name};
  return node;
}

Result<int> plan_number(const Json& json, std::string_view key, int otherwise, int from, int to) {
  if (!json.has(key)) return otherwise;
  const std::int64_t value = json[key].integer(from - 1);
  if (value < from || value > to) return Error{"editing.value", std::string(key)};
  return static_cast<int>(value);
}

Result<Done> check_keys(const Json& json, const std::vector<std::string_view>& known) {
  for (const auto& [name, value] : json.members())
    if (std::find(known.begin(), known.end(), name) == known.end())
      return Error{"editing.key", name.substr(0, 60)};
  return Done{};
}

Result<MatchingVariable> matching_variable(const Json& json, const Form& form) {
  SANAQ_TRY_DONE(check_keys(json, {"question", "weight", "scale"}));
  MatchingVariable out;
  SANAQ_TRY(out.node, plan_question(form, json["question"].text()));
  SANAQ_TRY(out.weight, plan_number(json, "weight", 1, 1, cost_max));
  SANAQ_TRY(const int scale, plan_number(json, "scale", 0, 0, 1'000'000));
  out.scale = scale;
  return out;
}

Result<Done> read_weights(const Json& json, const Form& form, EditPlan& plan) {
  SANAQ_TRY(const int usual, plan_number(json, "weight", 1, 1, cost_max));
  plan.weights.assign(form.nodes.size(), usual);
  for (const auto& [name, cost] : json["weights"].members()) {
    SANAQ_TRY(const NodeIndex node, plan_question(form, name));
    const std::int64_t value = cost.integer(0);
    if (value < 1 || value > cost_max) return Error{"editing.value", name};
    plan.weights[node] = static_cast<int>(value);
  }
  for (const Json& name : json["fixed"].items()) {
    SANAQ_TRY(const NodeIndex node, plan_question(form, name.text()));
    plan.weights[node] = 0;
  }
  return Done{};
}

}  // namespace

EditPlan EditPlan::plain(const Form& form) {
  EditPlan plan;
  plan.weights.assign(form.nodes.size(), 1);
  return plan;
}

Result<EditPlan> parse_edit_plan(const Json& json, const Form& form) {
  SANAQ_TRY_DONE(check_keys(json, {"seed", "weight", "weights", "fixed", "matching", "donors_kept",
                                   "donors_tried", "answers_max", "sets_max", "trials_max"}));
  EditPlan plan;
  SANAQ_TRY_DONE(read_weights(json, form, plan));
  SANAQ_TRY(const int seed, plan_number(json, "seed", 1, 0, 1'000'000'000));
  plan.seed = static_cast<std::uint64_t>(seed);
  for (const Json& one : json["matching"].items()) {
    SANAQ_TRY(const MatchingVariable variable, matching_variable(one, form));
    plan.matching.push_back(variable);
  }
  SANAQ_TRY(plan.donors_kept, plan_number(json, "donors_kept", plan.donors_kept, 1, 100'000));
  SANAQ_TRY(plan.donors_tried, plan_number(json, "donors_tried", plan.donors_tried, 1, 100'000));
  SANAQ_TRY(plan.answers_max, plan_number(json, "answers_max", plan.answers_max, 1, 60));
  SANAQ_TRY(plan.sets_max, plan_number(json, "sets_max", plan.sets_max, 1, 100));
  SANAQ_TRY(plan.trials_max, plan_number(json, "trials_max", plan.trials_max, 100, 100'000'000));
  return plan;
}

}  // namespace sanaq
