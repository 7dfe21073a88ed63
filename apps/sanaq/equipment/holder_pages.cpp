// Whom things can be with: the list, a new one, and what one holder has.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "page/html.h"
#include "sanaq/equipment/equipment_pages.h"
#include "sanaq/office/office_progress.h"

namespace sanaq {
namespace {

using equipment::Holder;
using equipment::HolderKind;
using page::Html;

const std::string holders_path = std::string(equipment_path) + "/holders";

// Offices are there by themselves.
constexpr std::array<HolderKind, 7> entered_kinds = {
    HolderKind::supplier, HolderKind::authorised, HolderKind::instructor, HolderKind::interviewer,
    HolderKind::employee, HolderKind::workshop,   HolderKind::commission};

std::string kind_name(const Office& office, const OfficeVisit& visit, HolderKind kind) {
  return visit.text(office, "office.equipment.holder." + std::string(to_string(kind)));
}

std::vector<SelectOption> kind_options(const Office& office, const OfficeVisit& visit) {
  std::vector<SelectOption> options;
  for (const HolderKind kind : entered_kinds)
    options.push_back({std::string(to_string(kind)), kind_name(office, visit, kind)});
  return options;
}

std::vector<SelectOption> territory_options(const Office& office, const OfficeVisit& visit) {
  const std::string& own = visit.actor->territory;
  std::vector<SelectOption> options;
  if (!own.empty()) options.push_back({own, territory_name(office, visit, own)});
  for (const std::uint32_t row : office.territories.where(office.territories.column("parent"), own)) {
    const std::string& code = office.territories.rows()[row].code;
    options.push_back({code, territory_name(office, visit, code)});
  }
  return options;
}

struct TypedHolder {
  std::string kind, name, position, territory, login;
};

std::string holder_form(const Office& office, const OfficeVisit& visit, const TypedHolder& typed,
                        const FieldErrors& errors) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  const auto field = [&](const char* name, const char* key, const std::string& value, bool required,
                         const std::string& hint = {}) {
    TextInput input{name, text(key), hint, value, error_of(errors, name)};
    input.autocomplete = "off";
    input.required = required;
    return render_input(input);
  };
  const std::string choose = text("office.equipment.choose");
  Html title;
  title.open("section", {{"class", "board-section"}}).element("h2", {}, text("office.equipment.new_holder"));
  return title.take() + form_start(office_href(visit, holders_path)) + csrf_field(office, visit) +
         render_select("kind", text("office.equipment.holder"), choose, kind_options(office, visit),
                       typed.kind) +
         field("name", "office.equipment.name", typed.name, true, text("office.equipment.name.hint")) +
         field("position", "office.equipment.position", typed.position, false) +
         render_select("territory", text("office.tablets.territory"), text("office.country"),
                       territory_options(office, visit), typed.territory) +
         field("login", "office.equipment.login", typed.login, false, text("office.equipment.login.hint")) +
         submit_button("primary", "", "", text("office.equipment.add_holder")) + "</form></section>";
}

std::string holders_table(const Office& office, const OfficeVisit& visit,
                          const std::vector<Holder>& holders) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html rows;
  rows.open("tbody");
  for (const Holder& holder : holders) {
    rows.open("tr").open("th", {{"scope", "row"}});
    rows.element("a", {{"href", office_href(visit, holder_path(holder.id))}},
                 shown_holder(office, visit.language, holder));
    rows.close("th").element("td", {}, kind_name(office, visit, holder.kind));
    rows.element("td", {}, holder.position)
        .element("td", {}, territory_name(office, visit, holder.territory));
    rows.element("td", {}, text(holder.active ? "office.equipment.active" : "office.equipment.left"))
        .close("tr");
  }
  rows.close("tbody");
  return board_start("holders", text("office.equipment.holders")) +
         board_head({text("office.equipment.name"), text("office.equipment.holder"),
                     text("office.equipment.position"), text("office.tablets.territory"),
                     text("office.equipment.state")},
                    5) +
         rows.take() + board_end();
}

http::Response holders_page(const Office& office, const http::Request& request, const OfficeVisit& visit,
                            const TypedHolder& typed, const FieldErrors& errors) {
  const auto kind = equipment::parse_holder_kind(request.query_value("kind"));
  const auto holders = office.equipment->holders(*visit.actor, kind);
  if (!holders) return equipment_refusal(office, request, visit, holders.error());
  const std::string title = visit.text(office, "office.equipment.holders");
  const std::string main = heading(title) + error_summary(visit.text(office, "office.error.title"), errors) +
                           paragraph("lead", visit.text(office, "office.equipment.holders.lead")) +
                           holders_table(office, visit, *holders) + holder_form(office, visit, typed, errors);
  return office_page(office, visit, {title, holders_path, main, errors.empty() ? 200 : 422});
}

http::Response show_holders(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  return holders_page(office, request, visit, {}, {});
}

http::Response add_holder(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto fields = request.form();
  if (!fields) return office_failure(office, visit, fields.error(), request.id);
  const auto value = [&](std::string_view name) {
    return std::string(trim(http::field_value(*fields, name)));
  };
  const TypedHolder typed{value("kind"), value("name"), value("position"), value("territory"),
                          value("login")};
  const auto kind = equipment::parse_holder_kind(typed.kind);
  const bool known =
      kind && std::find(entered_kinds.begin(), entered_kinds.end(), *kind) != entered_kinds.end();
  const auto again = [&](const std::string& field, const std::string& code) {
    return holders_page(office, request, visit, typed,
                        {{field, shown_refusal(office, visit.language, {code, {}})}});
  };
  if (!known) return again("kind", "holder.kind");
  Holder holder{{}, *kind, typed.name, typed.position, typed.territory, typed.login, "", true};
  const auto added = office.equipment->put_holder(*visit.actor, holder);
  if (!added && added.error().code.starts_with("holder."))
    return again(added.error().code.substr(std::string_view("holder.").size()), added.error().code);
  if (!added) return equipment_refusal(office, request, visit, added.error());
  if (const auto noted = note_equipment(office, visit, "equipment.holder",
                                        "holder " + added->id.value.to_string(), typed.kind);
      !noted)
    return office_failure(office, visit, noted.error(), request.id);
  return http::redirect(office_href(visit, holder_path(added->id)));
}

std::string act_links(const Office& office, const OfficeVisit& visit, const Holder& holder, bool has_any) {
  struct Offer {
    equipment::ActKind kind;
    bool gives;
  };
  std::vector<Offer> offers;
  if (is_person(holder.kind)) {
    offers.push_back({equipment::ActKind::handover, false});
    if (has_any)
      offers.insert(offers.end(), {{equipment::ActKind::giving_back, true},
                                   {equipment::ActKind::loss, true},
                                   {equipment::ActKind::damage, true}});
  }
  Html list;
  list.open("ul");
  for (const Offer& offer : offers) {
    const std::string side = offer.gives ? "giver" : "taker";
    const std::string href = office_href(visit, std::string(equipment_path) +
                                                    "/acts/new?kind=" + std::string(to_string(offer.kind)) +
                                                    "&" + side + "=" + holder.id.value.to_string());
    list.open("li").element("a", {{"href", href}},
                            visit.text(office, "office.equipment.do." + std::string(to_string(offer.kind))));
    list.close("li");
  }
  return offers.empty() ? std::string() : list.close("ul").take();
}

std::string leaving_form(const Office& office, const OfficeVisit& visit, const Holder& holder) {
  return form_start(office_href(visit, holder_path(holder.id) + "/state")) + csrf_field(office, visit) +
         submit_button(
             "quiet", "active", holder.active ? "0" : "1",
             visit.text(office, holder.active ? "office.equipment.leaving" : "office.equipment.returning")) +
         "</form>";
}

http::Response show_holder(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto id = Uuid::parse(request.param("holder"));
  const auto holder = id ? office.equipment->holder(*visit.actor, {*id}) : Error{"holder.unknown", {}};
  if (!holder) return equipment_refusal(office, request, visit, holder.error());
  const auto held = equipment::holdings_of(office.equipment->acts(), holder->id);
  if (!held) return equipment_refusal(office, request, visit, held.error());
  equipment::ActQuery wanted;
  wanted.holder = holder->id;
  const auto acts = office.equipment->acts().list(wanted);
  if (!acts) return equipment_refusal(office, request, visit, acts.error());
  const std::string title = shown_holder(office, visit.language, *holder);
  std::string main = heading(title) + paragraph("lead", told_holder(office, visit.language, *holder));
  if (!holder->active && !held->empty())
    main += paragraph("warning", visit.text(office, "office.equipment.leaves_with"));
  main += act_links(office, visit, *holder, !held->empty());
  main += held->empty()
              ? paragraph("", visit.text(office, "office.equipment.holds_nothing"))
              : holdings_board(office, visit, "held", visit.text(office, "office.equipment.has"), *held, {});
  if (!acts->empty())
    main += acts_board(office, visit, "acts", visit.text(office, "office.equipment.acts"), *acts);
  if (is_person(holder->kind) && office.equipment->manages(*visit.actor, holder->territory))
    main += leaving_form(office, visit, *holder);
  return office_page(office, visit, {title, holder_path(holder->id), main});
}

http::Response set_leaving(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto id = Uuid::parse(request.param("holder"));
  auto holder = id ? office.equipment->holder(*visit.actor, {*id}) : Error{"holder.unknown", {}};
  if (!holder) return equipment_refusal(office, request, visit, holder.error());
  const auto fields = request.form();
  holder->active = fields && http::field_value(*fields, "active") == "1";
  const auto changed = office.equipment->put_holder(*visit.actor, *holder);
  if (!changed) return equipment_refusal(office, request, visit, changed.error());
  if (const auto noted =
          note_equipment(office, visit, "equipment.holder", "holder " + holder->id.value.to_string(),
                         holder->active ? "active" : "left");
      !noted)
    return office_failure(office, visit, noted.error(), request.id);
  return http::redirect(office_href(visit, holder_path(holder->id)));
}

}  // namespace

void add_holder_pages(http::Router& router, const SharedOffice& office) {
  add_equipment_page(router, office, http::Method::get, "/holders", show_holders);
  add_equipment_page(router, office, http::Method::post, "/holders", add_holder);
  add_equipment_page(router, office, http::Method::get, "/holders/{holder}", show_holder);
  add_equipment_page(router, office, http::Method::post, "/holders/{holder}/state", set_leaving);
}

}  // namespace sanaq
