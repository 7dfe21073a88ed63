// An act: what it says, who has signed, and what can be done with it now.
#include "page/html.h"
#include "sanaq/equipment/equipment_pages.h"

namespace sanaq {
namespace {

using equipment::Act;
using equipment::ActState;
using page::Html;

void fact(Html& out, const std::string& label, const std::string& value) {
  if (!value.empty()) out.element("dt", {}, label).element("dd", {}, value);
}

std::string signed_words(const Office& office, const OfficeVisit& visit,
                         const std::optional<equipment::SignedBy>& signature) {
  if (!signature) return visit.text(office, "office.equipment.not_signed");
  return visit.text(office,
                    signature->on_paper ? "office.equipment.signed_paper" : "office.equipment.signed_own",
                    {signature->by, office_time(office, signature->at)});
}

std::string facts(const Office& office, const OfficeVisit& visit, const Act& act) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html out;
  out.open("dl", {{"class", "facts"}});
  fact(out, text("office.equipment.state"), shown_act_state(office, visit.language, act.state));
  fact(out, text("office.equipment.day"), shown_day(act.day));
  fact(out, text("office.tablets.territory"), territory_name(office, visit, act.territory));
  fact(out, text("office.equipment.giver"),
       shown_party(office, visit.language, act.giver) + " — " + signed_words(office, visit, act.given));
  fact(out, text("office.equipment.taker"),
       shown_party(office, visit.language, act.taker) + " — " + signed_words(office, visit, act.taken));
  if (act.incident) {
    fact(out, text("office.equipment.incident.day"), shown_day(act.incident->day));
    fact(out, text("office.equipment.incident.place"), act.incident->place);
    fact(out, text("office.equipment.incident.circumstances"), act.incident->circumstances);
  }
  fact(out, text("office.equipment.act_note"), act.note);
  fact(out, text("office.equipment.cancelled_because"), act.cancelled_because);
  fact(out, text("office.equipment.code"), shown_code(act.code));
  return out.close("dl").take();
}

std::string lines_board(const Office& office, const OfficeVisit& visit, const Act& act) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  const bool manages = may_at_home(office, visit, Permission::manage_equipment);
  Html rows;
  rows.open("tbody");
  for (const equipment::Line& line : act.lines) {
    rows.open("tr")
        .element("th", {{"scope", "row"}}, shown_kind(office, visit.language, line.kind))
        .open("td");
    if (!line.serial.empty() && manages)
      rows.element("a", {{"href", office_href(visit, piece_path(line.kind, line.serial))}}, line.serial);
    else
      rows.text(line.serial);
    rows.close("td").element("td", {}, shown_condition(office, visit.language, line.condition));
    rows.element("td", {}, line.note);
    rows.element("td", {{"class", "number"}}, shown_number(line.count, visit.language)).close("tr");
  }
  rows.close("tbody");
  return board_start("lines", text("office.equipment.lines")) +
         board_head({text("office.equipment.kind"), text("office.equipment.serial"),
                     text("office.equipment.condition"), text("office.equipment.note"),
                     text("office.equipment.count")},
                    4) +
         rows.take() + board_end();
}

std::string papers(const Office& office, const OfficeVisit& visit, const Act& act, std::size_t scans) {
  Html list;
  list.open("ul");
  for (const char* language : {"kk", "ru"}) {
    const std::string href = office_href(visit, act_path(act.id) + "/pdf/" + language);
    list.open("li").element("a", {{"href", href}},
                            visit.text(office, std::string("office.equipment.pdf.") + language));
    list.close("li");
  }
  for (std::size_t i = 1; i <= scans; ++i) {
    const std::string href = office_href(visit, act_path(act.id) + "/paper/" + std::to_string(i));
    list.open("li").element("a", {{"href", href}},
                            visit.text(office, "office.equipment.signed_copy", {std::to_string(i)}));
    list.close("li");
  }
  return list.close("ul").take();
}

std::string section(const std::string& title) {
  Html out;
  return out.open("section", {{"class", "board-section"}}).element("h2", {}, title).take();
}

std::string sign_form(const Office& office, const OfficeVisit& visit, const Act& act, equipment::Side side) {
  const char* told =
      side == equipment::Side::giver ? "office.equipment.sign.giver" : "office.equipment.sign.taker";
  return section(visit.text(office, "office.equipment.sign")) + paragraph("", visit.text(office, told)) +
         form_start(office_href(visit, act_path(act.id) + "/sign")) + csrf_field(office, visit) +
         submit_button("primary", "", "", visit.text(office, "office.equipment.sign.do")) +
         "</form></section>";
}

std::string paper_form(const Office& office, const OfficeVisit& visit, const Act& act) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html start;
  start.open("form", {{"method", "post"},
                      {"enctype", "multipart/form-data"},
                      {"action", office_href(visit, act_path(act.id) + "/paper")}});
  std::string out = section(text("office.equipment.paper")) +
                    paragraph("", text("office.equipment.paper.lead")) + start.take() +
                    csrf_field(office, visit);
  Html sides;
  sides.open("div", {{"class", "field"}});
  sides.element("label", {{"for", "side"}, {"class", "label"}}, text("office.equipment.paper.side"));
  sides.open("select", {{"id", "side"}, {"name", "side"}});
  if (act.state == ActState::drafted) {
    // An instructor signs the own side with the log-in.
    if (!EquipmentDesk::leads(*visit.actor))
      sides.element("option", {{"value", "3"}}, text("office.equipment.paper.both"));
    sides.element("option", {{"value", "1"}}, text("office.equipment.giver"));
  } else {
    sides.element("option", {{"value", "2"}}, text("office.equipment.taker"));
  }
  sides.close("select").close("div");
  const std::string size = std::to_string(EquipmentDesk::scan_bytes_max >> 20);
  return out + sides.take() +
         render_file("file", text("office.equipment.paper.file"),
                     visit.text(office, "office.equipment.paper.hint", {size}), ".pdf,.jpg,.jpeg") +
         submit_button("primary", "", "", text("office.equipment.paper.send")) + "</form></section>";
}

std::string cancel_form(const Office& office, const OfficeVisit& visit, const Act& act) {
  TextInput reason{"because", visit.text(office, "office.equipment.cancel.because"), "", "", {}};
  reason.autocomplete = "off";
  return section(visit.text(office, "office.equipment.cancel")) +
         form_start(office_href(visit, act_path(act.id) + "/cancel")) + csrf_field(office, visit) +
         render_input(reason) +
         submit_button("quiet", "", "", visit.text(office, "office.equipment.cancel.do")) +
         "</form></section>";
}

http::Response show_act(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto act = act_of(office, request, visit);
  if (!act) return equipment_refusal(office, request, visit, act.error());
  const auto turn = office.equipment->turn(*visit.actor, *act);
  if (!turn) return equipment_refusal(office, request, visit, turn.error());
  const auto scans = office.equipment->acts().scans(act->id);
  if (!scans) return equipment_refusal(office, request, visit, scans.error());
  const std::string title =
      visit.text(office, "office.equipment.act_title",
                 {shown_act_kind(office, visit.language, act->kind), shown_number(*act)});
  std::string main = heading(title) + facts(office, visit, *act) + lines_board(office, visit, *act) +
                     papers(office, visit, *act, scans->size());
  if (turn->own) main += sign_form(office, visit, *act, *turn->own);
  if (turn->paper) main += paper_form(office, visit, *act);
  if (turn->cancel) main += cancel_form(office, visit, *act);
  return office_page(office, visit, {title, act_path(act->id), main});
}

http::Response after(const Office& office, const http::Request& request, const OfficeVisit& visit,
                     const char* action, const Result<Act>& act) {
  if (!act) return equipment_refusal(office, request, visit, act.error());
  const std::string detail = shown_number(*act) + " " + std::string(to_string(act->state));
  if (const auto noted = note_equipment(office, visit, action, act_subject(*act), detail); !noted)
    return office_failure(office, visit, noted.error(), request.id);
  return http::redirect(office_href(visit, act_path(act->id)));
}

http::Response sign_act(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto act = act_of(office, request, visit);
  if (!act) return equipment_refusal(office, request, visit, act.error());
  return after(office, request, visit, "equipment.sign", office.equipment->sign(*visit.actor, act->id));
}

http::Response cancel_act(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto act = act_of(office, request, visit);
  if (!act) return equipment_refusal(office, request, visit, act.error());
  const auto fields = request.form();
  const std::string because(fields ? http::field_value(*fields, "because") : "");
  return after(office, request, visit, "equipment.cancel",
               office.equipment->cancel(*visit.actor, act->id, because));
}

}  // namespace

void add_act_pages(http::Router& router, const SharedOffice& office) {
  add_holder_page(router, office, http::Method::get, "/acts/{act}", show_act);
  add_holder_page(router, office, http::Method::post, "/acts/{act}/sign", sign_act);
  add_holder_page(router, office, http::Method::post, "/acts/{act}/cancel", cancel_act);
}

}  // namespace sanaq
