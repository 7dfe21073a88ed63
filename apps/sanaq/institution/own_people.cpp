// Stage 2 for the employee: every person of the list is worked through to an outcome.
#include <algorithm>

#include "base/text.h"
#include "page/html.h"
#include "sanaq/institution/person_form.h"

namespace sanaq {
namespace {

using page::Html;

constexpr const char* people_path = "/institution/people";
constexpr std::int32_t people_rows_a_page = 100;
// What an employee writes down; the rest follows from a questionnaire that was sent.
constexpr OutcomeKind written[] = {OutcomeKind::left, OutcomeKind::died, OutcomeKind::transferred,
                                   OutcomeKind::temporarily_absent};

std::string person_path(const Resident& one) { return "/institution/person/" + one.id.value.to_string(); }

std::string outcomes_table(const Office& office, const OfficeVisit& visit,
                           const std::vector<Resident>& people) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html rows;
  rows.open("tbody");
  for (const Resident& one : people) {
    rows.open("tr").element("td", {{"class", "number"}}, std::to_string(one.row));
    rows.open("th", {{"scope", "row"}})
        .element("a", {{"href", office_href(visit, person_path(one))}}, full_name(one.person))
        .close("th");
    rows.element("td", {}, one.came_later ? text("institution.came_later") : "");
    rows.element("td", {}, outcome_name(office, visit, one)).close("tr");
  }
  rows.close("tbody");
  return board_start("people", text("institution.people")) +
         board_head({text("institution.row"), text("institution.person.name"), text("institution.note"),
                     text("institution.outcome")},
                    4) +
         rows.take() + board_end();
}

std::string arrival_form(const Office& office, const OfficeVisit& visit, const ResidentPerson& typed,
                         const std::vector<ResidentFinding>& findings) {
  Html title;
  title.open("section", {{"class", "board-section"}, {"aria-labelledby", "arrival"}})
      .element("h2", {{"id", "arrival"}}, visit.text(office, "institution.arrival"));
  return title.take() + paragraph("hint", visit.text(office, "institution.arrival.lead")) +
         form_start(office_href(visit, std::string(people_path) + "/add")) +
         hidden_input("csrf", office_csrf(office, visit)) + person_fields(office, visit, typed, findings) +
         submit_button("secondary", "", "", visit.text(office, "institution.arrival.submit")) +
         "</form></section>";
}

http::Response people_page(const Office& office, const http::Request& request, const OfficeVisit& visit,
                           const Institution& place) {
  if (place.state == ListState::accepted)
    if (const auto noted = office.institutions->counts().note_counted(place.id, office.clock.now()); !noted)
      return office_failure(office, visit, noted.error(), request.id);
  const auto after = parse_digits(request.query_value("after")).value_or(0);
  const auto people = office.institutions->people().residents(
      place.id, static_cast<std::int32_t>(std::min<std::int64_t>(after, people_max)), people_rows_a_page);
  if (!people) return office_failure(office, visit, people.error(), request.id);
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  const std::string title = text("institution.people");
  std::string main = paragraph("caption", institution_name(place.details, visit.language)) + heading(title) +
                     paragraph("lead", visit.text(office, "institution.people.lead",
                                                  {shown_number(place.done, visit.language),
                                                   shown_number(place.people, visit.language)}));
  if (!people->empty()) main += outcomes_table(office, visit, *people);
  if (people->size() == static_cast<std::size_t>(people_rows_a_page))
    main +=
        link(office_href(visit, std::string(people_path) + "?after=" + std::to_string(people->back().row)),
             text("institution.further"));
  if (place.state == ListState::accepted) main += arrival_form(office, visit, {}, {});
  main += link(office_href(visit, own_path), text("institution.mine"));
  return office_page(office, visit, {title, people_path, main});
}

http::Response add_arrival(const Office& office, const http::Request& request, const OfficeVisit& visit,
                           const Institution& place) {
  if (place.state != ListState::accepted) return office_message(office, visit, "institution.not_now", 409);
  const auto fields = request.form();
  if (!fields) return office_failure(office, visit, fields.error(), request.id);
  const ResidentPerson person = posted_person(*fields);
  auto findings = check_person(person, census_today(office));
  std::erase_if(findings, [](const ResidentFinding& one) { return !one.is_hard; });
  std::optional<Resident> fresh;
  if (findings.empty()) {
    const auto added = office.institutions->add(place, person, true);
    const bool full = !added && added.error().code == "institution.table.long";
    if (!added && !full) return office_failure(office, visit, added.error(), request.id);
    if (added) fresh = *added;
    if (!fresh)
      findings.push_back(full ? ResidentFinding{"surname", "full"} : ResidentFinding{"iin", "twice"});
  }
  if (!findings.empty()) {
    const std::string title = visit.text(office, "institution.arrival");
    return office_page(
        office, visit,
        {title, people_path,
         error_summary(visit.text(office, "institution.again"), finding_errors(office, visit, findings)) +
             heading(title) + arrival_form(office, visit, person, findings),
         422});
  }
  if (const auto noted = note_institution(office, visit, "institution.arrival", place); !noted)
    return office_failure(office, visit, noted.error(), request.id);
  return http::redirect(office_href(visit, person_path(*fresh)));
}

std::string outcome_form(const Office& office, const OfficeVisit& visit, const Resident& one,
                         const std::string& error) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  std::vector<SelectOption> options;
  for (const OutcomeKind kind : written) {
    const std::string name(to_string(kind));
    options.push_back({name, text("institution.outcome." + name)});
  }
  Html title;
  title.open("section", {{"class", "board-section"}, {"aria-labelledby", "other"}})
      .element("h2", {{"id", "other"}}, text("institution.person.other"));
  return title.take() + form_start(office_href(visit, person_path(one) + "/outcome")) +
         hidden_input("csrf", office_csrf(office, visit)) +
         render_select("outcome", text("institution.outcome"), "", options, "") +
         render_input({"reason", text("institution.reason"), text("institution.reason.hint"), "", error,
                       "text", "", "off", false, false}) +
         submit_button("secondary", "", "", text("institution.outcome.submit")) + "</form></section>";
}

// Who cannot be asked is answered for: why, and from which papers.
std::string administration_form(const Office& office, const OfficeVisit& visit, const Resident& one) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  const AdministrationSource known = one.administration.value_or(AdministrationSource{});
  Html title;
  title.open("section", {{"class", "board-section"}, {"aria-labelledby", "administration"}})
      .element("h2", {{"id", "administration"}}, text("institution.person.administration"));
  return title.take() + paragraph("hint", text("institution.person.administration.text")) +
         form_start(office_href(visit, person_path(one) + "/administration")) +
         hidden_input("csrf", office_csrf(office, visit)) +
         render_input({"why", text("institution.person.administration.why"), "", known.reason, "", "text", "",
                       "off"}) +
         render_input({"source", text("institution.person.administration.source"), "", known.source, "",
                       "text", "", "off"}) +
         submit_button("secondary", "", "", text("institution.person.administration.submit")) +
         "</form></section>";
}

// The way into the questionnaire: asked, or from the administration's papers, which says why and from what.
std::string interview_forms(const Office& office, const OfficeVisit& visit, const Resident& one) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html help;
  help.open("section", {{"class", "board-section"}, {"aria-labelledby", "help"}})
      .element("h2", {{"id", "help"}}, text("institution.person.help"))
      .element("p", {}, text("institution.person.help.text"))
      .open("p")
      .element("a", {{"class", "button primary"}, {"href", office_href(visit, person_path(one) + "/q")}},
               text("institution.person.help.open"))
      .close("p")
      .close("section");
  return help.take() + administration_form(office, visit, one);
}

http::Response person_page(const Office& office, const OfficeVisit& visit, const Institution& place,
                           const Resident& one, const std::string& error) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  const std::string title = full_name(one.person);
  const auto day = CivilDate::parse(one.person.birth_date);
  std::string main = paragraph("caption", institution_name(place.details, visit.language)) + heading(title) +
                     facts({{text("institution.person.birth_date"), day ? shown_day(*day) : std::string()},
                            {text("institution.outcome"), outcome_name(office, visit, one)},
                            {text("institution.reason"), one.outcome ? one.outcome->reason : std::string()}});
  if (place.state == ListState::accepted && !one.outcome)
    main += interview_forms(office, visit, one) + outcome_form(office, visit, one, error);
  if (place.state != ListState::accepted && !one.outcome) main += told("", text("institution.not_yet"));
  main += link(office_href(visit, people_path), text("institution.people"));
  return office_page(office, visit, {title, person_path(one), main, error.empty() ? 200 : 422});
}

http::Response get_person(const Office& office, const http::Request& request, const OfficeVisit& visit,
                          const Institution& place) {
  const auto found = resident_of_path(office, request, place);
  if (!found) return institution_failure(office, request, visit, found.error());
  return person_page(office, visit, place, *found, "");
}

http::Response post_administration(const Office& office, const http::Request& request,
                                   const OfficeVisit& visit, const Institution& place) {
  auto found = resident_of_path(office, request, place);
  if (!found) return institution_failure(office, request, visit, found.error());
  if (place.state != ListState::accepted || found->outcome)
    return office_message(office, visit, "institution.not_now", 409);
  const auto fields = request.form();
  if (!fields) return office_failure(office, visit, fields.error(), request.id);
  const AdministrationSource source{std::string(trim(http::field_value(*fields, "why"))),
                                    std::string(trim(http::field_value(*fields, "source")))};
  if (!check_outcome({OutcomeKind::administration, source.reason, source.source, {}, ""}))
    return office_message(office, visit, "institution.person.administration.needed", 422);
  found->administration = source;
  if (const auto done = office.institutions->people().set_source(place.id, *found); !done)
    return office_failure(office, visit, done.error(), request.id);
  return http::redirect(office_href(visit, person_path(*found) + "/q"));
}

http::Response post_outcome(const Office& office, const http::Request& request, const OfficeVisit& visit,
                            const Institution& place) {
  auto found = resident_of_path(office, request, place);
  if (!found) return institution_failure(office, request, visit, found.error());
  if (place.state != ListState::accepted || found->outcome)
    return office_message(office, visit, "institution.not_now", 409);
  const auto fields = request.form();
  const auto kind = fields ? parse_outcome_kind(http::field_value(*fields, "outcome")) : std::nullopt;
  if (!kind || std::find(std::begin(written), std::end(written), *kind) == std::end(written))
    return person_page(office, visit, place, *found, visit.text(office, "institution.outcome.choose"));
  const std::string reason(trim(http::field_value(*fields, "reason")));
  const Outcome outcome{*kind, reason, "", office.clock.now(), visit.actor->login};
  if (!check_outcome(outcome))
    return person_page(office, visit, place, *found, visit.text(office, "institution.reason.needed"));
  found->outcome = outcome;
  if (const auto done = office.institutions->people().set_outcome(place.id, *found); !done)
    return office_failure(office, visit, done.error(), request.id);
  if (const auto noted =
          note_institution(office, visit, "institution.outcome", place, std::string(to_string(*kind)));
      !noted)
    return office_failure(office, visit, noted.error(), request.id);
  return http::redirect(office_href(visit, people_path));
}

}  // namespace

void add_own_people(http::Router& router, const SharedOffice& office) {
  if (office->institutions == nullptr) return;
  add_own_page(router, office, http::Method::get, "/people", people_page);
  add_own_page(router, office, http::Method::get, "/person/{resident}", get_person);
  add_own_page(router, office, http::Method::post, "/person/{resident}/outcome", post_outcome);
  add_own_page(router, office, http::Method::post, "/person/{resident}/administration", post_administration);
  add_own_page(router, office, http::Method::post, "/people/add", add_arrival);
}

}  // namespace sanaq
