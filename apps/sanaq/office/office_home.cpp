#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/office/office_frame.h"

namespace sanaq {
namespace {

struct Card {
  Permission permission;
  const char* path;
  const char* title;
  const char* lead;
};
constexpr Card cards[] = {
    {Permission::view_progress, "/office/progress", "office.progress", "office.home.progress"},
    {Permission::view_conflicts, "/office/conflicts", "office.conflicts", "office.home.conflicts"},
    {Permission::manage_tablets, "/office/tablets", "office.tablets", "office.home.tablets"},
    {Permission::manage_equipment, "/office/equipment", "office.equipment", "office.home.equipment"},
    {Permission::hold_equipment, "/office/equipment", "office.equipment.mine", "office.equipment.mine.lead"},
    {Permission::resolve_conflicts, "/office/evidence", "office.evidence", "office.home.evidence"},
    {Permission::view_pictures, "/office/pictures", "office.pictures", "office.home.pictures"},
    {Permission::key_in_paper, "/office/paper", "office.paper", "office.home.paper"},
    {Permission::code_texts, "/office/coding", "office.coding", "office.home.coding"},
    {Permission::review_coverage, "/office/coverage", "office.coverage", "office.home.coverage"},
    {Permission::view_staff, "/office/staff", "office.staff", "office.home.staff"},
    {Permission::keep_institution, "/institution", "institution.mine", "institution.home.mine"},
    {Permission::view_institutions, "/office/institutions", "office.institutions", "institution.home.board"},
    {Permission::view_audit, "/office/audit", "office.audit", "office.home.audit"},
};

http::Response home_page(const Office& office, const OfficeVisit& visit) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  page::Html list;
  bool any = false;
  list.open("ul", {{"class", "cards"}});
  for (const Card& card : cards) {
    if (!may_at_home(office, visit, card.permission)) continue;
    any = true;
    list.open("li", {{"class", "card"}}).open("div");
    list.open("h2").element("a", {{"href", office_href(visit, card.path)}}, text(card.title)).close("h2");
    list.element("p", {{"class", "hint"}}, text(card.lead)).close("div").close("li");
  }
  list.close("ul");
  std::string main =
      heading(text("office.name")) + paragraph("lead", text(any ? "office.home.lead" : "office.home.none"));
  if (any) main += list.take();
  return office_page(office, visit, {text("office.name"), "/office", main});
}

}  // namespace

void add_office_home(http::Router& router, const SharedOffice& office) {
  add_office_page(
      router, office, SignIn::needed, http::Method::get, "/office",
      [office](const http::Request&, const OfficeVisit& visit) { return home_page(*office, visit); });
}

}  // namespace sanaq
