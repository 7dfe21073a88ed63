#pragma once
#include "sanaq/command/form_parts.h"
#include "sanaq/institution/institution_pages.h"

namespace sanaq {

/// The fields of a person of a list, as they were typed, with what is wrong with them. The first field has
/// the id `surname`.
std::string person_fields(const Office& office, const OfficeVisit& visit, const ResidentPerson& person,
                          const std::vector<ResidentFinding>& findings);
/// What was typed.
ResidentPerson posted_person(const http::Fields& fields);
/// Texts of hard findings by field.
FieldErrors finding_errors(const Office& office, const OfficeVisit& visit,
                           const std::vector<ResidentFinding>& findings);
std::string finding_text(const Office& office, const OfficeVisit& visit, const ResidentFinding& finding);
bool has_hard(const std::vector<ResidentFinding>& findings);

}  // namespace sanaq
