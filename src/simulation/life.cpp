#include <algorithm>

#include "base/text.h"
#include "simulation/traits.h"

namespace sanaq::simulation {
namespace {

void give_schooling(Person& person, const TraitSource& source) {
  const int age = person.kin.age;
  std::string education = source.draw("education", age);
  const std::string studying = source.draw("studying", age);
  if (studying == "4" && !education.empty() && education < "4") education = "4";
  if (studying == "2" && education > "4") education = "3";
  person.answers.put("education", education);
  person.answers.put("studying", studying);
  person.answers.put("computer_skill", source.draw("computer_skill", age));
}

void give_marriage(Person& person, const TraitSource& source) {
  const Kin& kin = person.kin;
  if (kin.age < 15) return;
  Answers& answers = person.answers;
  answers.put("marital_status", kin.spouse >= 0      ? std::string("2")
                                : kin.with_children ? source.draw("lone_parent_status", kin.age)
                                                    : source.draw("single_status", kin.age));
  if (answers.is("marital_status", "1")) return;
  answers.put("marriage_registered", source.draw("marriage_registered", kin.age));
  answers.put("marriage_order", source.draw("marriage_order", kin.age));
  const int first = (kin.sex == 2 ? 18 : 20) + source.between(0, 5) + source.between(0, 5);
  answers.put("first_marriage_age", std::min(first, kin.age));
}

// Children who left home or live with their father: none for most young women.
int children_elsewhere(const Person& person, int at_home, const TraitSource& source) {
  const int age = person.kin.age;
  if (person.answers.is("marital_status", "1")) return age >= 30 && at_home == 0 && source.percent(14) ? 1 : 0;
  if (at_home == 0 && age < 45) return age >= 24 && source.percent(18) ? 1 : 0;
  if (age < 45) return 0;
  const int completed = source.between(0, 2) + source.between(0, 2) + (source.percent(30) ? 1 : 0);
  return std::max(0, completed - at_home);
}

std::string month_of(CivilDate date) { return zero_padded(date.year(), 4) + "-" + zero_padded(date.month(), 2); }

void give_births(Household& household, std::size_t at, const TraitSource& source) {
  Person& mother = household.persons[at];
  if (mother.kin.sex != 2 || mother.kin.age < 15) return;
  int at_home = 0;
  CivilDate eldest = source.census;
  for (const Person& person : household.persons)
    if (person.kin.mother == static_cast<int>(at)) {
      ++at_home;
      eldest = std::min(eldest, person.birth);
    }
  const int elsewhere = children_elsewhere(mother, at_home, source);
  mother.answers.put("children_born", at_home + elsewhere);
  mother.answers.put("children_planned", source.draw("children_planned", mother.kin.age));
  if (at_home + elsewhere == 0) return;
  if (elsewhere > 0) {
    const int latest = at_home > 0 ? eldest.year() - elsewhere : source.census.year() - 1;
    const int year = std::min(latest, mother.birth.year() + source.between(19, 24));
    const auto first = CivilDate::make(std::max(year, mother.birth.year() + 17), source.between(1, 12), 1);
    if (first && *first < eldest) eldest = *first;
  }
  mother.answers.put("first_child_birth", month_of(eldest));
  if (!mother.answers.is("marital_status", "1") && !mother.answers.is("marriage_order", "2")) {
    const int before = full_years(mother.birth, eldest) - source.between(0, 2);
    mother.answers.put("first_marriage_age", std::clamp(before, 16, std::max(16, mother.kin.age)));
  }
  const bool lost = mother.kin.age > 50 && elsewhere > 0 && source.percent(9);
  mother.answers.put("children_living", at_home + elsewhere - (lost ? 1 : 0));
}

void give_health(Person& person, const TraitSource& source) {
  const int age = person.kin.age;
  person.answers.put("covid_had", source.percent(3) ? std::string(refusal_text) : source.draw("covid_had", age));
  person.answers.put("vaccinated", source.percent(3) ? std::string(refusal_text) : source.draw("vaccinated", age));
  person.answers.put("difficulty_seeing", source.draw("difficulty_seeing", age));
  person.answers.put("difficulty_hearing", source.draw("difficulty_hearing", age));
  person.answers.put("difficulty_walking", source.draw("difficulty_walking", age));
  person.answers.put("difficulty_remembering", source.draw("difficulty_remembering", age));
  person.answers.put("difficulty_selfcare", source.draw("difficulty_selfcare", age));
  person.answers.put("difficulty_communicating", source.draw("difficulty_communicating", age));
  if (age < 15) return;
  person.answers.put("plans_leave", source.draw("plans_leave", age));
  person.answers.put("leave_country", source.draw("leave_country", age));
  const bool for_work = source.percent(55);
  person.answers.put("leave_reason", for_work ? "1" : source.percent(40) ? "2" : source.percent(60) ? "3" : "4");
}

}  // namespace

void give_life(Household& household, std::size_t at, const TraitSource& source) {
  Person& person = household.persons[at];
  give_schooling(person, source);
  give_marriage(person, source);
  give_births(household, at, source);
  give_health(person, source);
}

void give_presence(Person& person, bool alone, const TraitSource& source) {
  Answers& answers = person.answers;
  const int age = person.kin.age;
  answers.put("presence", alone || person.kin.relation == 1 ? std::string("1") : source.draw("presence", age));
  if (answers.is("presence", "1")) return;
  std::string reason = source.draw("absence_reason", age);
  if (reason == "4" && (person.kin.sex == 2 || age < 18)) reason = "5";
  answers.put("absence_reason", reason);
  answers.put("absence_place", source.draw("absence_place", age));
  answers.put("absence_region", source.regions.draw(source.rng));
  answers.put("absence_country", source.draw("leave_country", 15));
  answers.put("absence_months", age == 0 ? 0 : source.between(reason == "5" ? 0 : 1, reason == "5" ? 2 : 11));
}

void number_members(Household& household) {
  int residents = 0;
  for (Person& person : household.persons) {
    person.answers.put("relation_to_head", person.kin.relation);
    person.answers.put("sex", person.kin.sex);
    person.answers.put("birth_date", person.birth.to_string());
    person.answers.put("mother_no", person.kin.mother + 1);
    person.answers.put("father_no", person.kin.father + 1);
    person.answers.put("spouse_no", person.kin.spouse + 1);
    residents += person.answers.is("presence", "3") ? 0 : 1;
  }
  household.answers.put("household_size", residents);
}

}  // namespace sanaq::simulation
