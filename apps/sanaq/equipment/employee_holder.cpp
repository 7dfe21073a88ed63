// Responsible employees of institutions as holders of equipment: entered from the page of the institution.
#include "sanaq/equipment/employee_holder.h"

#include <algorithm>

#include "page/html.h"
#include "sanaq/equipment/equipment_pages.h"
#include "sanaq/institution/institution_pages.h"

namespace sanaq {
namespace {

using equipment::Holder;
using page::Html;

std::string reference_of(const ResponsibleEmployee& employee) { return "employee " + employee.login; }

std::string holding_count(const Office& office, const OfficeVisit& visit,
                          const std::vector<equipment::Holding>& held) {
  std::int64_t pieces = 0;
  for (const equipment::Holding& one : held) pieces += one.count;
  return visit.text(office, "office.equipment.has_count", {shown_number(pieces, visit.language)});
}

http::Response enter_employee(const Office& office, const http::Request& request, const OfficeVisit& visit,
                              const Institution& place) {
  if (office.equipment == nullptr) return office_forbidden(office, visit);
  const auto fields = request.form();
  if (!fields) return office_failure(office, visit, fields.error(), request.id);
  const auto employees = office.institutions->places().employees(place.id);
  if (!employees) return office_failure(office, visit, employees.error(), request.id);
  const auto found = std::find_if(employees->begin(), employees->end(), [&](const auto& one) {
    return one.login == http::field_value(*fields, "login");
  });
  if (found == employees->end()) return office_forbidden(office, visit);
  const auto holder = office.equipment->adopt(*visit.actor, holder_of_employee(place, *found));
  if (!holder) return equipment_refusal(office, request, visit, holder.error());
  const std::string subject = "holder " + holder->id.value.to_string();
  if (const auto noted = note_equipment(office, visit, "equipment.holder", subject, holder->reference);
      !noted)
    return office_failure(office, visit, noted.error(), request.id);
  return http::redirect(office_href(visit, holder_path(holder->id)));
}

}  // namespace

Holder holder_of_employee(const Institution& place, const ResponsibleEmployee& employee) {
  Holder holder;
  holder.kind = equipment::HolderKind::employee;
  holder.name = employee.name;
  holder.territory = place.territory;
  holder.login = employee.login;
  holder.reference = reference_of(employee);
  holder.active = !employee.ended_at.has_value();
  return holder;
}

Result<std::string> equipment_of_employees(const Office& office, const OfficeVisit& visit,
                                           const Institution& place,
                                           const std::vector<ResponsibleEmployee>& employees) {
  const bool manages =
      office.equipment != nullptr && may(office, visit, Permission::manage_equipment, place.territory);
  if (!manages || employees.empty()) return std::string();
  Html start;
  start.open("section", {{"class", "board-section"}, {"aria-labelledby", "equipment"}})
      .element("h2", {{"id", "equipment"}}, visit.text(office, "office.equipment.of_employees"));
  std::string out = start.take();
  for (const ResponsibleEmployee& one : employees) {
    SANAQ_TRY(const auto holder, office.equipment->holder_of(reference_of(one)));
    std::string words = one.name;
    if (holder) {
      SANAQ_TRY(const auto held, equipment::holdings_of(office.equipment->acts(), holder->id));
      words += ". " + holding_count(office, visit, held);
    }
    out += paragraph("", words) + form_start(office_href(visit, place_path(place, "/employee/equipment"))) +
           csrf_field(office, visit) + hidden_input("login", one.login) +
           submit_button("secondary", "", "", visit.text(office, "office.equipment.of_worker")) + "</form>";
  }
  return out + "</section>";
}

Result<Done> note_employee_left(const Office& office, const ResponsibleEmployee& employee) {
  if (office.equipment == nullptr) return Done{};
  return office.equipment->note_left(reference_of(employee));
}

void add_employee_holders(http::Router& router, const SharedOffice& office) {
  if (office->institutions == nullptr) return;
  add_place_page(router, office, http::Method::post, "/employee/equipment", enter_employee);
}

}  // namespace sanaq
