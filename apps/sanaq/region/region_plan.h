#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "institution/institution.h"
#include "institution/resident.h"
#include "sanaq/site.h"

namespace sanaq::region {

/// How large the simulated region is. The same seed gives the same region.
struct RegionSize {
  std::size_t institutions = 300, residents = 40'000;  // residents: on the lists of stage 1
  std::uint64_t seed = 1;
  std::string territory = "470000000";
};

/// What happens to a person of a list in stage 2.
enum class Fate : std::uint8_t { helped, administration, alone, tablet, left, died, transferred, absent };
inline constexpr int fates = 8;

/// A second claim that is planted.
enum class Double : std::uint8_t {
  none,
  home_before,  // a household named the person before the institution asked
  home_after,   // and after it
  other_place,  // stands on the list of another institution too
  // What numbers cannot find: names and the day of birth are right, and the household is right.
  home_misread,       // one digit of the number was misread, the import refused it, and the row went without
  home_other_number,  // a misread number that its check digit allows
  other_place_numberless,  // on the list of another institution too, there without number
};
inline constexpr int doubles = 7;
/// Found by names and day of birth alone.
bool is_likely(Double planted);

/// A mistake in a table that is brought.
enum class Mistake : std::uint8_t { none, check_digit, repeated_row, no_name };
inline constexpr int mistakes = 4;
/// The code by which the import tells it.
const char* code_of(Mistake mistake);

struct PlannedPerson {
  ResidentPerson person;
  Fate fate = Fate::helped;
  Double planted = Double::none;
  std::size_t other = 0;                        // institution of a transfer, or of another list
  std::size_t home = 0;                         // position in RegionPlan::homes
  std::string misread = {};                     // number that stood in the first table, and in no other
  std::optional<ResidentPerson> unlisted = {};  // stands in the questionnaire too, and on no list
};

struct PlannedPlace {
  Institution place;
  std::vector<PlannedPerson> people;
  std::vector<ResidentPerson> arrivals;     // came after the list was accepted
  std::map<std::size_t, Mistake> mistakes;  // by position in `people`, in the first table that is brought
  bool returned_once = false;               // the department gives the first list back
  std::size_t tablets = 1;
};

/// A region to be counted: institutions of every kind of the edition, people of reserved numbers only, and
/// what is planted for the count to find.
struct RegionPlan {
  RegionSize size;
  std::vector<PlannedPlace> places;
  std::vector<Json> homes;  // households of the synthetic nation, as answers
  std::size_t residents() const;
};

/// Errors: "simulation.territory" (no territory below the one named), those of Nation::make.
Result<RegionPlan> plan_region(const Site& site, const RegionSize& size);

/// The table an employee brings first: with its mistakes, or without.
std::string table_of(const PlannedPlace& place, bool with_mistakes);

}  // namespace sanaq::region
