#pragma once
#include "institution/reconciliation.h"
#include "institution/resident_store.h"
#include "sanaq/institution/institution_pages.h"

namespace sanaq {

/// Label and value of each figure, in a language; for the page and the act.
std::vector<std::pair<std::string, std::string>> figure_rows(const Office& office, std::string_view language,
                                                             const InstitutionFigures& figures);

/// The list as it was sent, for signing on paper; its number and hash stand at the foot of every page.
/// Errors: "document.pdf".
Result<std::string> list_paper(const Office& office, const Institution& place, const ListVersion& version,
                               const std::vector<Resident>& people);

/// The closing act in Kazakh and Russian. Errors: "document.pdf".
Result<std::string> closing_act(const Office& office, const Institution& place,
                                const InstitutionFigures& figures);

}  // namespace sanaq
