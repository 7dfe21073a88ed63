// A piece: where it is, its acts from the supplier on, and the enrolled tablet it is.
#include <algorithm>

#include "page/html.h"
#include "sanaq/equipment/equipment_pages.h"
#include "sanaq/equipment/holding_table.h"

namespace sanaq {
namespace {

using equipment::PieceKey;
using equipment::PieceStep;
using page::Html;

/// A piece with what the pages tell of it.
struct PieceFile {
  PieceKey key;
  std::vector<PieceStep> steps;
  std::vector<equipment::Holder> holders;
  std::optional<Uuid> device;
};

// Some side of one of its acts is the actor's to see. Errors: "act.unknown".
Result<PieceFile> piece_of(const Office& office, const OfficeVisit& visit, std::string_view kind,
                           std::string_view typed) {
  PieceFile file;
  const auto serial = equipment::parse_serial(typed);
  if (!serial) return Error{"act.unknown", {}};
  file.key = {std::string(kind), *serial};
  EquipmentDesk& desk = *office.equipment;
  SANAQ_TRY(file.steps, desk.acts().history(file.key));
  SANAQ_TRY(file.holders, desk.holders(*visit.actor, std::nullopt));
  // The whole country's holders stand in everybody's list: they open no piece of another department.
  const auto is_own = [&](equipment::HolderId id) {
    const equipment::Holder* holder = holder_in(file.holders, id);
    return holder != nullptr && (visit.actor->territory.empty() || !holder->territory.empty());
  };
  const bool seen = std::any_of(file.steps.begin(), file.steps.end(), [&](const PieceStep& step) {
    return is_own(step.giver) || is_own(step.taker);
  });
  if (!seen) return Error{"act.unknown", {}};
  SANAQ_TRY(file.device, desk.acts().device_of(file.key));
  return file;
}

std::string side_name(const Office& office, const OfficeVisit& visit, const PieceFile& file,
                      equipment::HolderId id) {
  const equipment::Holder* holder = holder_in(file.holders, id);
  return holder == nullptr ? visit.text(office, "office.equipment.elsewhere")
                           : shown_holder(office, visit.language, *holder);
}

std::string steps_board(const Office& office, const OfficeVisit& visit, const PieceFile& file) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html rows;
  rows.open("tbody");
  for (const PieceStep& step : file.steps) {
    const std::string number = std::to_string(step.number) + "/" + std::to_string(step.day.year());
    rows.open("tr").open("th", {{"scope", "row"}});
    rows.element("a", {{"href", office_href(visit, act_path(step.act))}},
                 visit.text(office, "office.equipment.number", {number}));
    rows.close("th").element("td", {}, shown_day(step.day));
    rows.element("td", {}, shown_act_kind(office, visit.language, step.kind));
    rows.element("td", {}, side_name(office, visit, file, step.giver));
    rows.element("td", {}, side_name(office, visit, file, step.taker));
    rows.element("td", {}, shown_condition(office, visit.language, step.condition));
    rows.element("td", {}, shown_act_state(office, visit.language, step.state)).close("tr");
  }
  rows.close("tbody");
  return board_start("history", text("office.equipment.history")) +
         board_head(
             {text("office.equipment.act"), text("office.equipment.day"), text("office.equipment.what"),
              text("office.equipment.giver"), text("office.equipment.taker"),
              text("office.equipment.condition"), text("office.equipment.state")},
             7) +
         rows.take() + board_end();
}

// The tablets of the office's own list that the actor manages.
Result<std::vector<SelectOption>> tablet_options(const Office& office, const OfficeVisit& visit) {
  std::vector<SelectOption> options;
  if (office.tablets == nullptr) return options;
  SANAQ_TRY(const auto lines, office.tablets->list());
  for (const DeviceLine& line : lines)
    if (may(office, visit, Permission::manage_tablets, line.device.territory))
      options.push_back({line.device.id.value.to_string(), line.device.label});
  return options;
}

Result<std::string> device_form(const Office& office, const OfficeVisit& visit, const PieceFile& file) {
  SANAQ_TRY(const auto options, tablet_options(office, visit));
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html start;
  start.open("section", {{"class", "board-section"}}).element("h2", {}, text("office.equipment.device"));
  return start.take() + paragraph("", text("office.equipment.device.lead")) +
         form_start(office_href(visit, std::string(equipment_path) + "/piece/device")) +
         csrf_field(office, visit) + hidden_input("kind", file.key.kind) +
         hidden_input("serial", file.key.serial) +
         render_select("device", text("office.equipment.device"), text("office.equipment.device.none"),
                       options, file.device ? file.device->to_string() : "") +
         submit_button("primary", "", "", text("office.equipment.device.save")) + "</form></section>";
}

http::Response show_piece(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto file = piece_of(office, visit, request.query_value("kind"), request.query_value("serial"));
  if (!file) return equipment_refusal(office, request, visit, file.error());
  if (request.query_value("format") == "csv") {
    http::Response response;
    response.content_type = "text/csv; charset=utf-8";
    response.body = history_csv(office, visit.language, file->steps, file->holders);
    http::add_header(response, "Content-Disposition", "attachment; filename=\"history.csv\"");
    http::add_header(response, "Cache-Control", "no-store");
    return response;
  }
  const std::string title = shown_kind(office, visit.language, file->key.kind) + " " + file->key.serial;
  const std::string path = piece_path(file->key.kind, file->key.serial);
  std::string main =
      heading(title) + steps_board(office, visit, *file) +
      link(office_href(visit, path + "&format=csv"), visit.text(office, "office.equipment.csv"));
  if (may_at_home(office, visit, Permission::manage_tablets)) {
    const auto form = device_form(office, visit, *file);
    if (!form) return office_failure(office, visit, form.error(), request.id);
    main += *form;
  }
  return office_page(office, visit, {title, path, main});
}

http::Response link_device(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto fields = request.form();
  if (!fields) return office_failure(office, visit, fields.error(), request.id);
  const auto file =
      piece_of(office, visit, http::field_value(*fields, "kind"), http::field_value(*fields, "serial"));
  if (!file) return equipment_refusal(office, request, visit, file.error());
  const std::string chosen(http::field_value(*fields, "device"));
  const auto options = tablet_options(office, visit);
  if (!options) return office_failure(office, visit, options.error(), request.id);
  const bool known =
      chosen.empty() || std::any_of(options->begin(), options->end(),
                                    [&](const SelectOption& one) { return one.value == chosen; });
  if (!known) return office_forbidden(office, visit);
  const auto device = Uuid::parse(chosen);
  const auto done =
      office.equipment->acts().link(file->key, device ? std::optional(*device) : std::optional<Uuid>());
  if (!done) return equipment_refusal(office, request, visit, done.error());
  if (const auto noted = note_equipment(office, visit, "equipment.device",
                                        "piece " + file->key.kind + " " + file->key.serial,
                                        chosen.empty() ? "none" : "tablet " + chosen);
      !noted)
    return office_failure(office, visit, noted.error(), request.id);
  if (const auto secured = office.equipment->secure_lost(); !secured)
    return office_failure(office, visit, secured.error(), request.id);
  return http::redirect(office_href(visit, piece_path(file->key.kind, file->key.serial)));
}

}  // namespace

void add_piece_pages(http::Router& router, const SharedOffice& office) {
  add_equipment_page(router, office, http::Method::get, "/piece", show_piece);
  add_equipment_page(router, office, http::Method::post, "/piece/device", link_device);
}

}  // namespace sanaq
