#include "processing/closing_plan.h"

#include <algorithm>
#include <array>

#include "base/csv.h"
#include "base/text.h"
#include "processing/counting_rules.h"

namespace sanaq {
namespace {

constexpr std::array<std::string_view, closing_count> closing_names = {"occupied", "empty", "no_dwelling",
                                                                       "unresolved"};
constexpr std::array<std::string_view, 3> method_names = {"impute", "weight", "none"};
constexpr int persons_max = 1000;

template <class Enum, std::size_t N>
Result<Enum> parse_name(const std::array<std::string_view, N>& names, const Json& json,
                        std::string_view key) {
  const auto at = std::find(names.begin(), names.end(), json.text());
  if (at == names.end()) return Error{"closing.value", std::string(key)};
  return static_cast<Enum>(at - names.begin());
}

Result<int> parse_number(const Json& json, std::string_view key, int from, int to) {
  const std::int64_t value = json.integer(std::int64_t{from} - 1);
  if (value < from || value > to) return Error{"closing.value", std::string(key)};
  return static_cast<int>(value);
}

Result<ClosingRule> parse_rule(const Json& json) {
  ClosingRule rule;
  for (const auto& [key, value] : json.members()) {
    if (key == "outcome") {
      rule.outcome = value.text();
    } else if (key == "visits_min") {
      SANAQ_TRY(rule.visits_min, parse_number(value, key, 0, 100));
    } else if (key == "registered") {
      rule.registered = value.truth();
    } else if (key == "becomes") {
      SANAQ_TRY(rule.becomes, parse_name<Closing>(closing_names, value, key));
    } else {
      return Error{"closing.key", key.substr(0, 60)};
    }
  }
  if (rule.outcome.empty()) return Error{"closing.value", "outcome"};
  return rule;
}

}  // namespace

std::string_view to_string(Closing closing) { return closing_names[static_cast<std::size_t>(closing)]; }

Result<ClosingPlan> parse_closing_plan(const Json& json) {
  ClosingPlan plan;
  for (const auto& [key, value] : json.members()) {
    if (key == "method") {
      SANAQ_TRY(plan.method, parse_name<ClosingPlan::Method>(method_names, value, key));
    } else if (key == "rules") {
      for (const Json& one : value.items()) {
        SANAQ_TRY(ClosingRule rule, parse_rule(one));
        plan.rules.push_back(std::move(rule));
      }
    } else if (key == "seed") {
      SANAQ_TRY(const int seed, parse_number(value, key, 0, 1'000'000'000));
      plan.seed = static_cast<std::uint64_t>(seed);
    } else if (key == "donors_kept") {
      SANAQ_TRY(plan.donors_kept, parse_number(value, key, 1, 1000));
    } else if (key == "donor_channels") {
      SANAQ_TRY(plan.donor_channels, parse_channel_list(value, key));
    } else if (key == "weight_max_ppm") {
      SANAQ_TRY(plan.weight_max_ppm, parse_number(value, key, 1'000'000, 9'000'000));
    } else {
      return Error{"closing.key", key.substr(0, 60)};
    }
  }
  return plan;
}

Closing close_dwelling(const ClosingPlan& plan, const UnansweredDwelling& dwelling,
                       std::optional<int> registered) {
  for (const ClosingRule& rule : plan.rules)
    if (rule.outcome == dwelling.outcome && dwelling.visits >= rule.visits_min &&
        (!rule.registered || registered.value_or(0) > 0))
      return rule.becomes;
  return Closing::unresolved;
}

Result<std::map<std::int64_t, int>> parse_registered_persons(std::string_view csv) {
  SANAQ_TRY(const auto rows, parse_csv(csv));
  if (rows.empty() || rows.front() != std::vector<std::string>{"dwelling", "persons"})
    return Error{"registered.header", "dwelling,persons"};
  std::map<std::int64_t, int> out;
  for (std::size_t row = 1; row < rows.size(); ++row) {
    const auto number = rows[row].size() == 2 ? parse_digits(rows[row][0]) : std::nullopt;
    const auto persons = number ? parse_digits(rows[row][1]) : std::nullopt;
    if (!persons || *persons > persons_max || !out.emplace(*number, static_cast<int>(*persons)).second)
      return Error{"registered.row", "row " + std::to_string(row + 1)};
  }
  return out;
}

}  // namespace sanaq
