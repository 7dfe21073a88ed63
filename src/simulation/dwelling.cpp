#include <algorithm>

#include "simulation/names.h"
#include "simulation/traits.h"

namespace sanaq::simulation {
namespace {

bool is_flat(const Answers& answers) {
  const std::string& type = answers.get("dwelling_type");
  return type == "3" || type == "4" || type == "5";
}

void give_address(Answers& answers, const TraitSource& source) {
  answers.put("street", draw_street(source.rng));
  answers.put("house", source.between(1, 160));
  if (is_flat(answers)) answers.put("flat", source.between(1, 120));
}

void give_walls(Answers& answers, bool urban, const TraitSource& source) {
  std::string period = source.draw("construction_period", 0, 0, urban);
  const std::string wall = source.draw(is_flat(answers) ? "wall_flat" : "wall_house", 0, 0, urban);
  const bool modern = wall == "2" || wall == "4" || wall == "8";  // hardly built before 1957
  if (period == "1" && modern) period = "3";
  answers.put("construction_period", period);
  answers.put("wall_material", wall);
}

void give_space(Answers& answers, bool urban, int people, const TraitSource& source) {
  const std::string& drawn = source.draw(is_flat(answers) ? "rooms_flat" : "rooms_house", 0, 0, urban);
  const int wanted = drawn.empty() ? 2 : drawn[0] - '0';
  const int rooms = answers.is("dwelling_type", "5") ? 1 : std::max(wanted, (people + 4) / 5);
  const int living = rooms * source.between(13, 22);
  const int total = living * source.between(130, 165) / 100 + source.between(4, 10);
  answers.put("rooms", rooms);
  answers.put("living_area", std::max(living, people * 2));
  answers.put("total_area", std::max(total, people * 2 + 6));
}

void give_energy(Answers& answers, bool urban, const TraitSource& source) {
  const bool flat = is_flat(answers);
  answers.put("electricity", source.draw("electricity", 0, 0, urban));
  const std::string gas = source.draw("gas", 0, 0, urban);
  answers.put("gas", gas);
  answers.put("cooking_fuel", gas == "1" ? "2" : gas == "2" ? "3" : flat || source.percent(60) ? "1" : "4");
  answers.put("heating", source.draw(flat ? "heating_flat" : "heating_house", 0, 0, urban));
}

void give_water(Answers& answers, bool urban, const TraitSource& source) {
  const bool flat = is_flat(answers);
  const std::string water = source.draw(flat ? "water_flat" : "water_house", 0, 0, urban);
  const bool piped = water == "1";
  const bool central = piped && flat && answers.is("heating", "1");
  const bool drained = piped && source.percent(flat ? 99 : 78);
  const bool heater = answers.is("electricity", "1") && source.percent(piped ? 72 : 20);
  answers.put("water_supply", water);
  answers.put("hot_water", central && source.percent(88) ? "1" : heater ? "2" : "3");
  answers.put("sewerage", !drained ? "3" : flat && urban ? "1" : "2");
  answers.put("toilet", drained && source.percent(flat ? 99 : 76) ? "1" : "2");
  answers.put("bath", source.percent(drained ? 96 : 35) ? "1" : "2");
  answers.put("communications", answers.is("electricity", "1") ? source.draw("communications", 0, 0, urban) : "2 4");
  answers.put("waste_collection", source.draw("waste_collection", 0, 0, urban));
}

}  // namespace

void give_dwelling(Household& household, const TraitSource& source) {
  Answers& answers = household.answers;
  const bool urban = household.settlement->urban;
  const int people = static_cast<int>(household.persons.size());
  answers.put("premises_type", source.draw("premises_type", 0));
  answers.put("household_count", source.draw("household_count", 0));
  answers.put("dwelling_type", source.draw("dwelling_type", 0, 0, urban));
  if (answers.is("premises_type", "3")) answers.put("dwelling_type", "11");
  if (answers.is("dwelling_type", "5") && people > 4) answers.put("dwelling_type", "3");
  give_address(answers, source);
  give_walls(answers, urban, source);
  answers.put("tenure", source.draw("tenure", 0, 0, urban));
  answers.put("tenure_terms", source.draw("tenure_terms", 0, 0, urban));
  give_space(answers, urban, people, source);
  give_energy(answers, urban, source);
  give_water(answers, urban, source);
}

}  // namespace sanaq::simulation
