#include "sanaq/region/region_plan.h"

#include <algorithm>

#include "base/iin.h"
#include "os/files.h"
#include "simulation/names.h"
#include "simulation/nation.h"
#include "simulation/synthetic_iin.h"

namespace sanaq::region {
namespace {

// Households of the nation with smaller numbers are the homes: no number is given twice.
constexpr std::uint64_t first_resident_household = 900'000;
constexpr std::uint64_t home_share = 30, other_place_share = 20, mistake_share = 15,  // of 1,000 people
    likely_share = 10;
constexpr const char* unreadable_number = "ЖСН оқылмайды";
constexpr std::uint64_t thousand = 1'000;
constexpr std::size_t people_a_tablet = 150;

// A digit of the day's serial number read wrongly: the check digit notices.
std::string with_wrong_digit(std::string iin) {
  constexpr std::size_t at = 9;
  for (int step = 1; step < 10; ++step) {
    std::string wrong = iin;
    wrong[at] = static_cast<char>('0' + (iin[at] - '0' + step) % 10);
    if (!Iin::parse(wrong)) return wrong;
  }
  return iin;
}

/// Draws a region, place by place; every draw comes from the seed.
class RegionPlanner {
 public:
  RegionPlanner(const Site& site, const RegionSize& size, const simulation::Nation& nation)
      : site_(site), nation_(nation), rng_(size.seed) {
    plan_.size = size;
    const Codelist& list = site.edition.territories();
    const std::size_t parent = list.column("parent");
    for (const std::uint32_t district : list.where(parent, size.territory))
      for (const std::uint32_t row : list.where(parent, list.rows()[district].code))
        territories_.push_back(list.rows()[row].code);
  }

  bool has_territories() const { return !territories_.empty(); }

  RegionPlan draw() {
    for (std::size_t i = 0; i < plan_.size.institutions; ++i) plan_.places.push_back(place(i));
    for (std::size_t i = 0; i < plan_.places.size(); ++i) fill(i);
    for (std::size_t i = 0; i < plan_.places.size(); ++i) plant_in_others(i);
    for (PlannedPlace& one : plan_.places) plant_mistakes(one);
    return std::move(plan_);
  }

 private:
  PlannedPlace place(std::size_t number) {
    const auto& kinds = site_.edition.edition.institutions.kinds;
    const InstitutionKind& kind = kinds[number % kinds.size()];
    PlannedPlace one;
    one.place.number = "S-" + std::to_string(1'000 + number);
    one.place.kind = kind.name;
    one.place.is_protected = kind.is_protected;
    one.place.territory = territories_[number % territories_.size()];
    one.place.details = {"«Үлгі» мекемесі " + std::to_string(number),
                         "Учреждение «Үлгі» " + std::to_string(number),
                         "Үлгібаева Басшы",
                         "Үлгі көшесі",
                         std::to_string(1 + number),
                         std::to_string(999'940'000'000 + number)};
    one.returned_once = rng_.chance(1, 8);
    return one;
  }

  // Small ones and large ones: the last takes what is left of the whole.
  std::size_t people_of(std::size_t number) {
    const std::size_t mean = plan_.size.residents / plan_.size.institutions;
    if (number + 1 == plan_.places.size()) return plan_.size.residents - drawn_;
    const std::size_t even = mean * (number + 1) - drawn_;
    return std::max<std::size_t>(1, even / 2 + rng_.below(even + 1));
  }

  void fill(std::size_t number) {
    PlannedPlace& place = plan_.places[number];
    const std::size_t people = std::min(people_of(number), plan_.size.residents - drawn_);
    for (std::size_t i = 0; i < people; ++i) place.people.push_back(resident(number));
    for (std::size_t i = 0; i < 1 + people / 50; ++i) place.arrivals.push_back(person());
    drawn_ += people;
    place.place.expected = static_cast<std::int32_t>(people);
    place.tablets = 1 + people / people_a_tablet;
  }

  PlannedPerson resident(std::size_t number) {
    PlannedPerson one;
    one.fate = fate();
    if (rng_.chance(home_share, thousand) && at_home(one)) return one;
    if (rng_.chance(likely_share, thousand) && at_home(one)) return misread(one);
    one.person = person();
    if (one.fate == Fate::helped && rng_.chance(1, 100)) one.unlisted = person();
    if (one.fate == Fate::transferred) one.other = another(number);
    return one;
  }

  Fate fate() {
    const std::uint64_t at = rng_.below(100);
    if (at < 60) return Fate::helped;
    if (at < 72) return Fate::administration;
    if (at < 78) return Fate::alone;
    if (at < 86) return Fate::tablet;
    if (at < 91) return Fate::left;
    if (at < 92) return Fate::died;
    if (at < 96) return Fate::transferred;
    return Fate::absent;
  }

  std::size_t another(std::size_t number) {
    return (number + 1 + rng_.below(plan_.places.size() - 1)) % plan_.places.size();
  }

  // A member of a household of several people, who stands in its questionnaire as well. Who was born after
  // the day of the lists stands on none.
  bool at_home(PlannedPerson& one) {
    Json home = nation_.household(plan_.homes.size() + skipped_);
    const auto& members = home["lists"]["members"].items();
    const Json& member = members.back();
    const auto said = [&](std::string_view name) { return member["answers"][name].text(); };
    const std::string list_date = site_.edition.edition.institutions.list_date.to_string();
    if (members.size() < 2 || said("iin").empty() || said("birth_date") > list_date) return ++skipped_, false;
    one.person.surname = said("surname");
    one.person.given_name = said("given_name");
    one.person.iin = said("iin");
    one.person.sex = said("sex");
    one.person.birth_date = said("birth_date");
    one.planted = rng_.chance(1, 2) ? Double::home_before : Double::home_after;
    one.fate = Fate::helped;
    one.home = plan_.homes.size();
    plan_.homes.push_back(std::move(home));
    return true;
  }

  // The household has the right number, the list another one or none.
  PlannedPerson misread(PlannedPerson one) {
    if (rng_.chance(1, 2)) {
      one.planted = Double::home_other_number;
      one.person.iin =
          simulation::synthetic_iin(first_resident_household + numbered_++, 0, one.person.sex == "1" ? 1 : 2);
      return one;
    }
    one.planted = Double::home_misread;
    one.misread = with_wrong_digit(one.person.iin);
    return without_number(one);
  }

  // Such a person is at home, so nobody asks them at the institution.
  static PlannedPerson without_number(PlannedPerson one) {
    one.person.iin = one.person.document_kind = one.person.document_number = one.person.document_country = "";
    one.person.met = unreadable_number;
    one.fate = Fate::absent;
    return one;
  }

  ResidentPerson person() {
    const int sex = rng_.chance(1, 2) ? 1 : 2;
    const auto naming = simulation::EthnicGroup::Naming::kazakh;
    ResidentPerson one;
    one.surname = simulation::surname_of(simulation::draw_family_name(naming, rng_), sex);
    one.given_name = simulation::draw_given_name(naming, sex, rng_);
    one.sex = std::to_string(sex);
    const CivilDate list_date = site_.edition.edition.institutions.list_date;
    constexpr std::uint64_t days_of_age = 33'000;
    one.birth_date =
        CivilDate::from_days(list_date.days() - 1 - static_cast<std::int32_t>(rng_.below(days_of_age)))
            .to_string();
    const std::uint64_t number = first_resident_household + numbered_++;
    if (rng_.chance(1, 50)) {
      one.document_kind = "1";
      one.document_number = "ZZ" + std::to_string(number);
      one.document_country = "RUS";
    } else {
      one.iin = simulation::synthetic_iin(number, 0, sex);
    }
    return one;
  }

  // The same person on a second list: both institutions ask.
  void plant_in_others(std::size_t number) {
    for (std::size_t i = 0; i < plan_.places[number].people.size(); ++i) {
      PlannedPerson& one = plan_.places[number].people[i];
      const bool free =
          one.planted == Double::none && one.fate != Fate::transferred && one.fate != Fate::left;
      if (!free || !rng_.chance(other_place_share, thousand)) continue;
      one.planted = rng_.chance(1, 4) ? Double::other_place_numberless : Double::other_place;
      one.fate = Fate::helped;
      one.unlisted.reset();
      one.other = another(number);
      PlannedPerson twin = one;
      twin.other = number;
      if (one.planted == Double::other_place_numberless) twin = without_number(twin);
      auto& there = plan_.places[one.other].people;
      const auto replaced = std::find_if(there.begin(), there.end(), [](const PlannedPerson& other) {
        return other.planted == Double::none && other.fate == Fate::helped;
      });
      if (replaced != there.end())
        *replaced = twin;
      else
        there.push_back(twin);
    }
  }

  void plant_mistakes(PlannedPlace& place) {
    for (std::size_t i = 1; i < place.people.size(); ++i) {
      const PlannedPerson& one = place.people[i];
      if (one.planted == Double::home_misread) place.mistakes[i] = Mistake::check_digit;
      const bool numbered = !one.person.iin.empty() || !one.person.document_number.empty();
      if (!numbered || !rng_.chance(mistake_share, thousand)) continue;
      const auto mistake = static_cast<Mistake>(1 + rng_.below(mistakes - 1));
      if (mistake == Mistake::check_digit && place.people[i].person.iin.empty()) continue;
      place.mistakes[i] = mistake;
    }
  }

  const Site& site_;
  const simulation::Nation& nation_;
  SplitMix rng_;
  RegionPlan plan_;
  std::vector<std::string> territories_;
  std::size_t drawn_ = 0, skipped_ = 0;
  std::uint64_t numbered_ = 0;
};

std::string region_row(const ResidentPerson& one) {
  std::string out;
  for (const std::string* cell :
       {&one.surname, &one.given_name, &one.iin, &one.document_kind, &one.document_number,
        &one.document_country, &one.birth_date, &one.sex, &one.met})
    out += *cell + ';';
  out.back() = '\n';
  return out;
}

}  // namespace

bool is_likely(Double planted) {
  return planted == Double::home_misread || planted == Double::home_other_number ||
         planted == Double::other_place_numberless;
}

const char* code_of(Mistake mistake) {
  switch (mistake) {
    case Mistake::check_digit:
      return "iin";
    case Mistake::repeated_row:
      return "twice";
    case Mistake::no_name:
      return "no_name";
    case Mistake::none:
      break;
  }
  return "";
}

std::size_t RegionPlan::residents() const {
  std::size_t people = 0;
  for (const PlannedPlace& place : places) people += place.people.size();
  return people;
}

Result<RegionPlan> plan_region(const Site& site, const RegionSize& size) {
  SANAQ_TRY(const std::string calibration,
            os::read_file(site.edition.folder + "/simulation/calibration.json"));
  simulation::NationOptions options;
  options.seed = size.seed;
  options.territories = {size.territory};
  SANAQ_TRY(const auto nation,
            simulation::Nation::make(site.program, site.context, site.edition.territories(), calibration,
                                     std::move(options)));
  RegionPlanner planner(site, size, nation);
  if (!planner.has_territories() || size.institutions < 2)
    return Error{"simulation.territory", size.territory};
  return planner.draw();
}

std::string table_of(const PlannedPlace& place, bool with_mistakes) {
  std::string csv = "Тегі;Аты;ЖСН;Құжат түрі;Құжат нөмірі;Құжатты берген ел;Туған күні;Жынысы;Сипаттамасы\n";
  for (std::size_t i = 0; i < place.people.size(); ++i) {
    ResidentPerson one = place.people[i].person;
    if (one.document_country == "RUS") one.document_country = "Ресей";  // tables say it in words
    const auto found = with_mistakes ? place.mistakes.find(i) : place.mistakes.end();
    if (found != place.mistakes.end() && found->second == Mistake::check_digit)
      one.iin = place.people[i].misread.empty() ? with_wrong_digit(one.iin) : place.people[i].misread;
    if (found != place.mistakes.end() && found->second == Mistake::no_name) one.surname = one.given_name = "";
    csv += region_row(one);
    if (found != place.mistakes.end() && found->second == Mistake::repeated_row) csv += region_row(one);
  }
  return csv;
}

}  // namespace sanaq::region
