// A list of pieces from a spreadsheet: one act of acceptance when every row is right, else what is wrong with
// which.
#include "page/html.h"
#include "sanaq/equipment/equipment_pages.h"
#include "sanaq/equipment/piece_import.h"

namespace sanaq {
namespace {

using equipment::Holder;
using equipment::HolderKind;
using page::Html;

const std::string list_path = std::string(equipment_path) + "/import";

std::vector<SelectOption> supplier_options(const Office& office, const OfficeVisit& visit,
                                           const std::vector<Holder>& holders) {
  std::vector<SelectOption> options;
  for (const Holder& holder : holders)
    if (holder.kind == HolderKind::supplier)
      options.push_back({holder.id.value.to_string(), told_holder(office, visit.language, holder)});
  return options;
}

std::string findings_board(const Office& office, const OfficeVisit& visit,
                           const std::vector<equipment::ListFinding>& findings) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html rows;
  rows.open("tbody");
  for (const equipment::ListFinding& one : findings) {
    rows.open("tr").element("th", {{"scope", "row"}}, one.row == 0 ? "–" : std::to_string(one.row));
    rows.element("td", {}, one.column);
    rows.element("td", {}, visit.text(office, "office.equipment." + one.code, {one.detail})).close("tr");
  }
  rows.close("tbody");
  return board_start("findings", text("office.equipment.findings")) +
         board_head({text("office.equipment.row"), text("office.equipment.column"),
                     text("office.equipment.finding")},
                    3) +
         rows.take() + board_end();
}

std::string list_form(const Office& office, const OfficeVisit& visit, const std::vector<Holder>& holders,
                      const std::string& supplier) {
  Html form;
  form.open(
      "form",
      {{"method", "post"}, {"enctype", "multipart/form-data"}, {"action", office_href(visit, list_path)}});
  const std::string size = std::to_string(piece_file_bytes_max >> 20);
  return form.take() + csrf_field(office, visit) +
         render_select("supplier", visit.text(office, "office.equipment.giver"),
                       visit.text(office, "office.equipment.choose"),
                       supplier_options(office, visit, holders), supplier) +
         render_file("file", visit.text(office, "office.equipment.list"),
                     visit.text(office, "office.equipment.list.hint", {size}), ".xlsx,.csv") +
         submit_button("primary", "", "", visit.text(office, "office.equipment.list.send")) + "</form>";
}

http::Response list_page(const Office& office, const http::Request& request, const OfficeVisit& visit,
                         const std::string& told, const std::string& supplier, int status) {
  const auto holders = office.equipment->holders(*visit.actor, HolderKind::supplier);
  if (!holders) return equipment_refusal(office, request, visit, holders.error());
  const std::string title = visit.text(office, "office.equipment.import");
  return office_page(office, visit,
                     {title, list_path,
                      heading(title) + paragraph("lead", visit.text(office, "office.equipment.import.lead")) +
                          told + list_form(office, visit, *holders, supplier),
                      status});
}

http::Response ask_list(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  return list_page(office, request, visit, "", "", 200);
}

std::string trouble(std::string_view text) {
  Html out;
  out.open("div", {{"class", "notice error"}, {"role", "alert"}}).element("p", {}, text).close("div");
  return out.take();
}

http::Response take_list(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto parts = request.parts({4, 4096});
  if (!parts) return office_failure(office, visit, parts.error(), request.id);
  std::string_view file;
  std::string supplier;
  for (const http::Part& part : *parts) {
    if (part.name == "file") file = part.content;
    if (part.name == "supplier") supplier = part.content;
  }
  const auto again = [&](const std::string& told) {
    return list_page(office, request, visit, told, supplier, 422);
  };
  const auto giver = Uuid::parse(supplier);
  if (!giver || file.empty()) return again(trouble(visit.text(office, "office.equipment.list.missing")));
  const auto list = read_piece_file(*office.equipment, office.texts, file);
  if (!list && list.error().code == "store.unavailable")
    return office_failure(office, visit, list.error(), request.id);
  if (!list)
    return again(trouble(visit.text(office, "office.equipment.list.unreadable", {list.error().code})));
  if (!list->findings.empty())
    return again(trouble(visit.text(office, "office.equipment.list.refused")) +
                 findings_board(office, visit, list->findings));
  const auto own = office.equipment->office_of(visit.actor->territory);
  if (!own) return equipment_refusal(office, request, visit, own.error());
  const auto act = office.equipment->draft(
      *visit.actor, {equipment::ActKind::acceptance, {*giver}, own->id, list->lines, "", {}});
  if (!act && is_refusal(office, act.error()))
    return again(trouble(shown_refusal(office, visit.language, act.error())));
  if (!act) return equipment_refusal(office, request, visit, act.error());
  if (const auto noted = note_equipment(office, visit, "equipment.import", act_subject(*act),
                                        shown_number(*act) + ", lines " + std::to_string(act->lines.size()));
      !noted)
    return office_failure(office, visit, noted.error(), request.id);
  return http::redirect(office_href(visit, act_path(act->id)));
}

}  // namespace

void add_piece_import(http::Router& router, const SharedOffice& office) {
  add_equipment_page(router, office, http::Method::get, "/import", ask_list);
  add_equipment_page(router, office, http::Method::post, "/import", take_list,
                     {http::Run::pooled, piece_file_bytes_max + (std::size_t{64} << 10)});
}

}  // namespace sanaq
