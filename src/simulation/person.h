#pragma once
#include <string>
#include <utility>
#include <vector>

#include "base/civil_date.h"
#include "simulation/calibration.h"
#include "simulation/composition.h"
#include "simulation/topics.h"

namespace sanaq::simulation {

/// A settlement with what it lies in: codes from the region down to the place itself.
struct Settlement {
  std::vector<std::string> path;
  std::size_t region = 0;  // in Calibration::regions
  bool urban = false;
};

/// A synthetic person: place in the family, and what it would answer.
struct Person {
  Kin kin;
  CivilDate birth;
  std::size_t group = 0;                                        // in Calibration::groups
  EthnicGroup::Naming naming = EthnicGroup::Naming::kazakh;
  std::string language;                                         // mother tongue; "other" with its name in the answers
  std::vector<std::pair<std::string, std::string>> language_levels;
  const Settlement* usual_home = nullptr;                       // of a visitor
  Answers answers;
};

/// A household with its dwelling.
struct Household {
  const Settlement* settlement = nullptr;
  std::vector<Person> persons;
  Answers answers;
};

}  // namespace sanaq::simulation
