#include "processing/population_count.h"

#include <algorithm>

#include "base/text.h"
#include "casework/submission_plan.h"

namespace sanaq {
namespace {

Result<NodeIndex> person_question(const Form& form, const Json& json, std::string_view key, bool needed) {
  const std::string& name = json[key].text();
  if (name.empty() && !needed) return no_node;
  if (name.empty()) return Error{"population.key", std::string(key)};
  const NodeIndex node = form.find(name);
  if (node == no_node || form.nodes[node].list == no_node) return Error{"population.question", name};
  return node;
}

std::vector<std::string> codes_in(const Json& json) {
  std::vector<std::string> out;
  for (const Json& one : json.items()) out.push_back(one.text());
  return out;
}

bool is_among(const std::vector<std::string>& codes, const std::string& code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

int number_told(const std::string& text) {
  const auto number = parse_digits(text);
  return number && *number < 1000 ? static_cast<int>(*number) : 0;
}

}  // namespace

Result<PopulationPlan> parse_population_plan(const Json& json, const Form& form) {
  constexpr std::string_view known[] = {"group",  "sex",    "age",     "spouse",
                                        "mother", "father", "de_jure", "de_facto"};
  for (const auto& [key, value] : json.members())
    if (std::find(std::begin(known), std::end(known), key) == std::end(known))
      return Error{"population.key", key.substr(0, 60)};
  PopulationPlan out;
  SANAQ_TRY(out.group, person_question(form, json, "group", true));
  SANAQ_TRY(out.sex, person_question(form, json, "sex", true));
  SANAQ_TRY(out.age, person_question(form, json, "age", true));
  SANAQ_TRY(out.spouse, person_question(form, json, "spouse", false));
  SANAQ_TRY(out.mother, person_question(form, json, "mother", false));
  SANAQ_TRY(out.father, person_question(form, json, "father", false));
  out.de_jure = codes_in(json["de_jure"]);
  out.de_facto = codes_in(json["de_facto"]);
  if (out.de_jure.empty()) return Error{"population.key", "de_jure"};
  return out;
}

// Canonical code or number of an answer; empty when there is none.
std::string PopulationCount::told(NodeIndex node, std::uint16_t item) const {
  const CodedAnswer* answer = answers_.find(node, item);
  if (answer == nullptr || !answer->value.present()) return {};
  const Node& question = form_.nodes[node];
  if (question.type != ValueType::choice)
    return answer->value.text.empty() ? std::to_string(answer->value.number) : answer->value.text;
  const auto& choices = form_.choice_lists[question.choices].choices;
  const auto at = static_cast<std::size_t>(answer->value.number);
  return at < choices.size() ? choices[at].code : std::string();
}

void PopulationCount::count_household(const std::vector<FamilyMember>& members,
                                      const std::vector<bool>& residents) {
  if (std::find(residents.begin(), residents.end(), true) == residents.end()) return;
  const HouseholdShape shape = household_shape(members, residents);
  ++households_[std::string(shape.type)];
  nuclei_ += shape.nuclei;
}

void PopulationCount::add(const ClosedCase& closed) {
  answers_.open(closed);
  const CodedAnswer* territory = answers_.find(closed.form->plan.territory, CodedAnswer::none);
  const std::string area(territory == nullptr ? ""
                                              : territory_of_level(territories_, territory->value.text, "2"));
  const NodeIndex list = form_.nodes[plan_.group].list;
  std::vector<FamilyMember> members;
  std::vector<bool> residents;
  for (const CodedList& coded : closed.response.lists) {
    if (coded.node != list) continue;
    for (std::uint16_t item = 0; item < coded.item_ids.size(); ++item) {
      const std::uint16_t number = member_number(closed.form->plan, closed.response, list, item);
      const bool counted = number == 0 || number > closed.counts.size() || closed.counts[number - 1U];
      const std::string group = told(plan_.group, item);
      const bool resident = counted && is_among(plan_.de_jure, group);
      const bool present = counted && is_among(plan_.de_facto, group);
      const auto number_of = [&](NodeIndex node) {
        return node == no_node ? 0 : number_told(told(node, item));
      };
      members.push_back({number_of(plan_.spouse), number_of(plan_.mother), number_of(plan_.father)});
      residents.push_back(resident);
      const std::string age = told(plan_.age, item);
      if ((!resident && !present) || age.empty()) continue;
      Cell& cell = cells_[{area, told(plan_.sex, item)}][std::min(number_told(age), age_max)];
      cell.de_jure += resident ? 1 : 0;
      cell.de_facto += present ? 1 : 0;
      de_jure_ += resident ? 1 : 0;
      de_facto_ += present ? 1 : 0;
    }
  }
  count_household(members, residents);
}

std::int64_t PopulationCount::residents(const std::string& area, const std::string& sex, int age_from,
                                        int age_to) const {
  const auto found = cells_.find({area, sex});
  if (found == cells_.end()) return 0;
  std::int64_t sum = 0;
  for (auto at = found->second.lower_bound(age_from); at != found->second.end() && at->first <= age_to; ++at)
    sum += at->second.de_jure;
  return sum;
}

std::string PopulationCount::to_csv() const {
  std::string out = "area,sex,age,de_jure,de_facto\n";
  for (const auto& [key, ages] : cells_)
    for (const auto& [age, cell] : ages)
      out += key.first + ',' + key.second + ',' + std::to_string(age) + ',' + std::to_string(cell.de_jure) +
             ',' + std::to_string(cell.de_facto) + '\n';
  return out;
}

}  // namespace sanaq
