// What a manager of equipment sees first, and what a holder sees: own things, and acts that wait for a
// signature.
#include <algorithm>

#include "page/html.h"
#include "sanaq/equipment/equipment_pages.h"

namespace sanaq {
namespace {

using equipment::Holding;
using page::Html;

constexpr int acts_shown = 50;

std::string links(const Office& office, const OfficeVisit& visit) {
  struct Link {
    const char* path;
    const char* key;
  };
  constexpr Link all[] = {{"/acts/new", "office.equipment.new_act"},
                          {"/import", "office.equipment.import"},
                          {"/holdings", "office.equipment.holdings"},
                          {"/owed", "office.equipment.owed"},
                          {"/holders", "office.equipment.holders"}};
  Html list;
  list.open("ul");
  for (const Link& one : all) {
    const std::string href = office_href(visit, std::string(equipment_path) + one.path);
    list.open("li").element("a", {{"href", href}}, visit.text(office, one.key)).close("li");
  }
  return list.close("ul").take();
}

std::string find_form(const Office& office, const OfficeVisit& visit) {
  Html form;
  form.open("form",
            {{"method", "get"}, {"action", office_href(visit, std::string(equipment_path) + "/find")}});
  TextInput code{"code",
                 visit.text(office, "office.equipment.find"),
                 visit.text(office, "office.equipment.find.hint"),
                 "",
                 {}};
  code.autocomplete = "off";
  code.is_short = true;
  return form.take() + render_input(code) +
         submit_button("quiet", "", "", visit.text(office, "office.equipment.find.do")) + "</form>";
}

std::string stock(const Office& office, const OfficeVisit& visit, const std::vector<Holding>& held) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html rows;
  rows.open("tbody");
  for (const EquipmentKind& kind : office.edition.equipment.kinds) {
    std::array<std::int64_t, 3> counts{};
    for (const Holding& one : held)
      if (one.kind == kind.name) counts[static_cast<std::size_t>(one.standing)] += one.count;
    rows.open("tr").element("th", {{"scope", "row"}}, equipment_label(kind, visit.language));
    for (const std::int64_t count : counts)
      rows.element("td", {{"class", "number"}}, shown_number(count, visit.language));
    rows.close("tr");
  }
  rows.close("tbody");
  std::vector<std::string> titles = {text("office.equipment.kind")};
  for (int standing = 0; standing < 3; ++standing)
    titles.push_back(text("office.equipment.standing." + std::to_string(standing)));
  return board_start("stock", text("office.equipment.stock")) + board_head(titles, 1) + rows.take() +
         board_end();
}

http::Response manager_page(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  EquipmentDesk& desk = *office.equipment;
  const auto own = desk.office_of(visit.actor->territory);
  if (!own) return equipment_refusal(office, request, visit, own.error());
  constexpr int held_max = 20'000;
  equipment::HoldingQuery query;
  query.holder = own->id;
  query.limit = held_max;
  const auto held = desk.acts().holdings(query);
  if (!held) return equipment_refusal(office, request, visit, held.error());
  equipment::ActQuery wanted;
  wanted.territories = desk.territories_of(*visit.actor);
  wanted.limit = acts_shown;
  const auto acts = desk.acts().list(wanted);
  if (!acts) return equipment_refusal(office, request, visit, acts.error());
  const std::string title = visit.text(office, "office.equipment");
  std::string main = heading(title) + paragraph("lead", visit.text(office, "office.equipment.lead")) +
                     links(office, visit) + stock(office, visit, *held);
  main += acts->empty()
              ? paragraph("", visit.text(office, "office.equipment.no_acts"))
              : acts_board(office, visit, "acts", visit.text(office, "office.equipment.acts"), *acts);
  return office_page(office, visit, {title, equipment_path, main + find_form(office, visit)});
}

// An instructor hands things to the interviewers of the area and takes them back.
std::string leader_links(const Office& office, const OfficeVisit& visit) {
  Html list;
  list.open("ul");
  for (const equipment::ActKind kind : {equipment::ActKind::handover, equipment::ActKind::giving_back})
    list.open("li")
        .element("a", {{"href", office_href(visit, new_act_path(kind, "", ""))}},
                 visit.text(office, "office.equipment.do." + std::string(to_string(kind))))
        .close("li");
  return list.close("ul").take();
}

http::Response own_page(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  EquipmentDesk& desk = *office.equipment;
  const auto self = desk.self(*visit.actor);
  if (!self) return equipment_refusal(office, request, visit, self.error());
  const std::string title = visit.text(office, "office.equipment.mine");
  std::string main = heading(title) + paragraph("lead", visit.text(office, "office.equipment.mine.lead"));
  if (!*self) {
    main += paragraph("", visit.text(office, "office.equipment.mine.unknown"));
    return office_page(office, visit, {title, equipment_path, main});
  }
  if (EquipmentDesk::leads(*visit.actor)) main += leader_links(office, visit);
  const auto held = equipment::holdings_of(desk.acts(), (**self).id);
  if (!held) return equipment_refusal(office, request, visit, held.error());
  equipment::ActQuery wanted;
  wanted.holder = (**self).id;
  const auto acts = desk.acts().list(wanted);
  if (!acts) return equipment_refusal(office, request, visit, acts.error());
  main += held->empty() ? paragraph("", visit.text(office, "office.equipment.holds_nothing"))
                        : holdings_board(office, visit, "held", title, *held, {});
  main += acts->empty()
              ? paragraph("", visit.text(office, "office.equipment.no_acts"))
              : acts_board(office, visit, "acts", visit.text(office, "office.equipment.acts"), *acts);
  return office_page(office, visit, {title, equipment_path, main});
}

http::Response home_page(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  if (may_at_home(office, visit, Permission::manage_equipment)) return manager_page(office, request, visit);
  return own_page(office, request, visit);
}

}  // namespace

void add_equipment_home(http::Router& router, const SharedOffice& office) {
  add_holder_page(router, office, http::Method::get, "", home_page);
}

}  // namespace sanaq
