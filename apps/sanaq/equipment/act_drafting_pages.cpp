// Drawing up an act between two sides that were chosen: what it names.
#include <algorithm>
#include <array>

#include "page/html.h"
#include "sanaq/equipment/act_form.h"
#include "sanaq/equipment/equipment_pages.h"

namespace sanaq {
namespace {

using equipment::Act;
using equipment::ActKind;
using equipment::Holder;
using equipment::Holding;
using page::Html;

constexpr std::size_t act_bytes_max = std::size_t{2} << 20;

/// What stands in the form: what was typed before, or what the giver has.
class LinesForm {
 public:
  LinesForm(const Office& office, const OfficeVisit& visit, ActKind kind, const std::vector<Holding>& held,
            const http::Fields& typed)
      : office_(office), visit_(visit), kind_(kind), held_(held), typed_(typed) {}

  std::string render() const {
    std::string out;
    for (const EquipmentKind& thing : office_.edition.equipment.kinds)
      if (is_offered(thing)) out += block(thing);
    return out;
  }

 private:
  std::string text(std::string_view key) const { return visit_.text(office_, key); }
  bool from_outside() const { return kind_ == ActKind::acceptance && held_.empty(); }
  bool is_offered(const EquipmentKind& thing) const {
    return from_outside() || std::any_of(held_.begin(), held_.end(),
                                         [&](const Holding& one) { return one.kind == thing.name; });
  }
  std::int64_t held_count(const EquipmentKind& thing, bool numbered) const {
    std::int64_t sum = 0;
    for (const Holding& one : held_)
      if (one.kind == thing.name && one.serial.empty() != numbered &&
          one.standing != equipment::Standing::lost)
        sum += one.count;
    return sum;
  }

  // Whoever hands in all they have only reads it through.
  std::string proposed_serials(const EquipmentKind& thing, int portion) const {
    if (kind_ != ActKind::giving_back || portion != 1) return {};
    std::string out;
    for (const Holding& one : held_)
      if (one.kind == thing.name && !one.serial.empty() && !one.reserved &&
          one.standing != equipment::Standing::lost)
        out += one.serial + "\n";
    return out;
  }

  std::string value(const std::string& field, const std::string& otherwise) const {
    return typed_.empty() ? otherwise : std::string(http::field_value(typed_, field));
  }

  std::string block(const EquipmentKind& thing) const {
    Html start;
    start.open("fieldset", {{"class", "field"}}).open("legend").open("h2");
    start.text(std::string(equipment_label(thing, visit_.language))).close("h2").close("legend");
    std::string out = start.take() + held_hint(thing);
    out += portion(thing, 1);
    if (conditions_of(kind_, 1).size() > 1 && kind_ != ActKind::handover) out += other_portion(thing);
    return out + "</fieldset>";
  }

  std::string held_hint(const EquipmentKind& thing) const {
    if (from_outside()) return {};
    const std::int64_t held = held_count(thing, true) + held_count(thing, false);
    return paragraph("hint",
                     visit_.text(office_, "office.equipment.held", {shown_number(held, visit_.language)}));
  }

  std::string other_portion(const EquipmentKind& thing) const {
    Html details;
    const bool open = !value(portion_field("count", 2, thing.name), "").empty() ||
                      !value(portion_field("serials", 2, thing.name), "").empty();
    details.open("details", {{"open", open ? "open" : ""}});
    details.element("summary", {}, text("office.equipment.other_condition"));
    return details.take() + portion(thing, 2) + "</details>";
  }

  std::string portion(const EquipmentKind& thing, int number) const {
    std::string out;
    if (thing.counting != Counting::count) {
      const std::string field = portion_field("serials", number, thing.name);
      out += render_area({field,
                          text("office.equipment.serials"),
                          text("office.equipment.serials.hint"),
                          value(field, proposed_serials(thing, number)),
                          {},
                          3});
    }
    if (thing.counting != Counting::serial) {
      const std::string field = portion_field("count", number, thing.name);
      TextInput input{field, text("office.equipment.count"), "", value(field, ""), {}};
      input.mode = "numeric";
      input.autocomplete = "off";
      input.is_short = true;
      input.required = false;
      out += render_input(input);
    }
    return out + condition(thing, number) + note(thing, number);
  }

  std::string condition(const EquipmentKind& thing, int number) const {
    const std::string field = portion_field("condition", number, thing.name);
    const auto allowed = conditions_of(kind_, number);
    if (allowed.size() == 1) return hidden_input(field, to_string(allowed.front()));
    Html out;
    out.open("div", {{"class", "field"}});
    out.element("label", {{"for", field}, {"class", "label"}}, text("office.equipment.condition"));
    out.open("select", {{"id", field}, {"name", field}});
    const std::string chosen = value(field, std::string(to_string(allowed.front())));
    for (const equipment::Condition each : allowed)
      out.element("option",
                  {{"value", to_string(each)}, {"selected", to_string(each) == chosen ? "selected" : ""}},
                  shown_condition(office_, visit_.language, each));
    return out.close("select").close("div").take();
  }

  std::string note(const EquipmentKind& thing, int number) const {
    const std::string field = portion_field("note", number, thing.name);
    TextInput input{field, text("office.equipment.note"), "", value(field, ""), {}};
    input.autocomplete = "off";
    input.required = false;
    return render_input(input);
  }

  const Office& office_;
  const OfficeVisit& visit_;
  ActKind kind_;
  const std::vector<Holding>& held_;
  const http::Fields& typed_;
};

std::string incident_form(const Office& office, const OfficeVisit& visit, const http::Fields& typed) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  const auto value = [&](std::string_view field) { return std::string(http::field_value(typed, field)); };
  TextInput day{"incident.day", text("office.equipment.incident.day"), "", value("incident.day"), {}};
  day.type = "date";
  day.is_short = true;
  TextInput place{"incident.place", text("office.equipment.incident.place"), "", value("incident.place"), {}};
  place.autocomplete = "off";
  return render_input(day) + render_input(place) +
         render_area({"incident.circumstances",
                      text("office.equipment.incident.circumstances"),
                      text("office.equipment.incident.hint"),
                      value("incident.circumstances"),
                      {},
                      4});
}

struct LinesPage {
  ActKind kind;
  Holder giver, taker;
  http::Fields typed;
  FieldErrors errors;
};

http::Response lines_page(const Office& office, const http::Request& request, const OfficeVisit& visit,
                          const LinesPage& page) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  constexpr int held_max = 5'000;
  equipment::HoldingQuery query;
  query.holder = page.giver.id;
  query.limit = held_max;
  const auto held = office.equipment->acts().holdings(query);
  if (!held) return equipment_refusal(office, request, visit, held.error());
  const std::string title = shown_act_kind(office, visit.language, page.kind);
  std::string main = heading(title) + error_summary(text("office.error.title"), page.errors);
  main +=
      paragraph("", text("office.equipment.giver") + ": " + told_holder(office, visit.language, page.giver));
  main +=
      paragraph("", text("office.equipment.taker") + ": " + told_holder(office, visit.language, page.taker));
  const bool outside = page.giver.kind == equipment::HolderKind::supplier;
  if (held->empty() && !outside) {
    main += paragraph("lead", text("office.equipment.holds_nothing"));
  } else {
    const std::vector<Holding> none;
    main += form_start(office_href(visit, std::string(equipment_path) + "/acts")) +
            csrf_field(office, visit) + hidden_input("kind", to_string(page.kind)) +
            hidden_input("giver", page.giver.id.value.to_string()) +
            hidden_input("taker", page.taker.id.value.to_string());
    if (equipment::is_report(page.kind)) main += incident_form(office, visit, page.typed);
    main += LinesForm(office, visit, page.kind, outside ? none : *held, page.typed).render() +
            render_area({"note",
                         text("office.equipment.act_note"),
                         "",
                         std::string(http::field_value(page.typed, "note")),
                         {},
                         3}) +
            submit_button("primary", "", "", text("office.equipment.draw_up")) + "</form>";
  }
  const std::string path =
      new_act_path(page.kind, page.giver.id.value.to_string(), page.taker.id.value.to_string());
  return office_page(office, visit, {title, path, main, page.errors.empty() ? 200 : 422});
}

http::Response new_act(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto kind = equipment::parse_act_kind(request.query_value("kind")).value_or(ActKind::handover);
  const auto giver = Uuid::parse(request.query_value("giver")),
             taker = Uuid::parse(request.query_value("taker"));
  if (!giver || !taker) return sides_page(office, request, visit, kind);
  const auto from = office.equipment->holder(*visit.actor, {*giver});
  const auto to = office.equipment->holder(*visit.actor, {*taker});
  if (!from) return equipment_refusal(office, request, visit, from.error());
  if (!to) return equipment_refusal(office, request, visit, to.error());
  if (!may_stand_between(kind, from->kind, to->kind) || from->id == to->id)
    return sides_page(office, request, visit, kind, shown_refusal(office, visit.language, {"act.sides", {}}));
  return lines_page(office, request, visit, {kind, *from, *to, {}, {}});
}

http::Response show_again(const Office& office, const http::Request& request, const OfficeVisit& visit,
                          const ActOrder& order, const http::Fields& typed, FieldErrors errors) {
  const auto from = office.equipment->holder(*visit.actor, order.giver);
  const auto to = office.equipment->holder(*visit.actor, order.taker);
  if (!from) return equipment_refusal(office, request, visit, from.error());
  if (!to) return equipment_refusal(office, request, visit, to.error());
  return lines_page(office, request, visit, {order.kind, *from, *to, typed, std::move(errors)});
}

http::Response draw_up(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto fields = request.form();
  if (!fields) return office_failure(office, visit, fields.error(), request.id);
  const ActFormRead read = read_act_form(*fields, office.equipment->rules());
  FieldErrors errors;
  for (const ActFormFinding& one : read.findings)
    errors.emplace_back(one.field, shown_refusal(office, visit.language, {one.code, {}}));
  if (!errors.empty() && errors.front().first == "giver")
    return sides_page(office, request, visit, ActKind::handover, errors.front().second);
  if (!errors.empty()) return show_again(office, request, visit, read.order, *fields, std::move(errors));
  const auto act = office.equipment->draft(*visit.actor, read.order);
  if (!act && is_refusal(office, act.error()))
    return show_again(office, request, visit, read.order, *fields,
                      {{"note", shown_refusal(office, visit.language, act.error())}});
  if (!act) return equipment_refusal(office, request, visit, act.error());
  if (const auto noted = note_equipment(office, visit, "equipment.draft", act_subject(*act),
                                        std::string(to_string(act->kind)) + " " + shown_number(*act));
      !noted)
    return office_failure(office, visit, noted.error(), request.id);
  return http::redirect(office_href(visit, act_path(act->id)));
}

}  // namespace

void add_act_drafting(http::Router& router, const SharedOffice& office) {
  add_drafting_page(router, office, http::Method::get, "/acts/new", new_act);
  add_drafting_page(router, office, http::Method::post, "/acts", draw_up, {http::Run::pooled, act_bytes_max});
}

}  // namespace sanaq
