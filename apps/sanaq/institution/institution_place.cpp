// The department's page about one institution: its list is accepted or given back, an employee is appointed.
#include <algorithm>

#include "base/text.h"
#include "institution/typed_person.h"
#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/equipment/employee_holder.h"
#include "sanaq/equipment/signed_paper.h"
#include "sanaq/institution/institution_pages.h"

namespace sanaq {
namespace {

using page::Html;

constexpr std::int32_t place_rows_a_page = 100;
constexpr std::size_t order_bytes_max = std::size_t{10} << 20;

std::string versions_table(const Office& office, const OfficeVisit& visit, const Institution& place,
                           const std::vector<ListVersion>& versions) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html rows;
  rows.open("tbody");
  for (const ListVersion& one : versions) {
    const std::string path = place_path(place, "/versions/" + std::to_string(one.number));
    rows.open("tr").open("th", {{"scope", "row"}});
    rows.element("a", {{"href", office_href(visit, path)}}, std::to_string(one.number)).close("th");
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

// While the department looks at a list every row has a field for a remark.
std::string people_rows(const Office& office, const OfficeVisit& visit, const Institution& place,
                        const std::vector<Resident>& people) {
  const bool looks = place.state == ListState::sent;
  Html rows;
  rows.open("tbody");
  for (const Resident& one : people) {
    const auto day = CivilDate::parse(one.person.birth_date);
    rows.open("tr").element("td", {{"class", "number"}}, std::to_string(one.row));
    rows.element("th", {{"scope", "row"}}, full_name(one.person));
    rows.element("td", {}, day ? shown_day(*day) : one.person.birth_date);
    rows.element("td", {}, outcome_name(office, visit, one)).open("td");
    const std::string label = visit.text(office, "institution.remark") + ": " + full_name(one.person);
    if (looks)
      rows.empty("input", {{"type", "text"},
                           {"name", "remark." + one.id.value.to_string()},
                           {"form", "return"},
                           {"maxlength", "300"},
                           {"aria-label", label},
                           {"value", one.remark}});
    else
      rows.text(one.remark);
    rows.close("td").close("tr");
  }
  return rows.close("tbody").take();
}

std::string place_people_table(const Office& office, const OfficeVisit& visit, const Institution& place,
                               const std::vector<Resident>& people) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  return board_start("people", text("institution.list")) +
         board_head(
             {text("institution.row"), text("institution.person.name"), text("institution.person.birth_date"),
              text("institution.outcome"), text("institution.remark")},
             5) +
         people_rows(office, visit, place, people) + board_end();
}

// People claimed elsewhere too, and where the rules of the edition count them.
std::string claims_table(const Office& office, const OfficeVisit& visit, const Institution& place,
                         const std::vector<SecondClaim>& claims) {
  if (claims.empty()) return {};
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  const InstitutionKind* kind = office.edition.institutions.find(place.kind);
  const bool here = kind == nullptr || kind->residence == UsualResidence::institution;
  Html rows;
  rows.open("tbody");
  for (const SecondClaim& one : claims) {
    rows.open("tr").element("th", {{"scope", "row"}, {"class", "number"}}, std::to_string(one.row));
    rows.element("td", {},
                 one.place.empty() ? text("institution.claim.questionnaire")
                                   : visit.text(office, "institution.claim.place", {one.place}));
    rows.element("td", {}, territory_name(office, visit, one.territory));
    rows.element("td", {}, text(here ? "institution.claim.here" : "institution.claim.home")).close("tr");
  }
  rows.close("tbody");
  return board_start("claims", text("institution.claims")) +
         board_head({text("institution.row"), text("institution.claim.where"), text("institution.territory"),
                     text("institution.claim.rule")},
                    4) +
         rows.take() + board_end();
}

std::string decision_forms(const Office& office, const OfficeVisit& visit, const Institution& place) {
  if (place.state != ListState::sent) return {};
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html title;
  title.open("section", {{"class", "board-section"}, {"aria-labelledby", "decide"}})
      .element("h2", {{"id", "decide"}}, text("institution.decide"));
  Html return_form;
  return_form.open(
      "form",
      {{"method", "post"}, {"id", "return"}, {"action", office_href(visit, place_path(place, "/return"))}});
  return_form.empty("input", {{"type", "hidden"}, {"name", "csrf"}, {"value", office_csrf(office, visit)}});
  return_form.element("button", {{"class", "secondary"}}, text("institution.return")).close("form");
  return title.take() +
         button_form(office, visit, place_path(place, "/accept"), "primary", text("institution.accept")) +
         paragraph("hint", text("institution.return.lead")) + return_form.take() + "</section>";
}

// One press for each thing that is noted.
std::string care_forms(const Office& office, const OfficeVisit& visit, const Institution& place,
                       const ResponsibleEmployee& one) {
  if (one.ended_at) return {};
  const auto button = [&](const char* deed, bool done) {
    const std::string label = visit.text(office, "institution.care." + std::string(deed));
    if (done) return "<span class=\"tag\">" + escape_html(label) + "</span>";
    Html press;
    press.element(
        "button",
        {{"class", "quiet"}, {"name", "deed"}, {"value", deed}, {"aria-label", label + ": " + one.name}},
        label);
    return form_start(office_href(visit, place_path(place, "/employee/change"))) +
           hidden_input("csrf", office_csrf(office, visit)) + hidden_input("login", one.login) +
           hidden_input("day", shown_day(census_today(office))) + press.take() + "</form>";
  };
  return button("seminar", one.seminar_on.has_value()) + button("room", one.has_room) +
         button("computer", one.has_computer) + button("end", false);
}

std::string employees_part(const Office& office, const OfficeVisit& visit, const Institution& place,
                           const std::vector<ResponsibleEmployee>& employees) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html rows;
  std::string html = "<tbody>";
  for (const ResponsibleEmployee& one : employees) {
    rows.open("tr").element("th", {{"scope", "row"}}, one.name).element("td", {}, one.login);
    rows.element("td", {},
                 visit.text(office, "institution.order.told", {one.order_number, shown_day(one.order_date)}));
    rows.element("td", {},
                 one.ended_at     ? text("institution.employee.ended")
                 : one.seminar_on ? shown_day(*one.seminar_on)
                                  : text("institution.seminar.none"));
    rows.open("td");
    if (one.has_scan) {
      rows.element("a", {{"href", office_href(visit, place_path(place, "/order/" + one.login))}},
                   text("institution.order.scan"));
    } else {
      rows.text(text("institution.order.none"));
    }
    rows.close("td");
    html += rows.take() + "<td>" + care_forms(office, visit, place, one) + "</td></tr>";
  }
  return board_start("employees", text("institution.employees")) +
         board_head({text("institution.employee.name"), text("institution.employee.login"),
                     text("institution.order"), text("institution.seminar"), text("institution.order.scan"),
                     text("institution.care")},
                    6) +
         html + "</tbody>" + board_end();
}

std::string appoint_form(const Office& office, const OfficeVisit& visit, const Institution& place,
                         const std::string& error) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html title;
  title.open("section", {{"class", "board-section"}, {"aria-labelledby", "appoint"}})
      .element("h2", {{"id", "appoint"}}, text("institution.appoint"));
  Html form, file;
  form.open("form", {{"method", "post"},
                     {"action", office_href(visit, place_path(place, "/employee"))},
                     {"enctype", "multipart/form-data"}});
  file.open("div", {{"class", "field"}})
      .element("label", {{"for", "scan"}, {"class", "label"}}, text("institution.order.file"))
      .empty("input", {{"type", "file"}, {"id", "scan"}, {"name", "scan"}, {"accept", ".pdf,.jpg,.jpeg"}})
      .close("div");
  return title.take() + paragraph("hint", text("institution.appoint.lead")) + form.take() +
         hidden_input("csrf", office_csrf(office, visit)) +
         render_input({"name", text("institution.employee.name"), "", "", error, "text", "", "off"}) +
         render_input(
             {"order_number", text("institution.order.number"), "", "", "", "text", "", "off", true}) +
         render_input({"order_date", text("institution.order.date"),
                       text("institution.person.birth_date.hint"), "", "", "text", "", "off", true}) +
         file.take() + submit_button("secondary", "", "", text("institution.appoint.submit")) +
         "</form></section>";
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
       {text("institution.bin"), place.details.bin},
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
  const auto frame = frame_part(office, visit, place);
  if (!frame) return office_failure(office, visit, frame.error(), request.id);
  std::string main = heading(title) + notice + head_facts(office, visit, place);
  if (place.state != ListState::closed)
    main +=
        link(office_href(visit, place_path(place, "/correct")), visit.text(office, "institution.correct"));
  main += *frame;
  // The names of a list that is still being drawn up are the institution's own business.
  if (!is_being_drawn_up(place.state)) {
    const auto after = parse_digits(request.query_value("after")).value_or(0);
    const auto people = office.institutions->people().residents(
        place.id, static_cast<std::int32_t>(std::min<std::int64_t>(after, people_max)), place_rows_a_page);
    if (!people) return office_failure(office, visit, people.error(), request.id);
    const auto claims = office.institutions->counts().second_claims(place.id);
    if (!claims) return office_failure(office, visit, claims.error(), request.id);
    if (const auto noted = note_institution(office, visit, "institution.look", place); !noted)
      return office_failure(office, visit, noted.error(), request.id);
    main += place_people_table(office, visit, place, *people);
    if (people->size() == static_cast<std::size_t>(place_rows_a_page))
      main += link(office_href(visit, place_path(place, "?after=" + std::to_string(people->back().row))),
                   visit.text(office, "institution.further"));
    main += claims_table(office, visit, place, *claims);
  }
  if (place.version > 0)
    main += link(office_href(visit, place_path(place, "/list.pdf")), visit.text(office, "institution.print"));
  if (place.state == ListState::closed)
    main += link(office_href(visit, place_path(place, "/act.pdf")),
                 visit.text(office, "institution.closing.act"));
  if (place.version > 0) {
    const auto signature = office.institutions->signature(place);
    if (!signature) return office_failure(office, visit, signature.error(), request.id);
    main += told(*signature ? "success" : "", signature_told(office, visit, *signature));
    if (*signature)
      main += link(office_href(visit, place_path(place, "/signature")),
                   visit.text(office, "institution.signing.look"));
  }
  main += decision_forms(office, visit, place);
  if (!versions->empty()) main += versions_table(office, visit, place, *versions);
  if (!employees->empty()) main += employees_part(office, visit, place, *employees);
  const auto equipment = equipment_of_employees(office, visit, place, *employees);
  if (!equipment) return office_failure(office, visit, equipment.error(), request.id);
  main += *equipment;
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
  if (!decided) {
    const std::string key = "institution.signing.problem." + decided.error().code;
    if (office.texts.has(key)) return office_message(office, visit, key, 422);
    return office_failure(office, visit, decided.error(), request.id);
  }
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

// What the department wrote beside the rows.
Result<Done> keep_remarks(const Office& office, const Institution& place, const http::Fields& fields) {
  constexpr std::string_view prefix = "remark.";
  constexpr std::size_t bytes_max = 600;
  for (const http::Field& field : fields) {
    if (!field.name.starts_with(prefix)) continue;
    const auto id = Uuid::parse(std::string_view(field.name).substr(prefix.size()));
    if (!id || field.value.size() > bytes_max) continue;
    SANAQ_TRY(auto one, office.institutions->people().find(place.id, {*id}));
    const std::string remark(trim(field.value));
    if (!one || one->remark == remark) continue;
    one->remark = remark;
    SANAQ_TRY_DONE(office.institutions->people().replace(place.id, *one));
  }
  return Done{};
}

http::Response give_back(const Office& office, const http::Request& request, const OfficeVisit& visit,
                         const Institution& place) {
  if (place.state != ListState::sent) return office_message(office, visit, "institution.not_now", 409);
  const auto fields = request.form();
  if (!fields) return office_failure(office, visit, fields.error(), request.id);
  if (const auto kept = keep_remarks(office, place, *fields); !kept)
    return office_failure(office, visit, kept.error(), request.id);
  return decide(office, request, visit, place, ListCommand::give_back, "institution.return");
}

http::Response appoint(const Office& office, const http::Request& request, const OfficeVisit& visit,
                       const Institution& place) {
  const auto parts = request.parts();
  if (!parts) return office_failure(office, visit, parts.error(), request.id);
  const auto brought = [&](std::string_view name) -> std::string {
    for (const http::Part& part : *parts)
      if (part.name == name) return part.content;
    return {};
  };
  std::string scan = brought("scan");
  if (!scan.empty()) {
    auto read = read_signed_paper(scan, order_bytes_max);
    if (!read)
      return show_place(office, request, visit, place, "",
                        visit.text(office, "institution.signing.problem." + read.error().code));
    scan = std::move(read->bytes);
  }
  const auto day = CivilDate::parse(typed_day(brought("order_date")));
  if (!day)
    return show_place(office, request, visit, place, "",
                      visit.text(office, "institution.problem.institution.order"));
  ResponsibleEmployee employee;
  employee.name = std::string(trim(brought("name")));
  employee.order_number = std::string(trim(brought("order_number")));
  employee.order_date = *day;
  const auto account = office.institutions->appoint(place, employee, scan);
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

http::Response get_order(const Office& office, const http::Request& request, const OfficeVisit& visit,
                         const Institution& place) {
  const std::string login(request.param("login"));
  const auto scan = office.institutions->places().order_scan(place.id, login);
  if (!scan) return office_failure(office, visit, scan.error(), request.id);
  if (scan->empty()) return office_message(office, visit, "institution.order.no_scan", 404);
  if (const auto noted = note_institution(office, visit, "institution.look", place, "order of " + login);
      !noted)
    return office_failure(office, visit, noted.error(), request.id);
  return brought_file(*scan, "order");
}

}  // namespace

void add_institution_place(http::Router& router, const SharedOffice& office) {
  if (office->institutions == nullptr) return;
  add_place_page(router, office, http::Method::get, "", get_place);
  add_place_page(router, office, http::Method::post, "/accept", accept);
  add_place_page(router, office, http::Method::post, "/return", give_back);
  add_place_page(router, office, http::Method::post, "/employee", appoint,
                 {http::Run::pooled, order_bytes_max + 65'536});
  add_place_page(router, office, http::Method::get, "/order/{login}", get_order);
}

}  // namespace sanaq
