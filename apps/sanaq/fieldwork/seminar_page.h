#pragma once
#include "sanaq/fieldwork/fieldwork_desk.h"
#include "sanaq/office/office_frame.h"

namespace sanaq {

// What the pages of seminars share.

inline constexpr const char* seminars_path = "/office/staff/seminars";
std::string seminar_path(SeminarId id);

/// The page of the seminar in the request's path. told: above its forms.
http::Response show_seminar(const Office& office, const http::Request& request, const OfficeVisit& visit,
                            const std::string& told, int status);
/// 403 for what is unknown or of another territory, else worker_failure().
http::Response seminar_failure(const Office& office, const OfficeVisit& visit, const Error& error,
                               const http::Request& request);
/// The forms that put a seminar off or call it off; empty once attendance was noted. Errors:
/// "store.unavailable".
Result<std::string> seminar_change_forms(const Office& office, const OfficeVisit& visit,
                                         const Seminar& seminar, const std::vector<SeminarSeat>& seats);

}  // namespace sanaq
