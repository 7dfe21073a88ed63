#include "simulation/mother_tongue.h"
#include "simulation/names.h"
#include "simulation/traits.h"

namespace sanaq::simulation {
namespace {

using Naming = EthnicGroup::Naming;

// The group of a person: that of the father or mother, of the first person, or a new one for those who married in or
// are not related.
std::size_t group_of(const Household& household, const Kin& kin, const TraitSource& source) {
  const auto& persons = household.persons;
  const Weights& all = source.calibration.group_of_region[household.settlement->region];
  const bool married_in = kin.relation == 2 || kin.relation == 7;
  if (kin.relation == 11 || (married_in && source.percent(source.calibration.mixed_couples_percent)))
    return all.index_at(source.rng.next());
  for (const int parent : {kin.father, kin.mother})
    if (parent >= 0 && static_cast<std::size_t>(parent) < persons.size() && kin.relation != 1)
      return persons[static_cast<std::size_t>(parent)].group;
  return persons.front().group;
}

void give_ethnicity(Person& person, std::size_t region, const std::string& other, const TraitSource& source) {
  const EthnicGroup& group = source.calibration.groups[person.group];
  person.naming = group.naming;
  const bool is_other = group.code == "other";
  const std::string& code = is_other ? other : group.code;
  person.answers.put("ethnicity", code == "refused" ? std::string(refusal_text) : code);
  if (code == "999") person.answers.put("ethnicity_other", "метис");
  const auto& languages = source.calibration.other_languages;
  const auto other_language = languages.find(code);
  person.language = source.calibration.native_language[region][person.group].draw(source.rng);
  if (person.language == own_language && other_language != languages.end()) {
    person.language = "other";
    person.answers.put("native_language_other", other_language->second);
  } else if (person.language == own_language) {
    person.language = "ru";
  }
  person.answers.put("native_language", person.language);
}

// Children and wives bear the man's name, most of the time.
FamilyName family_name_of(const std::vector<FamilyName>& known, const Person& person, const TraitSource& source) {
  const Kin& kin = person.kin;
  if (kin.father >= 0 && static_cast<std::size_t>(kin.father) < known.size())
    return known[static_cast<std::size_t>(kin.father)];
  const bool near = kin.relation >= 2 && kin.relation <= 5;
  const int keeps_percent = kin.sex == 1 ? 95 : 75;
  if (!known.empty() && (near || kin.relation == 7) && source.percent(static_cast<std::uint64_t>(keeps_percent)))
    return known.front();
  return draw_family_name(person.naming, source.rng);
}

void give_names(Household& household, const TraitSource& source) {
  std::vector<FamilyName> families;
  for (Person& person : household.persons) {
    families.push_back(family_name_of(families, person, source));
    person.answers.put("surname", surname_of(families.back(), person.kin.sex));
    person.answers.put("given_name", draw_given_name(person.naming, person.kin.sex, source.rng));
  }
  for (Person& person : household.persons) {
    const bool here = person.kin.father >= 0;
    const std::string father =
        here ? household.persons[static_cast<std::size_t>(person.kin.father)].answers.get("given_name")
             : draw_given_name(person.naming, 1, source.rng);
    if (here || !source.percent(4))
      person.answers.put("patronymic", patronymic_of(father, person.naming, person.kin.sex));
  }
}

}  // namespace

CivilDate draw_birth(CivilDate census, int age, Rng& rng) {
  const auto birthday = CivilDate::make(census.year() - age, census.month(), std::min(census.day(), 28));
  const auto days_before = static_cast<std::int32_t>(age == 0 ? 1 + rng.below(364) : rng.below(365));
  return CivilDate::from_days(birthday.value().days() - days_before);
}

void give_identity(Household& household, const TraitSource& source) {
  const std::size_t region = household.settlement->region;
  const std::string other = source.calibration.other_groups.draw(source.rng);
  std::vector<Person> persons;
  persons.swap(household.persons);
  for (Person& person : persons) {
    person.group = household.persons.empty()
                       ? source.calibration.group_of_region[region].index_at(source.group)
                       : group_of(household, person.kin, source);
    give_ethnicity(person, region, other, source);
    const Weights& religions = source.calibration.religion[region][person.group];
    const bool shares = source.percent(source.calibration.shared_religion_percent);
    person.answers.put("religion", religions.at(shares ? source.belief : source.rng.next()));
    if (person.answers.is("religion", "5")) person.answers.put("religion_other", "тәңіршілдік");
    household.persons.push_back(std::move(person));
  }
  give_names(household, source);
}

}  // namespace sanaq::simulation
