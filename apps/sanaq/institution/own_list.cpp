// Stage 1 for the employee: the list is typed, row by row, mended, and sent to the department.
#include <algorithm>

#include "base/text.h"
#include "page/html.h"
#include "sanaq/institution/person_form.h"

namespace sanaq {
namespace {

using page::Html;

constexpr const char* own_list_path = "/institution/list";
constexpr std::int32_t list_rows_a_page = 100;

std::string row_path(const Resident& one) {
  return std::string(own_list_path) + "/" + one.id.value.to_string();
}

std::string remarks(const Office& office, const OfficeVisit& visit, const Resident& one) {
  Html out;
  if (!one.remark.empty()) out.element("p", {{"class", "tag"}}, one.remark);
  for (const ResidentFinding& finding : check_person(one.person, office.edition.institutions.list_date))
    out.element("p", {{"class", "hint"}}, finding_text(office, visit, finding));
  return out.take();
}

std::string row_birth(const Resident& one) {
  const auto day = CivilDate::parse(one.person.birth_date);
  return day ? shown_day(*day) : one.person.birth_date;
}

// Only the end of the number: enough to tell two people of one name apart.
std::string shown_end(const std::string& number) {
  constexpr std::size_t shown = 4;
  return number.size() <= shown ? number : "…" + number.substr(number.size() - shown);
}

std::string own_list_table(const Office& office, const OfficeVisit& visit, const Institution& place,
                           const std::vector<Resident>& people) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  const bool drawing_up = is_being_drawn_up(place.state);
  std::string rows = "<tbody>";
  for (const Resident& one : people) {
    Html row;
    row.open("tr").element("td", {{"class", "number"}}, std::to_string(one.row));
    row.open("th", {{"scope", "row"}});
    if (drawing_up)
      row.element("a", {{"href", office_href(visit, row_path(one))}}, full_name(one.person));
    else
      row.text(full_name(one.person));
    row.close("th").element("td", {}, row_birth(one));
    row.element("td", {}, shown_end(one.person.iin.empty() ? one.person.document_number : one.person.iin));
    rows += row.take() + "<td>" + remarks(office, visit, one) + "</td></tr>";
  }
  return board_start("people", text("institution.list")) +
         board_head(
             {text("institution.row"), text("institution.person.name"), text("institution.person.birth_date"),
              text("institution.person.number"), text("institution.remarks")},
             5) +
         rows + "</tbody>" + board_end();
}

std::string further(const Office& office, const OfficeVisit& visit, const std::vector<Resident>& people) {
  if (people.size() < static_cast<std::size_t>(list_rows_a_page)) return {};
  return link(office_href(visit, std::string(own_list_path) + "?after=" + std::to_string(people.back().row)),
              visit.text(office, "institution.further"));
}

std::string add_form(const Office& office, const OfficeVisit& visit, const ResidentPerson& typed,
                     const std::vector<ResidentFinding>& findings) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html title;
  title.open("section", {{"class", "board-section"}, {"aria-labelledby", "add"}})
      .element("h2", {{"id", "add"}}, text("institution.add"));
  return title.take() + form_start(office_href(visit, std::string(own_list_path) + "/add")) +
         hidden_input("csrf", office_csrf(office, visit)) + person_fields(office, visit, typed, findings) +
         submit_button("primary", "", "", text("institution.add.submit")) + "</form></section>";
}

std::string send_form(const Office& office, const OfficeVisit& visit, const Institution& place) {
  if (place.people == 0) return {};
  Html title;
  title.open("section", {{"class", "board-section"}, {"aria-labelledby", "send"}})
      .element("h2", {{"id", "send"}}, visit.text(office, "institution.send"));
  return title.take() +
         paragraph("", visit.text(office, "institution.send.lead",
                                  {shown_number(place.people, visit.language),
                                   shown_day(office.edition.institutions.list_date)})) +
         button_form(office, visit, std::string(own_list_path) + "/send", "secondary",
                     visit.text(office, "institution.send")) +
         "</section>";
}

http::Response own_list_page(const Office& office, const http::Request& request, const OfficeVisit& visit,
                             const Institution& place, const ResidentPerson& typed,
                             const std::vector<ResidentFinding>& findings) {
  const auto after = parse_digits(request.query_value("after")).value_or(0);
  const auto people = office.institutions->people().residents(
      place.id, static_cast<std::int32_t>(std::min<std::int64_t>(after, people_max)), list_rows_a_page);
  if (!people) return office_failure(office, visit, people.error(), request.id);
  const std::string title = visit.text(office, "institution.list");
  std::string main =
      error_summary(visit.text(office, "institution.again"), finding_errors(office, visit, findings)) +
      paragraph("caption", institution_name(place.details, visit.language)) + heading(title) +
      paragraph("lead", visit.text(office, "institution.list.lead",
                                   {shown_day(office.edition.institutions.list_date)})) +
      paragraph("", visit.text(office, "institution.list.stands",
                               {list_state_name(office, visit, place.state),
                                shown_number(place.people, visit.language)}));
  if (is_being_drawn_up(place.state))
    main += link(office_href(visit, "/institution/list/import"), visit.text(office, "institution.import")) +
            add_form(office, visit, typed, findings);
  if (place.version > 0)
    main += link(office_href(visit, "/institution/list/print.pdf"), visit.text(office, "institution.print")) +
            link(office_href(visit, "/institution/versions/" + std::to_string(place.version)),
                 visit.text(office, "institution.difference"));
  if (!people->empty())
    main += own_list_table(office, visit, place, *people) + further(office, visit, *people);
  if (is_being_drawn_up(place.state)) main += send_form(office, visit, place);
  main += link(office_href(visit, own_path), visit.text(office, "institution.mine"));
  return office_page(office, visit, {title, own_list_path, main, findings.empty() ? 200 : 422});
}

http::Response get_list(const Office& office, const http::Request& request, const OfficeVisit& visit,
                        const Institution& place) {
  return own_list_page(office, request, visit, place, {}, {});
}

http::Response add_person(const Office& office, const http::Request& request, const OfficeVisit& visit,
                          const Institution& place) {
  if (!is_being_drawn_up(place.state)) return office_message(office, visit, "institution.not_now", 409);
  const auto fields = request.form();
  if (!fields) return office_failure(office, visit, fields.error(), request.id);
  ResidentPerson person = posted_person(*fields);
  auto findings = check_person(person, office.edition.institutions.list_date);
  std::erase_if(findings, [](const ResidentFinding& one) { return !one.is_hard; });
  if (findings.empty()) {
    const auto added = office.institutions->add(place, person, false);
    // The fragment puts the cursor into the first field for the next person.
    if (added && *added) return http::redirect(office_href(visit, std::string(own_list_path) + "#surname"));
    const bool full = !added && added.error().code == "institution.table.long";
    if (!added && !full) return office_failure(office, visit, added.error(), request.id);
    findings.push_back(full ? ResidentFinding{"surname", "full"} : ResidentFinding{"iin", "twice"});
  }
  return own_list_page(office, request, visit, place, person, findings);
}

http::Response edit_page(const Office& office, const OfficeVisit& visit, const Resident& one,
                         const ResidentPerson& typed, const std::vector<ResidentFinding>& findings) {
  const std::string title = visit.text(office, "institution.edit");
  const std::string main =
      error_summary(visit.text(office, "institution.again"), finding_errors(office, visit, findings)) +
      heading(title) + (one.remark.empty() ? std::string() : told("", one.remark)) +
      form_start(office_href(visit, row_path(one))) + hidden_input("csrf", office_csrf(office, visit)) +
      person_fields(office, visit, typed, findings) +
      submit_button("primary", "", "", visit.text(office, "institution.edit.submit")) + "</form>" +
      button_form(office, visit, row_path(one) + "/remove", "quiet",
                  visit.text(office, "institution.remove")) +
      link(office_href(visit, own_list_path), visit.text(office, "institution.list"));
  return office_page(office, visit, {title, row_path(one), main, has_hard(findings) ? 422 : 200});
}

http::Response edit_person(const Office& office, const http::Request& request, const OfficeVisit& visit,
                           const Institution& place) {
  auto found = resident_of_path(office, request, place);
  if (!found) return institution_failure(office, request, visit, found.error());
  if (!is_being_drawn_up(place.state)) return office_message(office, visit, "institution.not_now", 409);
  const CivilDate day = office.edition.institutions.list_date;
  if (request.method != http::Method::post) return edit_page(office, visit, *found, found->person, {});
  const auto fields = request.form();
  if (!fields) return office_failure(office, visit, fields.error(), request.id);
  const ResidentPerson person = posted_person(*fields);
  if (const auto findings = check_person(person, day); has_hard(findings))
    return edit_page(office, visit, *found, person, findings);
  found->key = office.institutions->make_resident(person, false).key;
  found->person = person;
  found->remark.clear();
  if (const auto done = office.institutions->people().replace(place.id, *found); !done)
    return office_failure(office, visit, done.error(), request.id);
  return http::redirect(office_href(visit, own_list_path));
}

http::Response remove_person(const Office& office, const http::Request& request, const OfficeVisit& visit,
                             const Institution& place) {
  const auto found = resident_of_path(office, request, place);
  if (!found) return institution_failure(office, request, visit, found.error());
  if (!is_being_drawn_up(place.state)) return office_message(office, visit, "institution.not_now", 409);
  if (const auto done = office.institutions->people().remove(place.id, found->id); !done)
    return office_failure(office, visit, done.error(), request.id);
  return http::redirect(office_href(visit, own_list_path));
}

http::Response send_list(const Office& office, const http::Request& request, const OfficeVisit& visit,
                         const Institution& place) {
  if (place.people == 0) return office_message(office, visit, "institution.empty", 422);
  const auto sent = office.institutions->send(place, visit.actor->login);
  if (!sent) return office_failure(office, visit, sent.error(), request.id);
  if (!*sent) return office_message(office, visit, "institution.not_now", 409);
  if (const auto noted = note_institution(office, visit, "institution.send", place,
                                          "version " + std::to_string(place.version + 1));
      !noted)
    return office_failure(office, visit, noted.error(), request.id);
  const bool signs = office.edition.institutions.sign_lists;
  return http::redirect(office_href(visit, signs ? "/institution/signature" : own_path));
}

}  // namespace

void add_own_list(http::Router& router, const SharedOffice& office) {
  if (office->institutions == nullptr) return;
  add_own_page(router, office, http::Method::get, "/list", get_list);
  add_own_page(router, office, http::Method::post, "/list/add", add_person);
  add_own_page(router, office, http::Method::post, "/list/send", send_list);
  add_own_page(router, office, http::Method::get, "/list/{resident}", edit_person);
  add_own_page(router, office, http::Method::post, "/list/{resident}", edit_person);
  add_own_page(router, office, http::Method::post, "/list/{resident}/remove", remove_person);
}

}  // namespace sanaq
