#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "edition/institution_kind.h"
#include "institution/resident.h"

namespace sanaq {

/// A person of a list who is claimed elsewhere too. Staff see it, the employee does not.
struct SecondClaim {
  ResidentId resident;
  std::int32_t row = 0;
  std::string place;      // number of the other institution; empty: a household or a questionnaire
  std::string territory;  // where the other claim is counted
};

/// A questionnaire that came from the institution's own address and is not that of a row of a list.
struct HomeAtPlace {
  std::int64_t serial = 0;  // of the submission
  Channel channel = Channel::online;
  std::int64_t persons = 0, listed = 0;  // listed: of them, on the list of the institution
};

/// Figures of an institution: the list against what was counted.
struct InstitutionFigures {
  std::int64_t listed = 0;      // on the accepted list
  std::int64_t came_later = 0;  // written down after it
  std::int64_t asked = 0;       // with a questionnaire: tablet, alone, with help
  std::int64_t by_administration = 0;
  std::int64_t counted_elsewhere = 0;
  std::int64_t left = 0, died = 0, transferred = 0, absent = 0, matched = 0;
  std::int64_t open = 0;        // no outcome yet: listed and not counted
  std::int64_t twice = 0;       // claimed elsewhere too
  std::int64_t not_listed = 0;  // counted in questionnaires of this institution and on no list of it
  std::optional<std::int64_t> homes_here, people_in_homes;  // HomeAtPlace; nothing: the address is not linked
  bool adds_up() const;                                     // every person has one line
};

/// not_listed: people in questionnaires of the institution who are on no row.
InstitutionFigures figures_of(const std::vector<Resident>& people, const std::vector<SecondClaim>& twice,
                              std::int64_t not_listed);
/// Adds what was counted at the institution's own address.
void add_homes(InstitutionFigures& figures, const std::vector<HomeAtPlace>& homes);

}  // namespace sanaq
