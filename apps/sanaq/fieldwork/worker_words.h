#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "fieldwork/workforce.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/office/office_frame.h"

namespace sanaq {

inline constexpr const char* staff_path = "/office/staff";

/// Where the page of a worker is, behind the language.
std::string worker_path(WorkerId id);
std::string state_name(const Office& office, const OfficeVisit& visit, WorkerState state);
std::string role_name(const Office& office, const OfficeVisit& visit, const std::string& code);
/// Name of a code of the edition; the code itself when there is none.
std::string code_name(const OfficeVisit& visit, const std::vector<NamedCode>& codes, const std::string& code);
/// Roles people are taken on for, in the order of the edition.
std::vector<SelectOption> role_options(const Office& office, const OfficeVisit& visit);
std::vector<SelectOption> code_options(const OfficeVisit& visit, const std::vector<NamedCode>& codes);

/// Text for an error of the room: `staff.error.<code>` when there is one.
std::string worker_error(const Office& office, const OfficeVisit& visit, const std::string& code);
/// A notice at the top of a page. look: "success", "error" …
std::string notice(std::string_view look, const std::string& text);
/// The answer to an error: refusals are told on a page (404, 409, 422), the rest is office_failure().
http::Response worker_failure(const Office& office, const OfficeVisit& visit, const Error& error,
                              std::string_view request_id);

/// A text input for a territory: a code, or words of its name; the territories of the actor's own stand in a
/// list to choose from.
std::string territory_field(const Office& office, const OfficeVisit& visit, const std::string& typed,
                            const std::string& error);
/// The code a person means by what is typed there; the text itself when it names none or several.
std::string territory_code(const Office& office, const OfficeVisit& visit, std::string_view typed);

}  // namespace sanaq
