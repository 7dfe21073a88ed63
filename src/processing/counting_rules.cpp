#include "processing/counting_rules.h"

#include <algorithm>
#include <array>
#include <optional>

namespace sanaq {
namespace {

constexpr std::array<std::string_view, 6> criterion_names = {"usual_residence", "institution", "channel",
                                                             "persons",         "first",       "last"};
constexpr std::array<std::pair<std::string_view, Channel>, 5> channel_names = {
    {{"online", Channel::online},
     {"tablet", Channel::tablet},
     {"institution", Channel::institution},
     {"phone", Channel::phone},
     {"paper", Channel::paper}}};

Result<std::vector<ClaimCriterion>> parse_criteria(const Json& json, std::string_view key) {
  std::vector<ClaimCriterion> out;
  for (const Json& one : json.items()) {
    const auto at = std::find(criterion_names.begin(), criterion_names.end(), one.text());
    if (at == criterion_names.end()) return Error{"counting.value", std::string(key)};
    out.push_back(static_cast<ClaimCriterion>(at - criterion_names.begin()));
  }
  // Without an end that always decides, equal claims would both count or both be lost.
  if (out.empty() || (out.back() != ClaimCriterion::first && out.back() != ClaimCriterion::last))
    return Error{"counting.value", std::string(key)};
  return out;
}

Result<std::vector<NodeIndex>> parse_facts(const Json& json, const Form& form) {
  std::vector<NodeIndex> out;
  for (const Json& one : json.items()) {
    const NodeIndex node = form.find(one.text());
    if (node == no_node || form.nodes[node].kind != NodeKind::question || form.nodes[node].list == no_node ||
        form.nodes[node].personal != Personal::no)
      return Error{"counting.question", std::string(one.text())};
    out.push_back(node);
  }
  return out;
}

// Without a fact that must agree, names and a day alone would make two people one.
Result<std::vector<NamesakeFact>> parse_namesakes(const Json& json, const Form& form) {
  std::vector<NamesakeFact> out;
  for (const auto& [key, value] : json.members()) {
    if (key != "agree" && key != "not_against") return Error{"counting.key", key.substr(0, 60)};
    SANAQ_TRY(const auto nodes, parse_facts(value, form));
    for (const NodeIndex node : nodes) {
      const std::string& meaning = form.nodes[node].concept_name;
      out.push_back({node, meaning.empty() ? form.nodes[node].name : meaning, key == "agree"});
    }
  }
  if (std::none_of(out.begin(), out.end(), [](const NamesakeFact& one) { return one.must_agree; }))
    return Error{"counting.value", "namesakes"};
  return out;
}

}  // namespace

std::string_view to_string(ClaimCriterion criterion) {
  return criterion_names[static_cast<std::size_t>(criterion)];
}

Result<std::vector<Channel>> parse_channel_list(const Json& json, std::string_view key) {
  std::vector<Channel> out;
  for (const Json& one : json.items()) {
    const auto at = std::find_if(channel_names.begin(), channel_names.end(),
                                 [&](const auto& known) { return known.first == one.text(); });
    if (at == channel_names.end()) return Error{"counting.value", std::string(key)};
    out.push_back(at->second);
  }
  return out;
}

Result<CountingRules> parse_counting_rules(const Json& json, const Form& form) {
  CountingRules out;
  for (const auto& [key, value] : json.members()) {
    if (key == "same_person") {
      SANAQ_TRY(out.same_person, parse_criteria(value, key));
    } else if (key == "same_household") {
      SANAQ_TRY(out.same_household, parse_criteria(value, key));
    } else if (key == "channels") {
      SANAQ_TRY(out.channels, parse_channel_list(value, key));
    } else if (key == "shared_percent") {
      out.shared_percent = static_cast<int>(value.integer(0));
      if (out.shared_percent < 1 || out.shared_percent > 100) return Error{"counting.value", key};
    } else if (key == "same_facts") {
      SANAQ_TRY(out.same_facts, parse_facts(value, form));
    } else if (key == "namesakes") {
      SANAQ_TRY(out.namesakes, parse_namesakes(value, form));
    } else if (key == "others") {
      if (value.text() != "count" && value.text() != "leave_out") return Error{"counting.value", key};
      out.others = value.text() == "count" ? CountingRules::Others::count : CountingRules::Others::leave_out;
    } else {
      return Error{"counting.key", key.substr(0, 60)};
    }
  }
  return out;
}

}  // namespace sanaq
