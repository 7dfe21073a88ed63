#include "processing/survey_round.h"

#include <algorithm>

#include "base/civil_date.h"
#include "base/csv.h"
#include "base/text.h"
#include "processing/person_variables.h"

namespace sanaq {
namespace {

constexpr int levels_max = 10;

std::string hex_of(const PersonKey& key) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const std::uint8_t byte : key.bytes) {
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

bool has_question(const Form& form, std::string_view concept_name) {
  return question_of(form, concept_name) != no_node;
}

// The facts of a person in the order of survey_facts.
std::vector<std::int32_t> facts_of(const ClosedCase& closed, std::uint16_t item) {
  const Form& form = *closed.form->form;
  const auto find = [&](std::string_view concept_name) -> const CodedAnswer* {
    const NodeIndex node = question_of(form, concept_name);
    for (const CodedAnswer& answer : closed.response.answers)
      if (answer.node == node && answer.item == item && answer.value.present()) return &answer;
    return nullptr;
  };
  std::vector<std::int32_t> out;
  // Codes that are numbers stay what a clerk knows them as.
  const auto add_choice = [&](std::string_view concept_name) {
    const NodeIndex node = question_of(form, concept_name);
    if (node == no_node) return;
    const CodedAnswer* answer = find(concept_name);
    if (answer == nullptr || form.nodes[node].choices == no_choice_list) {
      out.push_back(MatchPerson::not_known);
      return;
    }
    const auto& choices = form.choice_lists[form.nodes[node].choices].choices;
    const auto at = static_cast<std::size_t>(answer->value.number);
    const auto code = at < choices.size() ? parse_digits(choices[at].code) : std::nullopt;
    out.push_back(static_cast<std::int32_t>(code.value_or(answer->value.number)));
  };
  add_choice("sex");
  if (has_question(form, "birth_date")) {
    const CodedAnswer* born = find("birth_date");
    const auto date =
        born == nullptr ? std::optional<CivilDate>()
                        : std::optional(CivilDate::from_days(static_cast<std::int32_t>(born->value.number)));
    for (const int part : {0, 1, 2})
      out.push_back(!date       ? MatchPerson::not_known
                    : part == 0 ? date->year()
                    : part == 1 ? date->month()
                                : date->day());
  }
  add_choice("relation_to_head");
  return out;
}

}  // namespace

bool lies_in(const Codelist& territories, std::string_view code, std::string_view area) {
  const std::size_t parent = territories.column("parent");
  std::string at(code);
  for (int step = 0; step < levels_max && !at.empty(); ++step) {
    if (at == area) return true;
    const Codelist::Row* row = territories.find(at);
    at = row == nullptr ? std::string() : row->columns[parent];
  }
  return false;
}

Result<Done> send_to_area(SurveyRounds& rounds, const Codelist& territories, const Uuid& device,
                          const SurveyPost& post, UtcInstant at) {
  SANAQ_TRY(const auto areas, rounds.areas(post.round));
  if (std::none_of(areas.begin(), areas.end(),
                   [&](const DrawnArea& area) { return area.code == post.territory; }))
    return Error{"survey.area", post.round + ' ' + post.territory};
  SANAQ_TRY(const auto worked, rounds.census_work(device));
  for (const std::string& territory : worked)
    if (lies_in(territories, territory, post.territory) || lies_in(territories, post.territory, territory))
      return Error{"survey.worked", territory};
  SANAQ_TRY(const bool sent, rounds.post(device, post, at));
  if (!sent) return Error{"survey.device", device.to_string()};
  return Done{};
}

std::vector<MatchFact> survey_facts(const Form& form) {
  std::vector<MatchFact> out;
  if (has_question(form, "sex")) out.push_back({"sex", 0});
  if (has_question(form, "birth_date")) {
    out.push_back({"birth_year", 1});
    out.push_back({"birth_month", 0});
    out.push_back({"birth_day", 0});
  }
  if (has_question(form, "relation_to_head")) out.push_back({"relation_to_head", 0});
  return out;
}

std::vector<MatchPerson> match_people_of(const ClosedCase& closed, const std::string& area,
                                         const std::map<std::uint16_t, PersonKey>& keys) {
  std::vector<MatchPerson> out;
  for (const PersonPlan& persons : closed.form->plan.persons)
    for (const CodedList& list : closed.response.lists) {
      if (list.node != persons.list) continue;
      for (std::uint16_t item = 0; item < list.item_ids.size(); ++item) {
        const std::uint16_t number = member_number(closed.form->plan, closed.response, list.node, item);
        const bool is_known = number > 0 && number <= closed.counts.size();
        if (is_known && !closed.counts[number - 1U]) continue;
        MatchPerson person{area, {}, facts_of(closed, item)};
        if (const auto key = keys.find(number); key != keys.end()) person.key = key->second;
        out.push_back(std::move(person));
      }
    }
  return out;
}

std::string match_table_csv(const std::vector<MatchFact>& facts, const std::vector<MatchPerson>& people) {
  std::string out = "area,key";
  for (const MatchFact& fact : facts)
    out += ',' + fact.name + (fact.close > 0 ? ':' + std::to_string(fact.close) : std::string());
  out += '\n';
  for (const MatchPerson& person : people) {
    out += csv_field(person.block) + ',' + (person.key ? hex_of(*person.key) : std::string());
    for (const std::int32_t fact : person.facts)
      out += fact == MatchPerson::not_known ? std::string(",") : ',' + std::to_string(fact);
    out += '\n';
  }
  return out;
}

}  // namespace sanaq
