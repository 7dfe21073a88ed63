// People met without papers, at a night stay or by a mobile patrol: where, when, what they look like; and
// later, who they are.
#include <algorithm>

#include "base/text.h"
#include "institution/met_match.h"
#include "institution/typed_person.h"
#include "page/html.h"
#include "sanaq/institution/person_form.h"

namespace sanaq {
namespace {

using page::Html;

constexpr const char* met_path = "/institution/met";
constexpr std::size_t suggestions_shown = 5;

std::string met_form(const Office& office, const OfficeVisit& visit, const ResidentPerson& typed,
                     const std::vector<ResidentFinding>& findings) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  const FieldErrors errors = finding_errors(office, visit, findings);
  const auto input = [&](const char* name, const std::string& value, const char* hint, bool is_short,
                         bool needed) {
    return render_input({name, text("institution.person." + std::string(name)),
                         hint[0] ? text(hint) : std::string(), value, error_of(errors, name), "text", "",
                         "off", is_short, needed});
  };
  Html title;
  title.open("section", {{"class", "board-section"}, {"aria-labelledby", "meet"}})
      .element("h2", {{"id", "meet"}}, text("institution.met.add"));
  return title.take() + form_start(office_href(visit, std::string(met_path) + "/add")) +
         hidden_input("csrf", office_csrf(office, visit)) +
         input("met_place", typed.met_place, "", false, true) +
         input("met_at", typed.met_at, "institution.person.met_at.hint", true, true) +
         input("met", typed.met, "institution.met.description.hint", false, true) +
         input("met_age", typed.met_age, "", true, false) +
         render_select("sex", text("institution.person.sex"), "",
                       {{"1", text("institution.person.man")}, {"2", text("institution.person.woman")}},
                       typed.sex) +
         submit_button("secondary", "", "", text("institution.met.submit")) + "</form></section>";
}

std::string deed_path(const Resident& met, std::string_view deed) {
  return std::string(met_path) + "/" + met.id.value.to_string() + std::string(deed);
}

std::string suggestion_line(const Office& office, const OfficeVisit& visit, const Resident& met,
                            const MetSuggestion& one) {
  std::string why;
  for (const auto& [holds, key] : {std::pair(one.same_sex, "institution.met.same_sex"),
                                   std::pair(one.same_age, "institution.met.same_age"),
                                   std::pair(one.same_place, "institution.met.same_place")})
    if (holds) why += (why.empty() ? "" : ", ") + visit.text(office, key);
  const std::string label = visit.text(office, "institution.met.match",
                                       {std::to_string(one.person.row), full_name(one.person.person)});
  Html press;
  press.element("button", {{"class", "quiet"}, {"name", "other"}, {"value", one.person.id.value.to_string()}},
                label);
  return "<li>" + form_start(office_href(visit, deed_path(met, "/match"))) +
         hidden_input("csrf", office_csrf(office, visit)) + press.take() + "</form>" +
         paragraph("hint", why) + "</li>";
}

std::string met_person(const Office& office, const OfficeVisit& visit, const Institution& place,
                       const Resident& met, const std::vector<Resident>& people) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  const std::string id = "met-" + std::to_string(met.row);
  Html head;
  head.open("section", {{"class", "board-section"}, {"aria-labelledby", id}})
      .element("h2", {{"id", id}}, "№ " + std::to_string(met.row));
  std::string out = head.take() + facts({{text("institution.person.met_place"), met.person.met_place},
                                         {text("institution.person.met_at"), met.person.met_at},
                                         {text("institution.person.met"), met.person.met},
                                         {text("institution.person.met_age"), met.person.met_age},
                                         {text("institution.outcome"), outcome_name(office, visit, met)}});
  if (place.state != ListState::accepted) return out + "</section>";
  if (met.outcome && met.outcome->kind == OutcomeKind::matched)
    return out + paragraph("", visit.text(office, "institution.met.matched", {met.outcome->reason})) +
           button_form(office, visit, deed_path(met, "/unmatch"), "secondary",
                       text("institution.met.unmatch")) +
           "</section>";
  if (met.outcome) return out + "</section>";
  std::string lines;
  for (const MetSuggestion& one : suggest_matches(met, people, census_today(office), suggestions_shown))
    lines += suggestion_line(office, visit, met, one);
  out += lines.empty() ? paragraph("", text("institution.met.nobody"))
                       : paragraph("", text("institution.met.suggested")) + "<ol>" + lines + "</ol>";
  return out + "</section>";
}

http::Response met_page(const Office& office, const http::Request& request, const OfficeVisit& visit,
                        const Institution& place, const ResidentPerson& typed,
                        const std::vector<ResidentFinding>& findings) {
  const auto people = office.institutions->people().residents(place.id, 0, people_max);
  if (!people) return office_failure(office, visit, people.error(), request.id);
  const std::string title = visit.text(office, "institution.met");
  std::string main =
      error_summary(visit.text(office, "institution.again"), finding_errors(office, visit, findings)) +
      paragraph("caption", institution_name(place.details, visit.language)) + heading(title) +
      paragraph("lead", visit.text(office, "institution.met.lead"));
  const bool open = is_being_drawn_up(place.state) || place.state == ListState::accepted;
  if (open) main += met_form(office, visit, typed, findings);
  for (const Resident& one : *people)
    if (is_met(one)) main += met_person(office, visit, place, one, *people);
  main += link(office_href(visit, own_path), visit.text(office, "institution.mine"));
  return office_page(office, visit, {title, met_path, main, findings.empty() ? 200 : 422});
}

bool meets(const Office& office, const Institution& place) {
  const InstitutionKind* kind = office.edition.institutions.find(place.kind);
  return kind != nullptr && kind->meets_people;
}

http::Response get_met(const Office& office, const http::Request& request, const OfficeVisit& visit,
                       const Institution& place) {
  if (!meets(office, place)) return office_forbidden(office, visit);
  return met_page(office, request, visit, place, {}, {});
}

// "30.09.2021 23:15" as it is kept; what is no moment stays as it was typed.
std::string typed_moment(std::string_view text) {
  const std::string_view word = trim(text);
  const std::size_t blank = word.find(' ');
  if (blank == std::string_view::npos) return std::string(word);
  return typed_day(word.substr(0, blank)) + ' ' + std::string(trim(word.substr(blank)));
}

http::Response add_met(const Office& office, const http::Request& request, const OfficeVisit& visit,
                       const Institution& place) {
  const bool drawn_up = is_being_drawn_up(place.state);
  if (!meets(office, place)) return office_forbidden(office, visit);
  if (!drawn_up && place.state != ListState::accepted)
    return office_message(office, visit, "institution.not_now", 409);
  const auto fields = request.form();
  if (!fields) return office_failure(office, visit, fields.error(), request.id);
  const auto value = [&](std::string_view name) {
    return std::string(trim(http::field_value(*fields, name)));
  };
  ResidentPerson person;
  person.met_place = value("met_place");
  person.met_at = typed_moment(value("met_at"));
  person.met = value("met");
  person.met_age = value("met_age");
  person.sex = typed_sex(value("sex"));
  auto findings = check_person(person, census_today(office));
  if (person.met_place.empty()) findings.push_back({"met_place", "met_place"});
  if (person.met_at.empty()) findings.push_back({"met_at", "met_at"});
  if (person.met.empty()) findings.push_back({"met", "met"});
  if (!findings.empty()) return met_page(office, request, visit, place, person, findings);
  const auto added = office.institutions->add(place, person, !drawn_up);
  if (!added) return office_failure(office, visit, added.error(), request.id);
  if (const auto noted = note_institution(office, visit, "institution.met", place); !noted)
    return office_failure(office, visit, noted.error(), request.id);
  return http::redirect(office_href(visit, met_path));
}

http::Response after_match(const Office& office, const http::Request& request, const OfficeVisit& visit,
                           const Institution& place, const Result<bool>& done, const char* action,
                           const Resident& met) {
  if (!done) return institution_failure(office, request, visit, done.error());
  if (!*done) return office_message(office, visit, "institution.not_now", 409);
  if (const auto noted = note_institution(office, visit, action, place, "row " + std::to_string(met.row));
      !noted)
    return office_failure(office, visit, noted.error(), request.id);
  return http::redirect(office_href(visit, met_path));
}

http::Response post_match(const Office& office, const http::Request& request, const OfficeVisit& visit,
                          const Institution& place) {
  const auto met = resident_of_path(office, request, place);
  if (!met) return institution_failure(office, request, visit, met.error());
  const auto fields = request.form();
  if (!fields) return office_failure(office, visit, fields.error(), request.id);
  const auto id = Uuid::parse(http::field_value(*fields, "other"));
  if (!id || !is_met(*met)) return office_forbidden(office, visit);
  const auto other = office.institutions->people().find(place.id, {*id});
  if (!other) return office_failure(office, visit, other.error(), request.id);
  if (!*other) return office_forbidden(office, visit);
  return after_match(office, request, visit, place,
                     office.institutions->match(place, *met, **other, visit.actor->login),
                     "institution.match", *met);
}

http::Response post_unmatch(const Office& office, const http::Request& request, const OfficeVisit& visit,
                            const Institution& place) {
  const auto met = resident_of_path(office, request, place);
  if (!met) return institution_failure(office, request, visit, met.error());
  return after_match(office, request, visit, place, office.institutions->unmatch(place, *met),
                     "institution.unmatch", *met);
}

}  // namespace

void add_met_people(http::Router& router, const SharedOffice& office) {
  if (office->institutions == nullptr) return;
  add_own_page(router, office, http::Method::get, "/met", get_met);
  add_own_page(router, office, http::Method::post, "/met/add", add_met);
  add_own_page(router, office, http::Method::post, "/met/{resident}/match", post_match);
  add_own_page(router, office, http::Method::post, "/met/{resident}/unmatch", post_unmatch);
}

}  // namespace sanaq
