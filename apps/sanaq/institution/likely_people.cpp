// People of lists who may stand elsewhere under another number, or without one: probable until somebody
// decides.
#include <algorithm>

#include "base/text.h"
#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/institution/institution_pages.h"
#include "sanaq/office/office_progress.h"

namespace sanaq {
namespace {

using page::Html;

constexpr const char* likely_path = "/office/institutions/likely";

std::string decide_button(const Office& office, const OfficeVisit& visit, const ProbableClaim& one,
                          const char* same, std::string_view label) {
  Html press;
  press.element("button",
                {{"class", "quiet"},
                 {"name", "same"},
                 {"value", same},
                 {"aria-label",
                  std::string(label) + ": " + one.claim.number + ", " + std::to_string(one.claim.claim.row)}},
                label);
  return form_start(office_href(visit, std::string(likely_path) + "/decide")) +
         hidden_input("csrf", office_csrf(office, visit)) +
         hidden_input("resident", one.claim.claim.resident.value.to_string()) +
         hidden_input("other", one.other.value.to_string()) + press.take() + "</form>";
}

std::string likely_row(const Office& office, const OfficeVisit& visit, const ProbableClaim& one) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  const SecondClaim& claim = one.claim.claim;
  const std::string path = std::string(board_path) + "/" + one.claim.place.value.to_string();
  Html cells;
  cells.open("tr").open("th", {{"scope", "row"}});
  cells.element("a", {{"href", office_href(visit, path)}}, one.claim.number).close("th");
  cells.element("td", {{"class", "number"}}, std::to_string(claim.row));
  cells.element("td", {},
                claim.place.empty() ? text("institution.claim.questionnaire")
                                    : visit.text(office, "institution.claim.place", {claim.place}));
  cells.element("td", {}, territory_name(office, visit, claim.territory));
  cells.element("td", {},
                text(one.numbers_differ ? "institution.likely.differ" : "institution.likely.missing"));
  const bool decided = one.decision == LikenessDecision::same;
  std::string last = decided ? paragraph("tag", text("institution.likely.is_same"))
                             : decide_button(office, visit, one, "yes", text("institution.likely.same"));
  last += decide_button(office, visit, one, "no", text("institution.likely.different"));
  return cells.take() + "<td>" + last + "</td></tr>";
}

std::string likely_table(const Office& office, const OfficeVisit& visit,
                         const std::vector<ProbableClaim>& claims) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  std::string rows = "<tbody>";
  for (const ProbableClaim& one : claims) rows += likely_row(office, visit, one);
  return board_start("likely", text("institution.likely")) +
         board_head({text("institution.number"), text("institution.row"), text("institution.claim.where"),
                     text("institution.territory"), text("institution.likely.why"),
                     text("institution.likely.decision")},
                    6) +
         rows + "</tbody>" + board_end();
}

http::Response likely_page(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  if (!may_at_home(office, visit, Permission::manage_institutions)) return office_forbidden(office, visit);
  const auto claims = office.institutions->likenesses().probable(claims_asked(office, visit, request));
  if (!claims) return office_failure(office, visit, claims.error(), request.id);
  const std::string title = visit.text(office, "institution.likely");
  std::string main = heading(title) + paragraph("lead", visit.text(office, "institution.likely.lead"));
  main += claims->empty() ? paragraph("", visit.text(office, "institution.likely.none"))
                          : likely_table(office, visit, *claims);
  if (claims->size() == static_cast<std::size_t>(claims_a_page))
    main += link(office_href(visit, std::string(likely_path) + "?after=" + claims->back().claim.number +
                                        "&row=" + std::to_string(claims->back().claim.claim.row)),
                 visit.text(office, "institution.further"));
  main += link(office_href(visit, board_path), visit.text(office, "office.institutions"));
  return office_page(office, visit, {title, office_path(request), main});
}

http::Response decide_likeness(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  if (!may_at_home(office, visit, Permission::manage_institutions)) return office_forbidden(office, visit);
  const auto fields = request.form();
  if (!fields) return office_failure(office, visit, fields.error(), request.id);
  const auto resident = Uuid::parse(http::field_value(*fields, "resident")),
             other = Uuid::parse(http::field_value(*fields, "other"));
  if (!resident || !other) return office_forbidden(office, visit);
  LikenessStore& store = office.institutions->likenesses();
  const auto found =
      store.find({*resident}, {*other}, may_at_home(office, visit, Permission::view_protected));
  if (!found) return office_failure(office, visit, found.error(), request.id);
  if (!*found) return office_forbidden(office, visit);
  const auto place = office.institutions->places().find((*found)->claim.place);
  if (!place) return office_failure(office, visit, place.error(), request.id);
  if (!*place || !may_manage(office, visit, **place)) return office_forbidden(office, visit);
  const bool same = http::field_value(*fields, "same") == "yes";
  const auto decided = store.decide({*resident}, {*other}, same, visit.actor->login, office.clock.now());
  if (!decided) return office_failure(office, visit, decided.error(), request.id);
  const std::string detail = "row " + std::to_string((*found)->claim.claim.row) + " and case " +
                             other->to_string() + (same ? ": same" : ": different");
  if (const auto noted = note_institution(office, visit, "institution.likely", **place, detail); !noted)
    return office_failure(office, visit, noted.error(), request.id);
  return http::redirect(office_href(visit, likely_path));
}

}  // namespace

void add_likely_people(http::Router& router, const SharedOffice& office) {
  if (office->institutions == nullptr) return;
  add_office_page(router, office, SignIn::needed, http::Method::get, likely_path,
                  [office](const http::Request& request, const OfficeVisit& visit) {
                    return likely_page(*office, request, visit);
                  });
  add_office_page(router, office, SignIn::needed, http::Method::post, std::string(likely_path) + "/decide",
                  [office](const http::Request& request, const OfficeVisit& visit) {
                    return decide_likeness(*office, request, visit);
                  });
}

}  // namespace sanaq
