#pragma once
#include <string>

#include "base/civil_date.h"
#include "questionnaire/form_source.h"

namespace sanaq {

/// The questionnaire as an ODK XForm (getodk.github.io/xforms-spec): texts as itext translations, conditions
/// as binds, lists as repeats, choice lists as secondary instances, list files as `jr://file-csv/` instances.
/// `source` must be what `form` was compiled from. `census_date` stands in for census-date(). What ODK lacks
/// is left out and named in a comment at the top: warnings, refusals, the checks sheet, matrix questions, IIN
/// functions, labels of list files in other languages than the first. age(), year() and their like are
/// written with format-date(). Texts are escaped; nothing can fail.
std::string write_xform(const FormSource& source, const Form& form, CivilDate census_date);

}  // namespace sanaq
