#pragma once
#include "simulation/person.h"

namespace sanaq::simulation {

/// What the traits of a household are drawn from.
struct TraitSource {
  const Calibration& calibration;
  CivilDate census;
  const Weights& regions;  // by code: where people who came from elsewhere were
  Rng& rng;
  std::uint64_t group = 0, belief = 0;  // uniform: the ethnic group and the belief a household has in common

  const std::string& draw(std::string_view table, int age, int sex = 0, bool urban = false) const {
    return calibration.table(table).draw({age, sex, urban}, rng);
  }
  bool percent(std::uint64_t percent_of_all) const { return rng.chance(percent_of_all, 100); }
  int between(int least, int most) const {
    return least + static_cast<int>(rng.below(static_cast<std::uint64_t>(most - least + 1)));
  }
};

/// A day on which somebody was born who is `age` full years old at the census.
CivilDate draw_birth(CivilDate census, int age, Rng& rng);
/// Ethnic groups, religions, names of the whole household.
void give_identity(Household& household, const TraitSource& source);
/// Citizenship, document, languages, birthplace, migration of one person.
void give_origin(Person& person, const Settlement& home, const TraitSource& source);
/// Schooling, marriage, children, health, plans. The household's births must be known.
void give_life(Household& household, std::size_t at, const TraitSource& source);
/// Work, sources of livelihood, income.
void give_work(Person& person, const Settlement& home, const TraitSource& source);
/// Whether a resident was away at the census moment.
void give_presence(Person& person, bool alone, const TraitSource& source);
/// The dwelling and its address.
void give_dwelling(Household& household, const TraitSource& source);
/// What follows from the list: numbers of mother, father, spouse and of the people.
void number_members(Household& household);

}  // namespace sanaq::simulation
