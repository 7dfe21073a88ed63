#pragma once
#include <vector>

#include "edition/institution_kind.h"
#include "institution/institution.h"
#include "institution/resident.h"
#include "sanaq/site.h"

namespace sanaq {

/// What the list and the kind of institution know of a person, as operations on an empty questionnaire: where
/// the institution stands, what kind of premises it is, who the person is. Only what the form takes.
std::vector<Operation> known_answers(const Site& site, const InstitutionRules& rules,
                                     const Institution& place, const ResidentPerson& person);

}  // namespace sanaq
