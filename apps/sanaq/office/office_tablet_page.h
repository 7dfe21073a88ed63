#pragma once
#include "sanaq/office/office_frame.h"

namespace sanaq {

// What the pages of tablets share.

/// The tablet of the request's path when the actor may manage it. Errors: "device.unknown" (none, or not
/// his), "store.unavailable".
Result<DeviceLine> own_tablet(const Office& office, const http::Request& request, const OfficeVisit& visit);
/// 403 for a tablet that is not the actor's, else office_failure().
http::Response no_tablet(const Office& office, const http::Request& request, const OfficeVisit& visit,
                         const Error& error);
/// A line of the audit log about a tablet.
Result<Done> note_tablet(const Office& office, const OfficeVisit& visit, const char* action,
                         const std::string& subject, const std::string& detail);
/// A page for those who may manage tablets.
using TabletPage = http::Response (*)(const Office&, const http::Request&, const OfficeVisit&);
void add_tablet_page(http::Router& router, const SharedOffice& office, http::Method method,
                     const std::string& where, TabletPage page);

/// What a refused call means, in the language of the visit; the code itself when there is no text.
std::string refusal_text(const Office& office, const OfficeVisit& visit, const std::string& code);

// The pages of the channel.
void add_office_calls(http::Router& router, const SharedOffice& office);
void add_office_silent(http::Router& router, const SharedOffice& office);
void add_office_profile(http::Router& router, const SharedOffice& office);
/// Where visits were made.
void add_office_visits(http::Router& router, const SharedOffice& office);

}  // namespace sanaq
