// The department's board: institutions of its territory by the state of their lists. A commission sees the
// figures alone.
#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/institution/institution_pages.h"
#include "sanaq/office/office_progress.h"

namespace sanaq {
namespace {

using page::Html;

constexpr int places_a_page = 50;
constexpr ListState list_states[] = {ListState::draft, ListState::sent, ListState::returned,
                                     ListState::accepted, ListState::closed};

PlaceQuery query_of(const Office& office, const OfficeVisit& visit, const http::Request& request) {
  PlaceQuery query;
  query.territories = territories_within(office.territories, visit.actor->territory);
  query.state = parse_list_state(request.query_value("state"));
  query.after = std::string(request.query_value("after"));
  query.limit = places_a_page;
  query.with_protected = may_at_home(office, visit, Permission::view_protected);
  return query;
}

std::string state_href(const OfficeVisit& visit, ListState state) {
  return office_href(visit, std::string(board_path) + "?state=" + std::string(to_string(state)));
}

std::string figures_table(const Office& office, const OfficeVisit& visit,
                          const std::vector<PlaceCounts>& counts, bool links) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html rows;
  rows.open("tbody");
  for (const ListState state : list_states) {
    const auto found = std::find_if(counts.begin(), counts.end(),
                                    [&](const PlaceCounts& one) { return one.state == state; });
    const PlaceCounts none;
    const PlaceCounts& one = found == counts.end() ? none : *found;
    rows.open("tr").open("th", {{"scope", "row"}});
    if (links)
      rows.element("a", {{"href", state_href(visit, state)}}, list_state_name(office, visit, state));
    else
      rows.text(list_state_name(office, visit, state));
    rows.close("th");
    for (const std::int64_t value : {one.institutions, one.expected, one.people, one.done})
      rows.element("td", {{"class", "number"}}, shown_number(value, visit.language));
    rows.close("tr");
  }
  rows.close("tbody");
  return board_start("figures", text("institution.figures")) +
         board_head(
             {text("institution.list_state"), text("institution.institutions"), text("institution.expected"),
              text("institution.people_count"), text("institution.done_count")},
             1) +
         rows.take() + board_end();
}

std::string places_table(const Office& office, const OfficeVisit& visit,
                         const std::vector<Institution>& places) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html rows;
  rows.open("tbody");
  for (const Institution& one : places) {
    rows.open("tr").element("td", {}, one.number).open("th", {{"scope", "row"}});
    rows.element("a", {{"href", office_href(visit, place_path(one))}},
                 institution_name(one.details, visit.language))
        .close("th");
    rows.element("td", {}, territory_name(office, visit, one.territory));
    rows.element("td", {}, list_state_name(office, visit, one.state));
    for (const std::int64_t value : {one.expected, one.people, one.done})
      rows.element("td", {{"class", "number"}}, shown_number(value, visit.language));
    rows.close("tr");
  }
  rows.close("tbody");
  return board_start("institutions", text("office.institutions")) +
         board_head({text("institution.number"), text("institution.name"), text("institution.territory"),
                     text("institution.list_state"), text("institution.expected"),
                     text("institution.people_count"), text("institution.done_count")},
                    4) +
         rows.take() + board_end();
}

std::string places_part(const Office& office, const OfficeVisit& visit, const PlaceQuery& query,
                        const std::vector<Institution>& places) {
  std::string out = places.empty() ? paragraph("", visit.text(office, "institution.no_institutions"))
                                   : places_table(office, visit, places);
  if (places.size() == static_cast<std::size_t>(places_a_page)) {
    const std::string state = query.state ? "&state=" + std::string(to_string(*query.state)) : std::string();
    out += link(office_href(visit, std::string(board_path) + "?after=" + places.back().number + state),
                visit.text(office, "institution.further"));
  }
  const auto way = [&](const char* path, const char* key) {
    return link(office_href(visit, std::string(board_path) + path), visit.text(office, key));
  };
  return out + way("/new", "institution.new") + way("/import", "institution.register") +
         way("/claims", "institution.all_claims") + way("/likely", "institution.likely") +
         way("/overdue", "institution.overdue");
}

http::Response board_page(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const PlaceQuery query = query_of(office, visit, request);
  const bool manages = may_at_home(office, visit, Permission::manage_institutions);
  const auto counts = office.institutions->places().count(query);
  if (!counts) return office_failure(office, visit, counts.error(), request.id);
  const std::string title = visit.text(office, "office.institutions");
  std::string main = heading(title) + paragraph("lead", visit.text(office, "institution.board.lead")) +
                     figures_table(office, visit, *counts, manages);
  if (manages) {
    const auto places = office.institutions->places().list(query);
    if (!places) return office_failure(office, visit, places.error(), request.id);
    main += places_part(office, visit, query, *places);
  }
  return office_page(office, visit, {title, office_path(request), main});
}

template <class Page>
void add_board(http::Router& router, const SharedOffice& office, http::Method method, const char* path,
               Permission permission, Page page) {
  add_office_page(router, office, SignIn::needed, method, std::string(board_path) + path,
                  [office, permission, page](const http::Request& request, const OfficeVisit& visit) {
                    if (!may_at_home(*office, visit, permission)) return office_forbidden(*office, visit);
                    return page(*office, request, visit);
                  });
}

}  // namespace

void add_institution_board(http::Router& router, const SharedOffice& office) {
  if (office->institutions == nullptr) return;
  add_board(router, office, http::Method::get, "", Permission::view_institutions, board_page);
}

}  // namespace sanaq
