#include "simulation/traits.h"

namespace sanaq::simulation {
namespace {

bool is_retired(const Kin& kin) { return kin.age >= (kin.sex == 1 ? 63 : 59); }

bool studies(const Person& person) {
  const std::string& studying = person.answers.get("studying");
  return studying == "2" || studying == "3" || studying == "4";
}

std::string why_no_work(const Person& person, const TraitSource& source) {
  if (is_retired(person.kin)) return source.percent(96) ? "5" : "6";
  if (studies(person)) return source.percent(94) ? "3" : "1";
  if (source.percent(30)) return source.percent(75) ? "1" : "2";
  if (source.percent(12)) return "6";
  return person.kin.sex == 2 ? "4" : source.percent(35) ? "4" : "7";
}

void give_workplace(Person& person, const Settlement& home, const TraitSource& source) {
  Answers& answers = person.answers;
  answers.put("workplace", source.percent(84) ? "2" : source.percent(45) ? "3" : source.percent(50) ? "1" : "5");
  answers.put("workplace_region", source.percent(88) ? home.path.front() : source.regions.draw(source.rng));
  answers.put("commute_minutes", 5 * source.between(1, answers.is("workplace", "3") ? 20 : home.urban ? 12 : 6));
}

std::string main_source(const Person& person, bool employed, const TraitSource& source) {
  const int age = person.kin.age;
  if (age < 15) return "7";
  if (employed) {
    const Answers& answers = person.answers;
    return answers.is("employment_status", "1") ? "1" : answers.is("employment_status", "4") ? "3" : "2";
  }
  if (is_retired(person.kin)) return source.percent(97) ? "4" : "5";
  if (studies(person)) return source.percent(age > 16 ? 25 : 2) ? "6" : "7";
  return source.percent(38) ? "5" : source.percent(80) ? "7" : source.percent(70) ? "3" : "8";
}

// Nine in ten have one source (published).
void give_livelihood(Person& person, bool employed, const TraitSource& source) {
  const std::string first = main_source(person, employed, source);
  Answers& answers = person.answers;
  answers.put("main_livelihood", first);
  const std::string second = first == "4" ? "3" : source.percent(50) ? "5" : "3";
  const bool has_second = person.kin.age >= 18 && second != first && source.percent(13);
  answers.put("livelihood", has_second ? (first < second ? first + " " + second : second + " " + first) : first);
}

}  // namespace

void give_work(Person& person, const Settlement& home, const TraitSource& source) {
  const int age = person.kin.age;
  Answers& answers = person.answers;
  bool employed = false;
  if (age >= 15) {
    const bool fully_studies = studies(person) && source.percent(75);
    employed = !fully_studies && source.draw("worked", age, person.kin.sex) == "yes";
    const bool away = employed && source.percent(3);
    answers.put("worked_last_week", employed && !away ? "1" : "2");
    answers.put("job_absent", away ? "1" : "2");
    answers.put("job_search", why_no_work(person, source));
    if (employed) answers.put("employment_status", source.draw("employment_status", age));
    if (employed) give_workplace(person, home, source);
  }
  give_livelihood(person, employed, source);
  if (age < 15) return;
  std::string income = source.draw(employed ? "income_employed" : "income_other", age);
  if (income == "8" && answers.is("livelihood", "7")) income = "7";
  if (income == "1" && answers.get("livelihood").find('1') != std::string::npos) income = "3";
  answers.put("income", income);
  answers.put("pandemic_income", source.draw("pandemic_income", age));
}

}  // namespace sanaq::simulation
