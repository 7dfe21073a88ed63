#include "simulation/population.h"

#include <algorithm>
#include <unordered_set>

#include "base/text.h"
#include "simulation/fitting.h"
#include "simulation/synthetic_iin.h"
#include "simulation/traits.h"

namespace sanaq::simulation {
namespace {

constexpr std::uint64_t odd = 0x9E3779B97F4A7C15ULL;
// Powers of the plastic number in 64 bits (Roberts 2018): multiples of the two fill a square evenly, so that groups and
// beliefs of a region come close to what was published and not only in the mean.
constexpr std::uint64_t group_step = 0xC13FA9A902A6328F, belief_step = 0x91E10DA5C79E7B1D;

// Codes from the region down to `code`.
std::vector<std::string> path_to(const Codelist& territories, const std::string& code) {
  const std::size_t parent = territories.column("parent");
  std::vector<std::string> path;
  for (const Codelist::Row* row = territories.find(code); row != nullptr && path.size() < 10;
       row = territories.find(row->columns[parent]))
    path.push_back(row->code);
  std::reverse(path.begin(), path.end());
  return path;
}

// No populations of settlements are known here: a town has the more people the earlier it stands among the
// towns of its region (the centre stands first), a village that is the centre of its okrug four times those
// of another.
std::uint64_t weight_of(const Codelist::Row& row, const std::vector<std::string>& path, std::size_t rank,
                        bool urban) {
  const bool whole_city = path.size() == 2;
  if (whole_city) return 1000;
  if (!urban) return row.code.ends_with("100") ? 4 : 1;
  const bool town = row.labels.front().find("қаласы") != std::string::npos;
  return 1000 / (rank + 1) / (town ? 1 : 4) + 1;
}

}  // namespace

Population::Population(Calibration calibration, CivilDate census, const NationOptions& options)
    : calibration_(std::move(calibration)),
      census_(census),
      seed_(options.seed),
      duplicate_share_ppm_(options.duplicate_share_ppm) {
  const FamilyModel model;
  shapes_ = model.shapes;
  for (std::size_t r = 0; r < calibration_.regions.size(); ++r) {
    const RegionTargets& region = calibration_.regions[r];
    region_of_origin_.add(region.code, region.persons);
    for (const bool urban : {true, false}) {
      const std::uint64_t persons = urban ? region.urban : region.persons - region.urban;
      if (persons == 0) continue;
      AgeSex ages = region.age_sex;
      for (auto& bands : ages)
        for (std::uint64_t& count : bands) count = count * persons / region.persons;
      const std::uint64_t households = urban ? region.households_urban : region.households_rural;
      const auto weights = model.fit(ages, households, calibration_.married_per_thousand);
      Stratum stratum;
      stratum.region = r;
      stratum.urban = urban;
      for (const std::uint64_t weight : weights) stratum.families.add({}, weight);
      stratum.households = stratum.families.total() / fitting_scale;
      strata_.push_back(std::move(stratum));
    }
  }
}

void Population::add_strata(const Codelist& territories, const std::vector<std::string>& only) {
  const std::unordered_set<std::string> wanted(only.begin(), only.end());
  const std::size_t type = territories.column("settlement_type");
  std::vector<std::uint64_t> of_country(strata_.size());
  std::vector<std::size_t> ranks(strata_.size());
  for (const Codelist::Row& row : territories.rows()) {
    if (row.columns[type].empty()) continue;
    Settlement settlement{path_to(territories, row.code), 0, row.columns[type] == "urban"};
    const auto stratum = std::find_if(strata_.begin(), strata_.end(), [&](const Stratum& s) {
      return calibration_.regions[s.region].code == settlement.path.front() && s.urban == settlement.urban;
    });
    if (stratum == strata_.end()) continue;
    const auto at = static_cast<std::size_t>(stratum - strata_.begin());
    settlement.region = stratum->region;
    const std::uint64_t weight = weight_of(row, settlement.path, ranks[at]++, settlement.urban);
    of_country[at] += weight;
    const bool inside =
        wanted.empty() || std::any_of(settlement.path.begin(), settlement.path.end(),
                                      [&](const std::string& code) { return wanted.contains(code); });
    if (!inside) continue;
    stratum->places.add({}, weight);
    stratum->settlements.push_back(std::move(settlement));
  }
  for (std::size_t i = 0; i < strata_.size(); ++i) {
    const std::uint64_t all = std::max<std::uint64_t>(of_country[i], 1);
    by_stratum_.add({}, strata_[i].households * 1000 * strata_[i].places.total() / all);
  }
}

Result<Population> Population::make(Calibration calibration, CivilDate census, const Codelist& territories,
                                    const NationOptions& options) {
  for (const std::string_view column : {"parent", "settlement_type"})
    if (territories.column(column) == std::string::npos)
      return Error{"simulation.territory", std::string(column)};
  for (const std::string& code : options.territories)
    if (territories.find(code) == nullptr) return Error{"simulation.territory", code};
  Population population(std::move(calibration), census, options);
  population.add_strata(territories, options.territories);
  if (population.by_stratum_.empty()) return Error{"simulation.territory", "no settlement"};
  return population;
}

// A family of the stratum that is not too large: the last ones of a settlement take what room is left.
Family Population::draw_family_of(const Stratum& stratum, std::uint64_t persons_max, Rng& rng) const {
  constexpr int attempts = 40;
  for (int attempt = 0; attempt < attempts; ++attempt) {
    Family family = draw_family(shapes_[stratum.families.index_at(rng.next())], rng);
    if (family.size() <= persons_max) return family;
  }
  return draw_family({rng.chance(1, 2) ? FamilyKind::man_alone : FamilyKind::woman_alone, 0, 8, 1}, rng);
}

// What the people of a family, a visitor among them, would answer.
void Population::tell_all(Household& household, const Family& family, std::uint64_t number, Rng& rng) const {
  const TraitSource source{calibration_, census_, region_of_origin_, rng, number * group_step, number * belief_step};
  for (const Kin& kin : family) {
    Person person;
    person.kin = kin;
    person.birth = draw_birth(census_, kin.age, rng);
    household.persons.push_back(std::move(person));
  }
  give_identity(household, source);
  add_visitor(household, rng);
  for (std::size_t i = 0; i < household.persons.size(); ++i) {
    Person& person = household.persons[i];
    give_origin(person, *household.settlement, source);
    give_life(household, i, source);
    give_work(person, *household.settlement, source);
    if (person.usual_home == nullptr) give_presence(person, household.persons.size() == 1, source);
  }
  give_dwelling(household, source);
}

Household Population::draw(std::uint64_t number) const {
  SplitMix mixer(seed_ * odd + number);
  SplitMix rng(mixer.next() ^ seed_);
  const Stratum& stratum = strata_[by_stratum_.index_at(rng.next())];
  Household household;
  household.settlement = &stratum.settlements[stratum.places.index_at(rng.next())];
  tell_all(household, draw_family(shapes_[stratum.families.index_at(rng.next())], rng), rng.next(), rng);
  for (std::size_t i = 0; i < household.persons.size(); ++i) {
    Person& person = household.persons[i];
    person.answers.put("iin", synthetic_iin(number, i, person.kin.sex));
    person.answers.put("document_number",
                       "S" + zero_padded(static_cast<std::int64_t>(number * members_max + i), 9));
  }
  return household;
}

std::vector<Population::Share> Population::shares(std::uint64_t one_in) const {
  SANAQ_CHECK(one_in > 0);
  // A small nation lives in some of the settlements only: where few people have room, families would be cut.
  constexpr std::uint64_t persons_min = 200;
  std::vector<Share> out;
  for (std::size_t s = 0; s < strata_.size(); ++s) {
    const Stratum& stratum = strata_[s];
    const RegionTargets& region = calibration_.regions[stratum.region];
    const std::uint64_t persons = (stratum.urban ? region.urban : region.persons - region.urban) / one_in;
    std::uint64_t given = 0, weight_before = 0;
    for (std::size_t i = 0; i < stratum.settlements.size(); ++i) {
      weight_before += stratum.places.weight(i);
      const auto upto = static_cast<std::uint64_t>(static_cast<WideUnsigned>(persons) * weight_before /
                                                   stratum.places.total());
      const bool is_last = i + 1 == stratum.settlements.size();
      if (upto - given < persons_min && !(is_last && upto > given)) continue;
      const std::uint64_t before = scaled(stratum.households / one_in, given, std::max<std::uint64_t>(persons, 1));
      out.push_back({&stratum.settlements[i], s, upto - given, before});
      given = upto;
    }
  }
  return out;
}

Household Population::household_at(const Share& share, std::uint64_t number,
                                   std::uint64_t persons_max) const {
  SANAQ_CHECK(persons_max > 0);
  const Stratum& stratum = strata_[share.stratum];
  const auto place = static_cast<std::uint64_t>(share.settlement - stratum.settlements.data());
  SplitMix mixer((seed_ + share.stratum * 0x100000001ULL + place) * odd + number);
  SplitMix rng(mixer.next() ^ seed_);
  Household household;
  household.settlement = share.settlement;
  // Settlements of a stratum go on in its row of numbers, about where the one before ended.
  const std::uint64_t start = SplitMix(seed_ + share.stratum).next() + share.households_before;
  tell_all(household, draw_family_of(stratum, persons_max, rng), start + number, rng);
  number_members(household);
  return household;
}

// Somebody who lives elsewhere and was under this roof at the census moment.
void Population::add_visitor(Household& household, Rng& rng) const {
  if (!rng.chance(calibration_.visitors_per_ten_thousand, 10'000)) return;
  const TraitSource source{calibration_, census_, region_of_origin_, rng, rng.next(), rng.next()};
  const Stratum& other = strata_[by_stratum_.index_at(rng.next())];
  Person person;
  person.kin.relation = source.percent(75) ? 10 : 11;
  person.kin.sex = source.between(1, 2);
  person.kin.age = source.between(17, 70);
  person.birth = draw_birth(census_, person.kin.age, rng);
  person.usual_home = &other.settlements[other.places.index_at(rng.next())];
  Household alone;
  alone.settlement = person.usual_home;
  alone.persons.push_back(std::move(person));
  give_identity(alone, source);
  Person& visitor = alone.persons.front();
  const bool foreign = source.percent(25) || visitor.usual_home == household.settlement;
  visitor.answers.put("presence", "3");
  visitor.answers.put("usual_country", foreign ? source.draw("foreign_country", 0) : "KAZ");
  visitor.answers.put("visit_purpose", source.draw("visit_purpose", visitor.kin.age));
  visitor.answers.put("stay_months", source.between(0, 11));
  household.persons.push_back(std::move(visitor));
}

// A grown relative of an earlier household is listed here too: the case a census must find.
void Population::add_duplicate(Household& household, std::uint64_t number, Rng& rng) const {
  if (number == 0 || !rng.chance(duplicate_share_ppm_, 1'000'000)) return;
  constexpr std::uint64_t distance_max = 500;
  const std::uint64_t other = number - 1 - rng.below(std::min(number, distance_max));
  for (const Person& person : draw(other).persons) {
    if (person.kin.relation == 1 || person.kin.age < 16 || person.usual_home != nullptr) continue;
    Person again = person;
    again.kin.relation = 10;
    again.kin.mother = again.kin.father = again.kin.spouse = -1;
    again.answers.put("presence", "1");
    household.persons.push_back(std::move(again));
    return;
  }
}

Household Population::household(std::uint64_t number) const {
  Household household = draw(number);
  SplitMix rng(seed_ ^ (number * odd + 1));
  add_duplicate(household, number, rng);
  number_members(household);
  return household;
}

}  // namespace sanaq::simulation
