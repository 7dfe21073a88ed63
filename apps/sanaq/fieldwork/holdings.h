#pragma once
#include "sanaq/fieldwork/fieldwork_desk.h"
#include "sanaq/office/office_frame.h"

namespace sanaq {

/// Kit, tablets and, of somebody who left, the cases that wait: with the forms to hand them out. Errors:
/// "store.unavailable".
Result<std::string> holdings_section(const Office& office, const OfficeVisit& visit, const Worker& worker);

// Posted forms of the section.
http::Response post_kit(const Office& office, const http::Request& request, const OfficeVisit& visit);
http::Response post_tablet(const Office& office, const http::Request& request, const OfficeVisit& visit);
http::Response post_cases(const Office& office, const http::Request& request, const OfficeVisit& visit);

}  // namespace sanaq
