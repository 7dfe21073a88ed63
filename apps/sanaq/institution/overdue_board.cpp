// Institutions that are late by the calendar of the edition, what they have to work with, and a press that
// reminds them.
#include "edition/channel.h"
#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/institution/institution_pages.h"
#include "sanaq/office/office_progress.h"

namespace sanaq {
namespace {

using page::Html;

constexpr const char* overdue_path = "/office/institutions/overdue";
constexpr int overdue_a_page = 50;

bool is_over(const Office& office, const std::string& channel) {
  const auto kind = channel_state(office.edition.decisions, channel, office.clock.now()).kind;
  return kind == ChannelState::Kind::closed || kind == ChannelState::Kind::between;
}

OverdueQuery overdue_query(const Office& office, const OfficeVisit& visit) {
  OverdueQuery query;
  query.territories = territories_within(office.territories, visit.actor->territory);
  query.with_protected = may_at_home(office, visit, Permission::view_protected);
  query.lists_due = is_over(office, office.edition.institutions.lists_channel);
  query.outcomes_due = is_over(office, office.edition.institutions.people_channel);
  query.limit = overdue_a_page;
  return query;
}

std::string overdue_row(const Office& office, const OfficeVisit& visit, const OverduePlace& late,
                        const Institution& place) {
  const std::string what = late.what == Overdue::list
                               ? visit.text(office, "institution.overdue.list")
                               : visit.text(office, "institution.overdue.outcomes",
                                            {shown_number(place.people - place.done, visit.language)});
  Html row;
  row.open("tr").open("th", {{"scope", "row"}});
  row.element("a", {{"href", office_href(visit, place_path(place))}},
              place.number + " " + institution_name(place.details, visit.language))
      .close("th");
  row.element("td", {}, territory_name(office, visit, place.territory)).element("td", {}, what);
  row.element(
      "td", {},
      shown_number(late.trained, visit.language) + " / " + shown_number(late.employees, visit.language));
  row.element("td", {{"class", "number"}}, shown_number(late.tablets, visit.language));
  row.element("td", {}, late.reminded_at ? office_time(office, *late.reminded_at) : std::string());
  return row.take() + "<td>" +
         button_form(office, visit, place_path(place, "/remind"), "quiet",
                     visit.text(office, "institution.overdue.remind"),
                     visit.text(office, "institution.overdue.remind.spoken", {place.number})) +
         "</td></tr>";
}

Result<std::string> overdue_table(const Office& office, const OfficeVisit& visit,
                                  const std::vector<OverduePlace>& found) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  std::string rows = "<tbody>";
  for (const OverduePlace& one : found) {
    SANAQ_TRY(const auto place, office.institutions->places().find(one.place));
    if (place) rows += overdue_row(office, visit, one, *place);
  }
  return board_start("overdue", text("institution.overdue")) +
         board_head(
             {text("institution.name"), text("institution.territory"), text("institution.overdue.what"),
              text("institution.overdue.trained"), text("institution.overdue.pieces"),
              text("institution.overdue.reminded"), text("institution.overdue.remind")},
             7) +
         rows + "</tbody>" + board_end();
}

http::Response overdue_page(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  if (!may_at_home(office, visit, Permission::manage_institutions)) return office_forbidden(office, visit);
  OverdueQuery query = overdue_query(office, visit);
  query.after = std::string(request.query_value("after"));
  const auto found = office.institutions->reminders().overdue(query);
  if (!found) return office_failure(office, visit, found.error(), request.id);
  const auto table = overdue_table(office, visit, *found);
  if (!table) return office_failure(office, visit, table.error(), request.id);
  const auto due = [&](bool over) {
    return visit.text(office, over ? "institution.overdue.over" : "institution.overdue.not_yet");
  };
  const std::string title = visit.text(office, "institution.overdue");
  std::string main =
      heading(title) +
      paragraph("lead", visit.text(office, "institution.overdue.lead",
                                   {due(query.lists_due), due(query.outcomes_due)})) +
      (found->empty() ? paragraph("", visit.text(office, "institution.overdue.none")) : *table);
  if (found->size() == static_cast<std::size_t>(overdue_a_page))
    if (const auto last = office.institutions->places().find(found->back().place); last && *last)
      main += link(office_href(visit, std::string(overdue_path) + "?after=" + (*last)->number),
                   visit.text(office, "institution.further"));
  main += link(office_href(visit, board_path), visit.text(office, "office.institutions"));
  return office_page(office, visit, {title, office_path(request), main});
}

http::Response remind(const Office& office, const http::Request& request, const OfficeVisit& visit,
                      const Institution& place) {
  const OverdueQuery due = overdue_query(office, visit);
  const bool list = due.lists_due && is_being_drawn_up(place.state);
  const bool outcomes = due.outcomes_due && place.state == ListState::accepted && place.done < place.people;
  if (!list && !outcomes) return office_message(office, visit, "institution.not_now", 409);
  const Reminder reminder{list ? Overdue::list : Overdue::outcomes, visit.actor->login, office.clock.now()};
  if (const auto done = office.institutions->reminders().remind(place.id, reminder); !done)
    return office_failure(office, visit, done.error(), request.id);
  if (const auto noted =
          note_institution(office, visit, "institution.remind", place, list ? "list" : "outcomes");
      !noted)
    return office_failure(office, visit, noted.error(), request.id);
  return http::redirect(office_href(visit, overdue_path));
}

}  // namespace

void add_overdue_board(http::Router& router, const SharedOffice& office) {
  if (office->institutions == nullptr) return;
  add_office_page(router, office, SignIn::needed, http::Method::get, overdue_path,
                  [office](const http::Request& request, const OfficeVisit& visit) {
                    return overdue_page(*office, request, visit);
                  });
  add_place_page(router, office, http::Method::post, "/remind", remind);
}

}  // namespace sanaq
