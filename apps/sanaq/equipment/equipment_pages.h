#pragma once
#include "http/urlencoded.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/equipment/equipment_desk.h"
#include "sanaq/equipment/equipment_words.h"
#include "sanaq/office/office_frame.h"

namespace sanaq {

// What the pages of equipment share.

inline constexpr const char* equipment_path = "/office/equipment";

std::string act_path(equipment::ActId id);
std::string holder_path(equipment::HolderId id);
std::string piece_path(const std::string& kind, const std::string& serial);

/// A page for those who manage equipment.
using EquipmentPage = http::Response (*)(const Office&, const http::Request&, const OfficeVisit&);
void add_equipment_page(http::Router& router, const SharedOffice& office, http::Method method,
                        const std::string& where, EquipmentPage page, http::RouteOptions options = {});
/// A page for those who draw up acts: managers, and instructors for the interviewers of their area.
void add_drafting_page(http::Router& router, const SharedOffice& office, http::Method method,
                       const std::string& where, EquipmentPage page, http::RouteOptions options = {});
/// A page for everybody who manages equipment or holds some.
void add_holder_page(http::Router& router, const SharedOffice& office, http::Method method,
                     const std::string& where, EquipmentPage page, http::RouteOptions options = {});

/// 404 for what is unknown, 403 for what is forbidden, 422 with the reason for another refusal, else
/// office_failure().
http::Response equipment_refusal(const Office& office, const http::Request& request, const OfficeVisit& visit,
                                 const Error& error);
/// The act of the request's path. Errors: "act.unknown" (none, or not the actor's to see).
Result<equipment::Act> act_of(const Office& office, const http::Request& request, const OfficeVisit& visit);
/// A line of the audit log. subject: of identifiers and codes alone.
Result<Done> note_equipment(const Office& office, const OfficeVisit& visit, const char* action,
                            const std::string& subject, const std::string& detail = {});
std::string act_subject(const equipment::Act& act);

/// A field with several lines. hint, error: may be empty.
struct TextArea {
  std::string name, label, hint, value, error;
  int rows = 4;
};
std::string render_area(const TextArea& area);
std::string render_file(const std::string& name, const std::string& label, const std::string& hint,
                        const std::string& accept);
std::string csrf_field(const Office& office, const OfficeVisit& visit);

/// Acts as a board. id: of the caption.
std::string acts_board(const Office& office, const OfficeVisit& visit, const std::string& id,
                       const std::string& caption, const std::vector<equipment::Act>& acts);
/// Holdings as a board. holders: whose names are shown; none: the column is left out.
std::string holdings_board(const Office& office, const OfficeVisit& visit, const std::string& id,
                           const std::string& caption, const std::vector<equipment::Holding>& holdings,
                           const std::vector<equipment::Holder>& holders);
const equipment::Holder* holder_in(const std::vector<equipment::Holder>& holders, equipment::HolderId id);

/// Where an act between two sides begins. giver, taker: ids; empty: to be chosen.
std::string new_act_path(equipment::ActKind kind, const std::string& giver, const std::string& taker);
/// The page on which the sides of an act are chosen, people by searching for their name. error: above it.
http::Response sides_page(const Office& office, const http::Request& request, const OfficeVisit& visit,
                          equipment::ActKind kind, const std::string& error = {});

// The pages; each adds its routes.
void add_equipment_home(http::Router& router, const SharedOffice& office);
void add_act_drafting(http::Router& router, const SharedOffice& office);
void add_act_sides(http::Router& router, const SharedOffice& office);
void add_act_pages(http::Router& router, const SharedOffice& office);
void add_act_papers(http::Router& router, const SharedOffice& office);
void add_holder_pages(http::Router& router, const SharedOffice& office);
void add_holding_pages(http::Router& router, const SharedOffice& office);
void add_piece_pages(http::Router& router, const SharedOffice& office);
void add_piece_import(http::Router& router, const SharedOffice& office);
void add_worker_holders(http::Router& router, const SharedOffice& office);
void add_employee_holders(http::Router& router, const SharedOffice& office);

}  // namespace sanaq
