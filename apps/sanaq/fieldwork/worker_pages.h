#pragma once
#include "sanaq/fieldwork/fieldwork_desk.h"
#include "sanaq/office/office_frame.h"

namespace sanaq {

/// The office's pages of people of the census, below `/office/staff`.
void add_office_workers(http::Router& router, const SharedOffice& office);

// The pages; the actor may view staff at home.
http::Response worker_list_page(const Office& office, const http::Request& request, const OfficeVisit& visit);
http::Response application_page(const Office& office, const http::Request& request, const OfficeVisit& visit);
http::Response post_application(const Office& office, const http::Request& request, const OfficeVisit& visit);
/// What was typed wrongly is put right, before the contract.
http::Response amend_page(const Office& office, const http::Request& request, const OfficeVisit& visit);
http::Response post_amended(const Office& office, const http::Request& request, const OfficeVisit& visit);
http::Response worker_page(const Office& office, const http::Request& request, const OfficeVisit& visit);
/// A step: its name is the last part of the path.
http::Response post_step(const Office& office, const http::Request& request, const OfficeVisit& visit);
/// Somebody of the reserve takes the place of whoever left.
http::Response post_replacement(const Office& office, const http::Request& request, const OfficeVisit& visit);
/// The first in line for the place of whoever left, with the button that calls them up; empty when there is
/// nothing to fill. Errors: "store.unavailable".
Result<std::string> replacement_section(const Office& office, const OfficeVisit& visit, const Worker& worker);
http::Response post_photo(const Office& office, const http::Request& request, const OfficeVisit& visit);
http::Response worker_photo(const Office& office, const http::Request& request, const OfficeVisit& visit);
http::Response card_pdf(const Office& office, const http::Request& request, const OfficeVisit& visit);

http::Response seminar_list_page(const Office& office, const http::Request& request,
                                 const OfficeVisit& visit);
http::Response post_seminar(const Office& office, const http::Request& request, const OfficeVisit& visit);
http::Response seminar_page(const Office& office, const http::Request& request, const OfficeVisit& visit);
/// Puts a seminar off, or calls it off; those enrolled are told.
http::Response post_seminar_move(const Office& office, const http::Request& request,
                                 const OfficeVisit& visit);
http::Response post_seminar_end(const Office& office, const http::Request& request, const OfficeVisit& visit);
http::Response post_enrolment(const Office& office, const http::Request& request, const OfficeVisit& visit);
/// Attendance and points of the seats.
http::Response post_marks(const Office& office, const http::Request& request, const OfficeVisit& visit);
http::Response staff_import_page(const Office& office, const http::Request& request,
                                 const OfficeVisit& visit);
http::Response post_staff_import(const Office& office, const http::Request& request,
                                 const OfficeVisit& visit);
http::Response door_reports_page(const Office& office, const http::Request& request,
                                 const OfficeVisit& visit);
http::Response see_door_report(const Office& office, const http::Request& request, const OfficeVisit& visit);

/// The worker of the path. Errors: "worker.unknown", those of Workforce::open().
Result<WorkerFile> worker_of(const Office& office, const http::Request& request, const OfficeVisit& visit);
/// The forms of all steps that are open to the worker.
std::string step_forms(const Office& office, const OfficeVisit& visit, const Worker& worker);
/// The command a posted form means. Errors: "worker.step" (no such step), "worker.contract", "worker.day".
Result<WorkerCommand> command_of(std::string_view action, const http::Fields& form);

}  // namespace sanaq
