// The employee's first page: the institution, where its list stands, what is to be done next.
#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/institution/institution_pages.h"

namespace sanaq {
namespace {

std::string next_step(const Office& office, const OfficeVisit& visit, const Institution& place) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  const bool listing = is_being_drawn_up(place.state);
  std::string out = paragraph("lead", text("institution.next." + std::string(to_string(place.state))));
  const char* path = listing ? "/institution/list" : "/institution/people";
  page::Html link;
  link.open("p").element("a", {{"class", "button primary"}, {"href", office_href(visit, path)}},
                         text(listing ? "institution.list" : "institution.people"));
  out += link.close("p").take();
  if (place.state == ListState::sent)
    out += sanaq::link(office_href(visit, "/institution/signature"), text("institution.signing"));
  const InstitutionKind* kind = office.edition.institutions.find(place.kind);
  if (kind != nullptr && kind->meets_people)
    out += sanaq::link(office_href(visit, "/institution/met"), text("institution.met"));
  if (place.state == ListState::accepted)
    out += sanaq::link(office_href(visit, "/institution/premises"), text("institution.premises"));
  if (place.state == ListState::accepted || place.state == ListState::closed)
    out += sanaq::link(office_href(visit, "/institution/closing"), text("institution.closing"));
  return out;
}

// What the department reminded of, as long as it is not done.
Result<std::string> reminder_notice(const Office& office, const OfficeVisit& visit,
                                    const Institution& place) {
  SANAQ_TRY(const auto last, office.institutions->reminders().last(place.id));
  if (!last) return std::string();
  const bool listing = is_being_drawn_up(place.state) && last->what == Overdue::list;
  const bool counting =
      place.state == ListState::accepted && place.done < place.people && last->what == Overdue::outcomes;
  if (!listing && !counting) return std::string();
  return told("error",
              visit.text(office, listing ? "institution.reminded.list" : "institution.reminded.outcomes",
                         {office_time(office, last->at)}));
}

http::Response my_institution(const Office& office, const http::Request& request, const OfficeVisit& visit,
                              const Institution& place) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  const auto number = [&](std::int64_t value) { return shown_number(value, visit.language); };
  const InstitutionKind* kind = office.edition.institutions.find(place.kind);
  const std::string title = institution_name(place.details, visit.language);
  const auto reminded = reminder_notice(office, visit, place);
  if (!reminded) return office_failure(office, visit, reminded.error(), request.id);
  const std::string main =
      paragraph("caption", text("institution.mine")) + heading(title) + *reminded +
      next_step(office, visit, place) +
      facts({{text("institution.kind"), kind ? std::string(kind_label(*kind, visit.language)) : place.kind},
             {text("institution.number"), place.number},
             {text("institution.territory"), territory_name(office, visit, place.territory)},
             {text("institution.address"), institution_address(place.details)},
             {text("institution.head"), place.details.head},
             {text("institution.bin"), place.details.bin},
             {text("institution.list_state"), list_state_name(office, visit, place.state)},
             {text("institution.version"), place.version > 0 ? number(place.version) : std::string()},
             {text("institution.people_count"), number(place.people)},
             {text("institution.done_count"), number(place.done)}});
  return office_page(office, visit, {title, own_path, main});
}

}  // namespace

void add_my_institution(http::Router& router, const SharedOffice& office) {
  if (office->institutions == nullptr) return;
  add_own_page(router, office, http::Method::get, "", my_institution);
}

}  // namespace sanaq
