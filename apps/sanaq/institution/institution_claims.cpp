// People of all institutions of a territory who are claimed elsewhere too, in one list.
#include "base/text.h"
#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/institution/institution_pages.h"
#include "sanaq/office/office_progress.h"

namespace sanaq {
namespace {

using page::Html;

constexpr const char* all_claims_path = "/office/institutions/claims";

std::string all_claims_table(const Office& office, const OfficeVisit& visit,
                             const std::vector<PlaceClaim>& claims) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html rows;
  rows.open("tbody");
  for (const PlaceClaim& one : claims) {
    const InstitutionKind* kind = office.edition.institutions.find(one.kind);
    const bool here = kind == nullptr || kind->residence == UsualResidence::institution;
    const std::string path = std::string(board_path) + "/" + one.place.value.to_string();
    rows.open("tr").open("th", {{"scope", "row"}});
    rows.element("a", {{"href", office_href(visit, path)}}, one.number).close("th");
    rows.element("td", {}, kind ? std::string(kind_label(*kind, visit.language)) : one.kind);
    rows.element("td", {{"class", "number"}}, std::to_string(one.claim.row));
    rows.element("td", {},
                 one.claim.place.empty() ? text("institution.claim.questionnaire")
                                         : visit.text(office, "institution.claim.place", {one.claim.place}));
    rows.element("td", {}, territory_name(office, visit, one.claim.territory));
    rows.element("td", {}, text(here ? "institution.claim.here" : "institution.claim.home")).close("tr");
  }
  rows.close("tbody");
  return board_start("claims", text("institution.claims")) +
         board_head(
             {text("institution.number"), text("institution.kind"), text("institution.row"),
              text("institution.claim.where"), text("institution.territory"), text("institution.claim.rule")},
             6) +
         rows.take() + board_end();
}

http::Response all_claims_page(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  if (!may_at_home(office, visit, Permission::manage_institutions)) return office_forbidden(office, visit);
  const auto claims = office.institutions->counts().claims(claims_asked(office, visit, request));
  if (!claims) return office_failure(office, visit, claims.error(), request.id);
  const std::string title = visit.text(office, "institution.all_claims");
  std::string main = heading(title) + paragraph("lead", visit.text(office, "institution.all_claims.lead"));
  main += claims->empty() ? paragraph("", visit.text(office, "institution.all_claims.none"))
                          : all_claims_table(office, visit, *claims);
  if (claims->size() == static_cast<std::size_t>(claims_a_page))
    main += link(office_href(visit, std::string(all_claims_path) + "?after=" + claims->back().number +
                                        "&row=" + std::to_string(claims->back().claim.row)),
                 visit.text(office, "institution.further"));
  main += link(office_href(visit, board_path), visit.text(office, "office.institutions"));
  return office_page(office, visit, {title, office_path(request), main});
}

}  // namespace

ClaimQuery claims_asked(const Office& office, const OfficeVisit& visit, const http::Request& request) {
  ClaimQuery query;
  query.territories = territories_within(office.territories, visit.actor->territory);
  query.with_protected = may_at_home(office, visit, Permission::view_protected);
  query.after = std::string(request.query_value("after"));
  query.after_row = static_cast<std::int32_t>(
      std::min<std::int64_t>(parse_digits(request.query_value("row")).value_or(0), people_max));
  query.limit = claims_a_page;
  return query;
}

void add_institution_claims(http::Router& router, const SharedOffice& office) {
  if (office->institutions == nullptr) return;
  add_office_page(router, office, SignIn::needed, http::Method::get, all_claims_path,
                  [office](const http::Request& request, const OfficeVisit& visit) {
                    return all_claims_page(*office, request, visit);
                  });
}

}  // namespace sanaq
