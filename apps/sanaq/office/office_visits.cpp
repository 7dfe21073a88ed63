// Where visits were made: those of the actor's territory that were noted far from their dwelling, and all of
// a tablet.
#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/office/office_progress.h"
#include "sanaq/office/office_tablet_page.h"
#include "sanaq/office/visit_desk.h"
#include "sanaq/office/visit_table.h"

namespace sanaq {
namespace {

constexpr int lines_on_page = 500;

// Who looked at whose visits is in the log before they are shown.
Result<std::vector<VisitLine>> looked_at(const Office& office, const OfficeVisit& visit,
                                         std::optional<DeviceId> device) {
  const std::string subject = device ? "tablet " + device->value.to_string() : "visits far from dwellings";
  SANAQ_TRY_DONE(note_tablet(office, visit, "visits.view", subject, ""));
  VisitQuery query{territories_within(office.territories, visit.actor->territory), device, {}, 0, 0};
  query.far_metres = office.edition.visit_far_metres;
  query.limit = lines_on_page;
  return office.visits->visits(query);
}

std::string body_of(const Office& office, const OfficeVisit& visit, const std::vector<VisitLine>& lines,
                    const std::string& title) {
  const std::string metres = shown_number(office.edition.visit_far_metres, visit.language);
  std::string main = heading(title) + paragraph("lead", visit.text(office, "office.visits.lead", {metres})) +
                     paragraph("hint", visit.text(office, "office.visits.hint"));
  main += lines.empty() ? paragraph("", visit.text(office, "office.visits.none"))
                        : visit_table(office, visit, lines, "visits", title);
  return main + link(office_href(visit, "/office/tablets"), visit.text(office, "office.tablets"));
}

http::Response far_page(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto lines = looked_at(office, visit, {});
  if (!lines) return office_failure(office, visit, lines.error(), request.id);
  const std::string title = visit.text(office, "office.visits");
  return office_page(office, visit, {title, "/office/tablets/visits", body_of(office, visit, *lines, title)});
}

http::Response tablet_page(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto tablet = own_tablet(office, request, visit);
  if (!tablet) return no_tablet(office, request, visit, tablet.error());
  const auto lines = looked_at(office, visit, tablet->device.id);
  if (!lines) return office_failure(office, visit, lines.error(), request.id);
  const std::string title = visit.text(office, "office.visits.of", {tablet->device.label});
  return office_page(office, visit, {title, office_path(request), body_of(office, visit, *lines, title)});
}

}  // namespace

void add_office_visits(http::Router& router, const SharedOffice& office) {
  if (office->visits == nullptr) return;
  add_tablet_page(router, office, http::Method::get, "/office/tablets/visits", far_page);
  add_tablet_page(router, office, http::Method::get, "/office/tablets/{device}/visits", tablet_page);
}

}  // namespace sanaq
