#include <algorithm>

#include "simulation/traits.h"

namespace sanaq::simulation {
namespace {

constexpr int language_age_min = 5;

void add_language(std::vector<std::string>& known, std::string_view code) {
  if (std::find(known.begin(), known.end(), code) == known.end()) known.emplace_back(code);
}

// The mother tongue first, then Kazakh and Russian, then languages learnt.
std::vector<std::string> languages_known(const Person& person, const TraitSource& source) {
  const int age = person.kin.age;
  const std::string& wanted = source.draw("language_count", age);
  const auto count = static_cast<std::size_t>(wanted.empty() ? 1 : wanted[0] - '0');
  std::vector<std::string> known = {person.language};
  if (count > 1 && source.draw("second_is_english", age) == "yes") add_language(known, "en");
  const bool is_state_language = person.language == "kk" || person.language == "ru";
  if (known.size() < count) add_language(known, person.language == "ru" ? "kk" : "ru");
  if (known.size() < count && !is_state_language && source.percent(50)) add_language(known, "kk");
  if (known.size() < count) add_language(known, source.draw("language_third", age));
  for (const std::string_view code : {"en", "tr", "de", "zh", "fr", "ar"})
    if (known.size() < count) add_language(known, code);
  return known;
}

void give_languages(Person& person, const TraitSource& source) {
  if (person.kin.age < language_age_min) return;
  std::string all;
  for (const std::string& code : languages_known(person, source)) {
    all += (all.empty() ? "" : " ") + code;
    const bool own = code == person.language;
    const std::string_view table = own ? "level_native" : code == "en" ? "level_english" : "level_learnt";
    person.language_levels.emplace_back(code, source.draw(table, person.kin.age));
  }
  person.answers.put("languages_known", all);
  if (person.language == "other") person.answers.put("languages_other", person.answers.get("native_language_other"));
}

// Foreigners may have no IIN; then they show a document.
void give_citizenship(Person& person, const TraitSource& source) {
  Answers& answers = person.answers;
  const std::string citizenship = source.draw("citizenship", person.kin.age);
  answers.put("citizenship", citizenship);
  answers.put("has_iin", "1");
  if (citizenship == "2") answers.put("citizenship_country", source.draw("citizenship_country", person.kin.age));
  const bool without = citizenship == "1" ? person.kin.age == 0 && source.percent(3) : source.percent(45);
  if (!without) return;
  answers.put("has_iin", "2");
  answers.put("document_kind", citizenship == "1" ? "5" : citizenship == "2" ? "1" : "3");
  answers.put("document_country", citizenship == "2" ? answers.get("citizenship_country") : "KAZ");
}

void give_birthplace(Person& person, const Settlement& home, const TraitSource& source) {
  Answers& answers = person.answers;
  std::string place = source.draw("birth_place", person.kin.age);
  if (place == "3" && person.kin.age < 2) place = "1";
  answers.put("birth_place", place);
  if (place == "2")
    answers.put("region_of_birth", source.percent(60) ? home.path.front() : source.regions.draw(source.rng));
  if (place == "3") answers.put("birth_country", source.draw("foreign_country", person.kin.age));
  const bool town = place == "1" ? home.urban : source.percent(45);
  answers.put("birth_settlement_type", town ? "1" : "2");
}

// The year of the last move, the place before, and where the person was a year before the census.
void give_moves(Person& person, const TraitSource& source) {
  Answers& answers = person.answers;
  answers.put("lives_since_birth", source.draw("lives_since_birth", person.kin.age));
  if (answers.is("birth_place", "1") && answers.is("lives_since_birth", "1")) return;
  const int first = person.birth.year(), last = source.census.year();
  const int since = std::min(last, first + source.between(0, std::min(last - first, 45)));
  answers.put("resident_since_year", since);
  const bool immigrant = answers.is("birth_place", "3");
  const bool from_abroad = immigrant ? source.percent(50) : source.draw("previous_place", 0) == "2";
  answers.put("previous_place", from_abroad ? "2" : "1");
  answers.put("previous_region", source.regions.draw(source.rng));
  answers.put("previous_country", immigrant ? answers.get("birth_country") : source.draw("foreign_country", 0));
  const bool here = since < last && source.percent(60);
  answers.put("year_ago_place", here ? "1" : from_abroad ? "3" : "2");
  answers.put("year_ago_region", answers.get("previous_region"));
  answers.put("year_ago_country", answers.get("previous_country"));
}

void give_life_abroad(Person& person, const TraitSource& source) {
  Answers& answers = person.answers;
  const bool born_abroad = answers.is("birth_place", "3");
  const bool moved_in = answers.is("previous_place", "2") && !answers.get("resident_since_year").empty();
  const bool lived = person.kin.age >= 2 && (born_abroad || moved_in || source.rng.chance(12, 1000));
  answers.put("lived_abroad", lived ? "1" : "2");
  if (!lived) return;
  answers.put("abroad_country", moved_in ? answers.get("previous_country")
                                : born_abroad ? answers.get("birth_country") : source.draw("foreign_country", 0));
  const int first = person.birth.year() + 1;
  const std::string& since = answers.get("resident_since_year");
  const int last = since.empty() ? source.census.year() : static_cast<int>(Json::number_text(since).integer());
  const bool known = moved_in || last <= first;
  answers.put("arrival_year", known ? std::max(last, person.birth.year()) : source.between(first, last));
  answers.put("move_reason", source.percent(35) ? "4" : source.percent(40) ? "3" : source.percent(60) ? "1" : "2");
}

}  // namespace

void give_origin(Person& person, const Settlement& home, const TraitSource& source) {
  person.answers.put("identity_confirmed", "1");
  give_citizenship(person, source);
  give_languages(person, source);
  give_birthplace(person, home, source);
  give_moves(person, source);
  give_life_abroad(person, source);
}

}  // namespace sanaq::simulation
