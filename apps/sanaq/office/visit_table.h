#pragma once
#include <string>
#include <vector>

#include "sanaq/office/office_frame.h"
#include "store/visit_store_pg.h"

namespace sanaq {

/// Visits with their distance from the dwelling; the far ones are marked. id, caption: of the table.
std::string visit_table(const Office& office, const OfficeVisit& visit, const std::vector<VisitLine>& lines,
                        std::string_view id, const std::string& caption);

}  // namespace sanaq
