#pragma once
#include <string>

#include "base/rng.h"
#include "simulation/calibration.h"

namespace sanaq::simulation {

/// A name as it stands in a document.
struct FullName {
  std::string surname, given, patronymic;
};

/// What a family shares: the stem of its surname and how it is named.
struct FamilyName {
  std::string stem;
  EthnicGroup::Naming naming = EthnicGroup::Naming::kazakh;
};

/// Names are combined at random from common given and family names: they mean nobody. sex: 1 male, 2 female.
FamilyName draw_family_name(EthnicGroup::Naming naming, Rng& rng);
std::string draw_given_name(EthnicGroup::Naming naming, int sex, Rng& rng);
/// The surname with the ending of the sex.
std::string surname_of(const FamilyName& family, int sex);
/// Of a father's given name: Қазақ -ұлы and -қызы, others the Russian way. father: a name of draw_given_name of the
/// same naming, or of another one.
std::string patronymic_of(const std::string& father, EthnicGroup::Naming naming, int sex);
/// Streets that many towns have; in the orthography of the language most read there.
std::string draw_street(Rng& rng);

}  // namespace sanaq::simulation
