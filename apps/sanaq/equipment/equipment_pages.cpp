#include "sanaq/equipment/equipment_pages.h"

#include <algorithm>

#include "page/html.h"

namespace sanaq {

using page::Html;

std::string act_path(equipment::ActId id) {
  return std::string(equipment_path) + "/acts/" + id.value.to_string();
}
std::string holder_path(equipment::HolderId id) {
  return std::string(equipment_path) + "/holders/" + id.value.to_string();
}
std::string piece_path(const std::string& kind, const std::string& serial) {
  return std::string(equipment_path) + "/piece?" + http::to_urlencoded({{"kind", kind}, {"serial", serial}});
}

namespace {

bool may_draft(const Office& office, const OfficeVisit& visit) {
  return may_at_home(office, visit, Permission::manage_equipment) ||
         (visit.actor && EquipmentDesk::leads(*visit.actor) &&
          may_at_home(office, visit, Permission::hold_equipment));
}

bool may_hold(const Office& office, const OfficeVisit& visit) {
  return may_at_home(office, visit, Permission::manage_equipment) ||
         may_at_home(office, visit, Permission::hold_equipment);
}

}  // namespace

void add_equipment_page(http::Router& router, const SharedOffice& office, http::Method method,
                        const std::string& where, EquipmentPage page, http::RouteOptions options) {
  add_office_page(
      router, office, SignIn::needed, method, equipment_path + where,
      [office, page](const http::Request& request, const OfficeVisit& visit) {
        if (!may_at_home(*office, visit, Permission::manage_equipment))
          return office_forbidden(*office, visit);
        return page(*office, request, visit);
      },
      options);
}

void add_drafting_page(http::Router& router, const SharedOffice& office, http::Method method,
                       const std::string& where, EquipmentPage page, http::RouteOptions options) {
  add_office_page(
      router, office, SignIn::needed, method, equipment_path + where,
      [office, page](const http::Request& request, const OfficeVisit& visit) {
        if (!may_draft(*office, visit)) return office_forbidden(*office, visit);
        return page(*office, request, visit);
      },
      options);
}

void add_holder_page(http::Router& router, const SharedOffice& office, http::Method method,
                     const std::string& where, EquipmentPage page, http::RouteOptions options) {
  add_office_page(
      router, office, SignIn::needed, method, equipment_path + where,
      [office, page](const http::Request& request, const OfficeVisit& visit) {
        if (!may_hold(*office, visit)) return office_forbidden(*office, visit);
        return page(*office, request, visit);
      },
      options);
}

http::Response equipment_refusal(const Office& office, const http::Request& request, const OfficeVisit& visit,
                                 const Error& error) {
  if (error.code == "act.unknown" || error.code == "holder.unknown")
    return office_message(office, visit, "office.not_found", 404);
  if (error.code == "equipment.forbidden") return office_forbidden(office, visit);
  if (!is_refusal(office, error)) return office_failure(office, visit, error, request.id);
  const std::string title = visit.text(office, "office.error.title");
  return office_page(office, visit,
                     {title, equipment_path,
                      heading(title) + paragraph("lead", shown_refusal(office, visit.language, error)) +
                          link(office_href(visit, equipment_path), visit.text(office, "office.equipment")),
                      422});
}

Result<equipment::Act> act_of(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto id = Uuid::parse(request.param("act"));
  if (!id) return Error{"act.unknown", {}};
  return office.equipment->act(*visit.actor, {*id});
}

Result<Done> note_equipment(const Office& office, const OfficeVisit& visit, const char* action,
                            const std::string& subject, const std::string& detail) {
  return note_deed(office, visit, action, subject, detail);
}

std::string act_subject(const equipment::Act& act) { return "act " + act.id.value.to_string(); }

std::string render_area(const TextArea& area) {
  std::string described;
  if (!area.hint.empty()) described = area.name + "--hint";
  if (!area.error.empty()) described += (described.empty() ? "" : " ") + area.name + "--error";
  Html out;
  out.open("div", {{"class", area.error.empty() ? "field" : "field has-error"}});
  out.element("label", {{"for", area.name}, {"class", "label"}}, area.label);
  if (!area.hint.empty()) out.element("p", {{"class", "hint"}, {"id", area.name + "--hint"}}, area.hint);
  if (!area.error.empty()) out.element("p", {{"class", "error"}, {"id", area.name + "--error"}}, area.error);
  out.open("textarea", {{"id", area.name},
                        {"name", area.name},
                        {"rows", std::to_string(area.rows)},
                        {"aria-describedby", described},
                        {"aria-invalid", area.error.empty() ? "" : "true"}});
  return out.text(area.value).close("textarea").close("div").take();
}

std::string render_file(const std::string& name, const std::string& label, const std::string& hint,
                        const std::string& accept) {
  Html out;
  out.open("div", {{"class", "field"}}).element("label", {{"for", name}}, label);
  out.element("p", {{"class", "hint"}, {"id", name + "--hint"}}, hint);
  out.empty("input", {{"type", "file"},
                      {"id", name},
                      {"name", name},
                      {"accept", accept},
                      {"required", "required"},
                      {"aria-describedby", name + "--hint"}});
  return out.close("div").take();
}

std::string csrf_field(const Office& office, const OfficeVisit& visit) {
  return hidden_input("csrf", office_csrf(office, visit));
}

std::string acts_board(const Office& office, const OfficeVisit& visit, const std::string& id,
                       const std::string& caption, const std::vector<equipment::Act>& acts) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html rows;
  rows.open("tbody");
  for (const equipment::Act& act : acts) {
    const std::string number = visit.text(office, "office.equipment.number", {shown_number(act)});
    rows.open("tr").open("th", {{"scope", "row"}});
    rows.element("a", {{"class", "nowrap"}, {"href", office_href(visit, act_path(act.id))}}, number)
        .close("th");
    rows.element("td", {}, shown_day(act.day));
    rows.element("td", {}, shown_act_kind(office, visit.language, act.kind));
    rows.element("td", {}, shown_party(office, visit.language, act.giver));
    rows.element("td", {}, shown_party(office, visit.language, act.taker));
    rows.element("td", {}, shown_act_state(office, visit.language, act.state)).close("tr");
  }
  rows.close("tbody");
  return board_start(id, caption) +
         board_head(
             {text("office.equipment.act"), text("office.equipment.day"), text("office.equipment.what"),
              text("office.equipment.giver"), text("office.equipment.taker"), text("office.equipment.state")},
             6) +
         rows.take() + board_end();
}

const equipment::Holder* holder_in(const std::vector<equipment::Holder>& holders, equipment::HolderId id) {
  const auto found = std::find_if(holders.begin(), holders.end(),
                                  [&](const equipment::Holder& holder) { return holder.id == id; });
  return found == holders.end() ? nullptr : &*found;
}

namespace {

void write_holder(const Office& office, const OfficeVisit& visit, Html& row,
                  const std::vector<equipment::Holder>& holders, equipment::HolderId id) {
  const equipment::Holder* holder = holder_in(holders, id);
  row.open("td");
  if (holder != nullptr)
    row.element("a", {{"href", office_href(visit, holder_path(id))}},
                told_holder(office, visit.language, *holder));
  row.close("td");
}

}  // namespace

std::string holdings_board(const Office& office, const OfficeVisit& visit, const std::string& id,
                           const std::string& caption, const std::vector<equipment::Holding>& holdings,
                           const std::vector<equipment::Holder>& holders) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html rows;
  rows.open("tbody");
  for (const equipment::Holding& one : holdings) {
    rows.open("tr").element("th", {{"scope", "row"}}, shown_kind(office, visit.language, one.kind));
    rows.open("td");
    if (!one.serial.empty())
      rows.element("a", {{"href", office_href(visit, piece_path(one.kind, one.serial))}}, one.serial);
    rows.close("td");
    rows.element("td", {},
                 one.condition ? shown_condition(office, visit.language, *one.condition)
                               : shown_standing(office, visit.language, one.standing));
    rows.element("td", {}, one.since ? shown_day(*one.since) : std::string());
    if (!holders.empty()) write_holder(office, visit, rows, holders, one.holder);
    rows.element("td", {{"class", "number"}}, shown_number(one.count, visit.language)).close("tr");
  }
  rows.close("tbody");
  std::vector<std::string> titles = {text("office.equipment.kind"), text("office.equipment.serial"),
                                     text("office.equipment.condition"), text("office.equipment.since")};
  if (!holders.empty()) titles.push_back(text("office.equipment.with"));
  titles.push_back(text("office.equipment.count"));
  return board_start(id, caption) + board_head(titles, titles.size() - 1) + rows.take() + board_end();
}

void add_office_equipment(http::Router& router, const SharedOffice& office) {
  if (office->equipment == nullptr) return;
  add_equipment_home(router, office);
  add_act_drafting(router, office);
  add_act_sides(router, office);
  add_act_pages(router, office);
  add_act_papers(router, office);
  add_holder_pages(router, office);
  add_holding_pages(router, office);
  add_piece_pages(router, office);
  add_piece_import(router, office);
  add_worker_holders(router, office);
  add_employee_holders(router, office);
}

}  // namespace sanaq
