#pragma once
#include <string>

#include "sanaq/institution/institution_desk.h"
#include "sanaq/office/office_frame.h"

namespace sanaq {

inline constexpr const char* own_path = "/institution";            // of the employee
inline constexpr const char* board_path = "/office/institutions";  // of the department

/// A page of the employee, with the institution they are responsible in.
using OwnPage = http::Response (*)(const Office&, const http::Request&, const OfficeVisit&,
                                   const Institution&);
/// path: behind `/institution`. Whoever is responsible nowhere gets 403.
void add_own_page(http::Router& router, const SharedOffice& office, http::Method method,
                  const std::string& path, OwnPage page, http::RouteOptions options = {});

/// A page of the department about one institution, named by `{place}` in the path. One that the actor may
/// not know of, because it lies elsewhere or is protected, is 403 like one that does not exist.
void add_place_page(http::Router& router, const SharedOffice& office, http::Method method,
                    const std::string& path, OwnPage page, http::RouteOptions options = {});
std::string place_path(const Institution& place, std::string_view page = {});

/// May the actor see and decide about the institution?
bool may_manage(const Office& office, const OfficeVisit& visit, const Institution& place);

/// The person of `{resident}` in the path. Errors: "institution.unknown".
Result<Resident> resident_of_path(const Office& office, const http::Request& request,
                                  const Institution& place);
/// 403 for "institution.unknown", else as office_failure().
http::Response institution_failure(const Office& office, const http::Request& request,
                                   const OfficeVisit& visit, const Error& error);

/// A line of the audit log about an institution; no names in it.
Result<Done> note_institution(const Office& office, const OfficeVisit& visit, const char* action,
                              const Institution& place, const std::string& detail = {});

/// The day it is where the census is held.
CivilDate census_today(const Office& office);
std::string list_state_name(const Office& office, const OfficeVisit& visit, ListState state);
std::string outcome_name(const Office& office, const OfficeVisit& visit, const Resident& resident);
/// A notice with one text. look: "success", "error" or nothing.
std::string told(std::string_view look, std::string_view text);
/// `<dl>` of labels and values.
std::string facts(const std::vector<std::pair<std::string, std::string>>& rows);
/// A form that is one button.
std::string button_form(const Office& office, const OfficeVisit& visit, const std::string& path,
                        std::string_view look, std::string_view label, std::string_view spoken = {});

/// The institution's address of the frame, and questionnaires that came from it; nothing for a protected one.
/// Errors: "store.unavailable".
Result<std::string> frame_part(const Office& office, const OfficeVisit& visit, const Institution& place);
/// Which of the two signatures a list has, or that it has none.
std::string signature_told(const Office& office, const OfficeVisit& visit,
                           const std::optional<ListSignature>& signature);
/// A sealed file as it was brought, to be saved. name: without its ending.
http::Response brought_file(const std::string& bytes, const std::string& name);

inline constexpr int claims_a_page = 100;
/// A page of people claimed elsewhere too, as `after` and `row` of the request say: of the actor's territory.
ClaimQuery claims_asked(const Office& office, const OfficeVisit& visit, const http::Request& request);

// The parts; each adds its routes.
void add_my_institution(http::Router& router, const SharedOffice& office);
void add_own_list(http::Router& router, const SharedOffice& office);
void add_own_people(http::Router& router, const SharedOffice& office);
void add_own_import(http::Router& router, const SharedOffice& office);
void add_list_signing(http::Router& router, const SharedOffice& office);
void add_register_import(http::Router& router, const SharedOffice& office);
void add_institution_claims(http::Router& router, const SharedOffice& office);
void add_likely_people(http::Router& router, const SharedOffice& office);
void add_overdue_board(http::Router& router, const SharedOffice& office);
void add_met_people(http::Router& router, const SharedOffice& office);
void add_premises(http::Router& router, const SharedOffice& office);
void add_list_versions(http::Router& router, const SharedOffice& office);
void add_closing(http::Router& router, const SharedOffice& office);
void add_employee_care(http::Router& router, const SharedOffice& office);
void add_helped_interview(http::Router& router, const SharedOffice& office);
void add_institution_board(http::Router& router, const SharedOffice& office);
void add_register_entry(http::Router& router, const SharedOffice& office);
void add_place_address(http::Router& router, const SharedOffice& office);
void add_institution_place(http::Router& router, const SharedOffice& office);

}  // namespace sanaq
