// The department's page about one institution: its list is accepted or given back, an employee is appointed.
#include <algorithm>

#include "base/text.h"
#include "institution/typed_person.h"
#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/institution/institution_pages.h"

namespace sanaq {
namespace {

using page::Html;

constexpr std::int32_t rows_a_page = 100;

std::string versions_table(const Office& office, const OfficeVisit& visit,
                           const std::vector<ListVersion>& versions) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html rows;
  rows.open("tbody");
  for (const ListVersion& one : versions) {
    rows.open("tr").element("th", {{"scope", "row"}}, std::to_string(one.number));
    rows.element("td", {}, office_time(office, one.sent_at));
    rows.element(
        "td", {},
        one.decision.empty() ? text("institution.undecided") : text("institution.state." + one.decision));
    rows.element("td", {{"class", "number"}}, shown_number(one.people, visit.language)).close("tr");
  }
  rows.close("tbody");
  return board_start("versions", text("institution.versions")) +
         board_head({text("institution.version"), text("institution.sent_at"), text("institution.decision"),
                     text("institution.people_count")},
                    3) +
         rows.take() + board_end();
}

std::string people_rows(const Office& office, const OfficeVisit& visit, const std::vector<Resident>& people) {
  Html rows;
  rows.open("tbody");
  for (const Resident& one : people) {
    const auto day = CivilDate::parse(one.person.birth_date);
    rows.open("tr").element("td", {{"class", "number"}}, std::to_string(one.row));
    rows.element("th", {{"scope", "row"}}, full_name(one.person));
    rows.element("td", {}, day ? shown_day(*day) : one.person.birth_date);
    rows.element("td", {}, outcome_name(office, visit, one)).close("tr");
  }
  return rows.close("tbody").take();
}

std::string people_table(const Office& office, const OfficeVisit& visit,
                         const std::vector<Resident>& people) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  return board_start("people", text("institution.list")) +
         board_head({text("institution.row"), text("institution.person.name"),
                     text("institution.person.birth_date"), text("institution.outcome")},
                    4) +
         people_rows(office, visit, people) + board_end();
}

std::string decision_forms(const Office& office, const OfficeVisit& visit, const Institution& place) {
  if (place.state != ListState::sent) return {};
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html title;
  title.open("section", {{"class", "board-section"}, {"aria-labelledby", "decide"}})
      .element("h2", {{"id", "decide"}}, text("institution.decide"));
  return title.take() +
         button_form(office, visit, place_path(place, "/accept"), "primary", text("institution.accept")) +
         button_form(office, visit, place_path(place, "/return"), "secondary", text("institution.return")) +
         "</section>";
}

std::string employees_part(const Office& office, const OfficeVisit& visit,
                           const std::vector<ResponsibleEmployee>& employees) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html rows;
  rows.open("tbody");
  for (const ResponsibleEmployee& one : employees) {
    rows.open("tr").element("th", {{"scope", "row"}}, one.name).element("td", {}, one.login);
    rows.element("td", {},
                 visit.text(office, "institution.order.told", {one.order_number, shown_day(one.order_date)}));
    rows.element("td", {}, one.seminar_on ? shown_day(*one.seminar_on) : text("institution.seminar.none"));
    rows.close("tr");
  }
  rows.close("tbody");
  return board_start("employees", text("institution.employees")) +
         board_head({text("institution.employee.name"), text("institution.employee.login"),
                     text("institution.order"), text("institution.seminar")},
                    4) +
         rows.take() + board_end();
}

std::string appoint_form(const Office& office, const OfficeVisit& visit, const Institution& place,
                         const std::string& error) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html title;
  title.open("section", {{"class", "board-section"}, {"aria-labelledby", "appoint"}})
      .element("h2", {{"id", "appoint"}}, text("institution.appoint"));
  return title.take() + paragraph("hint", text("institution.appoint.lead")) +
         form_start(office_href(visit, place_path(place, "/employee"))) +
         hidden_input("csrf", office_csrf(office, visit)) +
         render_input({"name", text("institution.employee.name"), "", "", error, "text", "", "off"}) +
         render_input(
             {"order_number", text("institution.order.number"), "", "", "", "text", "", "off", true}) +
         render_input({"order_date", text("institution.order.date"),
                       text("institution.person.birth_date.hint"), "", "", "text", "", "off", true}) +
         submit_button("secondary", "", "", text("institution.appoint.submit")) + "</form></section>";
}

std::string head_facts(const Office& office, const OfficeVisit& visit, const Institution& place) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  const InstitutionKind* kind = office.edition.institutions.find(place.kind);
  return facts(
      {{text("institution.number"), place.number},
       {text("institution.kind"), kind ? std::string(kind_label(*kind, visit.language)) : place.kind},
       {text("institution.territory"), territory_name(office, visit, place.territory)},
       {text("institution.address"), institution_address(place.details)},
       {text("institution.head"), place.details.head},
       {text("institution.ministry"), place.ministry},
       {text("institution.list_state"), list_state_name(office, visit, place.state)},
       {text("institution.expected"), shown_number(place.expected, visit.language)},
       {text("institution.people_count"), shown_number(place.people, visit.language)},
       {text("institution.done_count"), shown_number(place.done, visit.language)}});
}

http::Response show_place(const Office& office, const http::Request& request, const OfficeVisit& visit,
                          const Institution& place, const std::string& notice,
                          const std::string& error = {}) {
  const auto versions = office.institutions->people().versions(place.id);
  if (!versions) return office_failure(office, visit, versions.error(), request.id);
  const auto employees = office.institutions->places().employees(place.id);
  if (!employees) return office_failure(office, visit, employees.error(), request.id);
  const std::string title = institution_name(place.details, visit.language);
  std::string main = heading(title) + notice + head_facts(office, visit, place);
  // The names of a list that is still being drawn up are the institution's own business.
  if (!is_being_drawn_up(place.state)) {
    const auto after = parse_digits(request.query_value("after")).value_or(0);
    const auto people = office.institutions->people().residents(
        place.id, static_cast<std::int32_t>(std::min<std::int64_t>(after, people_max)), rows_a_page);
    if (!people) return office_failure(office, visit, people.error(), request.id);
    if (const auto noted = note_institution(office, visit, "institution.look", place); !noted)
      return office_failure(office, visit, noted.error(), request.id);
    main += people_table(office, visit, *people);
    if (people->size() == static_cast<std::size_t>(rows_a_page))
      main += link(office_href(visit, place_path(place, "?after=" + std::to_string(people->back().row))),
                   visit.text(office, "institution.further"));
  }
  main += decision_forms(office, visit, place);
  if (!versions->empty()) main += versions_table(office, visit, *versions);
  if (!employees->empty()) main += employees_part(office, visit, *employees);
  main += appoint_form(office, visit, place, error) +
          link(office_href(visit, board_path), visit.text(office, "office.institutions"));
  return office_page(office, visit, {title, place_path(place), main, error.empty() ? 200 : 422});
}

http::Response get_place(const Office& office, const http::Request& request, const OfficeVisit& visit,
                         const Institution& place) {
  return show_place(office, request, visit, place, "");
}

http::Response decide(const Office& office, const http::Request& request, const OfficeVisit& visit,
                      const Institution& place, ListCommand command, const char* action) {
  const auto decided = office.institutions->decide(place, command, visit.actor->login);
  if (!decided) return office_failure(office, visit, decided.error(), request.id);
  if (!*decided) return office_message(office, visit, "institution.not_now", 409);
  if (const auto noted =
          note_institution(office, visit, action, place, "version " + std::to_string(place.version));
      !noted)
    return office_failure(office, visit, noted.error(), request.id);
  return http::redirect(office_href(visit, place_path(place)));
}

http::Response accept(const Office& office, const http::Request& request, const OfficeVisit& visit,
                      const Institution& place) {
  return decide(office, request, visit, place, ListCommand::accept, "institution.accept");
}

http::Response give_back(const Office& office, const http::Request& request, const OfficeVisit& visit,
                         const Institution& place) {
  return decide(office, request, visit, place, ListCommand::give_back, "institution.return");
}

http::Response appoint(const Office& office, const http::Request& request, const OfficeVisit& visit,
                       const Institution& place) {
  const auto fields = request.form();
  if (!fields) return office_failure(office, visit, fields.error(), request.id);
  const auto day = CivilDate::parse(typed_day(http::field_value(*fields, "order_date")));
  if (!day)
    return show_place(office, request, visit, place, "",
                      visit.text(office, "institution.problem.institution.order"));
  ResponsibleEmployee employee;
  employee.name = std::string(trim(http::field_value(*fields, "name")));
  employee.order_number = std::string(trim(http::field_value(*fields, "order_number")));
  employee.order_date = *day;
  const auto account = office.institutions->appoint(place, employee, "");
  if (!account && account.error().code.starts_with("institution."))
    return show_place(office, request, visit, place, "",
                      visit.text(office, "institution.problem." + account.error().code));
  if (!account) return office_failure(office, visit, account.error(), request.id);
  if (const auto noted =
          note_institution(office, visit, "institution.appoint", place, "login " + account->login);
      !noted)
    return office_failure(office, visit, noted.error(), request.id);
  Html notice;
  notice.open("div", {{"class", "notice success"}, {"role", "status"}});
  notice.element("h2", {}, visit.text(office, "institution.appointed"));
  notice.element("p", {}, visit.text(office, "institution.appointed.text"));
  std::string secrets = facts({{visit.text(office, "institution.employee.login"), account->login},
                               {visit.text(office, "office.login.password"), account->password},
                               {visit.text(office, "institution.employee.totp"), account->totp_secret}});
  return show_place(office, request, visit, place, notice.take() + secrets + "</div>");
}

}  // namespace

void add_institution_place(http::Router& router, const SharedOffice& office) {
  if (office->institutions == nullptr) return;
  add_place_page(router, office, http::Method::get, "", get_place);
  add_place_page(router, office, http::Method::post, "/accept", accept);
  add_place_page(router, office, http::Method::post, "/return", give_back);
  add_place_page(router, office, http::Method::post, "/employee", appoint);
}

}  // namespace sanaq
