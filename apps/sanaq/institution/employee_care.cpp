// What the department notes of a responsible employee: seminar, room, computer, and the end of the log-in.
#include <algorithm>

#include "base/text.h"
#include "institution/typed_person.h"
#include "sanaq/equipment/employee_holder.h"
#include "sanaq/institution/institution_pages.h"

namespace sanaq {
namespace {

http::Response change_employee(const Office& office, const http::Request& request, const OfficeVisit& visit,
                               const Institution& place) {
  const auto fields = request.form();
  if (!fields) return office_failure(office, visit, fields.error(), request.id);
  auto employees = office.institutions->places().employees(place.id);
  if (!employees) return office_failure(office, visit, employees.error(), request.id);
  const auto found = std::find_if(employees->begin(), employees->end(), [&](const auto& one) {
    return one.login == http::field_value(*fields, "login");
  });
  if (found == employees->end() || found->ended_at) return office_forbidden(office, visit);
  const std::string_view deed = http::field_value(*fields, "deed");
  if (deed == "seminar") {
    const auto day = CivilDate::parse(typed_day(http::field_value(*fields, "day")));
    if (!day) return office_message(office, visit, "institution.finding.birth_date", 422);
    found->seminar_on = *day;
  } else if (deed == "room") {
    found->has_room = true;
  } else if (deed == "computer") {
    found->has_computer = true;
  } else if (deed == "end") {
    found->ended_at = office.clock.now();
  } else {
    return office_forbidden(office, visit);
  }
  if (const auto done = office.institutions->places().change(*found); !done)
    return office_failure(office, visit, done.error(), request.id);
  if (found->ended_at)
    if (const auto left = note_employee_left(office, *found); !left)
      return office_failure(office, visit, left.error(), request.id);
  if (const auto noted = note_institution(office, visit, "institution.employee", place,
                                          std::string(deed) + " " + found->login);
      !noted)
    return office_failure(office, visit, noted.error(), request.id);
  return http::redirect(office_href(visit, place_path(place)));
}

}  // namespace

void add_employee_care(http::Router& router, const SharedOffice& office) {
  if (office->institutions == nullptr) return;
  add_place_page(router, office, http::Method::post, "/employee/change", change_employee);
}

}  // namespace sanaq
