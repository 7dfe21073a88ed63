#pragma once
#include <array>
#include <string>
#include <string_view>

namespace sanaq::simulation {

/// What a synthetic person or household can tell: concepts of a questionnaire (column `concept`; where a question
/// has none, its name).
inline constexpr std::array<std::string_view, 108> topic_names = {
    // household and dwelling
    "street", "house", "flat", "premises_type", "household_count", "household_size", "dwelling_type",
    "construction_period", "wall_material", "tenure", "tenure_terms", "rooms", "total_area", "living_area",
    "electricity", "cooking_fuel", "gas", "heating", "water_supply", "hot_water", "sewerage", "toilet", "bath",
    "communications", "waste_collection",
    // identity and family
    "surname", "given_name", "patronymic", "has_iin", "iin", "document_kind", "document_number", "document_country",
    "relation_to_head", "sex", "birth_date", "presence", "absence_reason", "absence_place", "absence_region",
    "absence_country", "absence_months", "mother_no", "father_no", "spouse_no", "usual_country", "visit_purpose",
    "stay_months", "identity_confirmed",
    // origin
    "citizenship", "citizenship_country", "birth_place", "region_of_birth", "birth_country",
    "birth_settlement_type", "lives_since_birth", "resident_since_year", "previous_place", "previous_region",
    "previous_country", "year_ago_place", "year_ago_region", "year_ago_country", "lived_abroad", "abroad_country",
    "arrival_year", "move_reason", "ethnicity", "ethnicity_other", "religion", "religion_other", "native_language",
    "native_language_other", "languages_known", "languages_other",
    // life
    "education", "studying", "computer_skill", "marital_status", "marriage_registered", "marriage_order",
    "first_marriage_age", "children_born", "first_child_birth", "children_living", "children_planned", "livelihood",
    "main_livelihood", "income", "pandemic_income", "covid_had", "vaccinated", "difficulty_seeing",
    "difficulty_hearing", "difficulty_walking",
    "difficulty_remembering", "difficulty_selfcare", "difficulty_communicating", "worked_last_week", "job_absent",
    "job_search", "employment_status", "workplace", "workplace_region", "commute_minutes", "plans_leave",
    "leave_country", "leave_reason"};
inline constexpr std::size_t topic_count = topic_names.size(), no_topic = topic_count;

/// Position of a topic, or no_topic.
constexpr std::size_t find_topic(std::string_view name) {
  for (std::size_t i = 0; i < topic_count; ++i)
    if (topic_names[i] == name) return i;
  return no_topic;
}

/// A topic named in the program: a misspelt one does not compile.
struct Topic {
  std::size_t at;
  consteval Topic(const char* name) : at(find_topic(name)) {  // NOLINT: implicit by design
    if (at == no_topic) throw "no such topic";
  }
};

/// Canonical texts by topic; empty: nothing to tell.
class Answers {
 public:
  void put(Topic topic, std::string text) { texts_[topic.at] = std::move(text); }
  void put(Topic topic, std::int64_t number) { texts_[topic.at] = std::to_string(number); }
  const std::string& get(Topic topic) const { return texts_[topic.at]; }
  const std::string& at(std::size_t topic) const { return texts_[topic]; }
  bool is(Topic topic, std::string_view text) const { return texts_[topic.at] == text; }

 private:
  std::array<std::string, topic_count> texts_;
};

/// Stands for an answer: the person refuses.
inline constexpr std::string_view refusal_text = "\x01";

}  // namespace sanaq::simulation
