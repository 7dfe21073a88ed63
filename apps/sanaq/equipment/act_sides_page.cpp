// Drawing up an act: what it does and between whom. Offices and firms stand in a list, people are found by
// name.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "page/html.h"
#include "sanaq/equipment/equipment_pages.h"

namespace sanaq {
namespace {

using equipment::ActKind;
using equipment::Holder;
using equipment::HolderKind;
using page::Html;

constexpr std::size_t people_shown = 20;
constexpr std::array<ActKind, 6> all_act_kinds = {ActKind::acceptance,  ActKind::handover,
                                                  ActKind::giving_back, ActKind::loss,
                                                  ActKind::damage,      ActKind::write_off};

bool is_open_to(const Actor& actor, ActKind kind) {
  return !EquipmentDesk::leads(actor) || kind == ActKind::handover || kind == ActKind::giving_back;
}

std::string kind_links(const Office& office, const OfficeVisit& visit, ActKind chosen) {
  Html list;
  list.open("nav", {{"class", "board-filter"}, {"aria-label", visit.text(office, "office.equipment.what")}});
  list.open("ul");
  for (const ActKind kind : all_act_kinds) {
    if (!is_open_to(*visit.actor, kind)) continue;
    list.open("li").element("a",
                            {{"href", office_href(visit, new_act_path(kind, "", ""))},
                             {"aria-current", kind == chosen ? "true" : ""}},
                            shown_act_kind(office, visit.language, kind));
    list.close("li");
  }
  return list.close("ul").close("nav").take();
}

/// One side of the act to be: who can stand there, and who was chosen or looked for.
class SideChoice {
 public:
  SideChoice(const Office& office, const OfficeVisit& visit, ActKind kind, bool gives, std::string chosen,
             std::string sought)
      : office_(office),
        visit_(visit),
        kind_(kind),
        gives_(gives),
        chosen_(std::move(chosen)),
        sought_(std::move(sought)) {}

  Result<std::string> render() const {
    SANAQ_TRY(const auto offered, candidates());
    const std::string name = gives_ ? "giver" : "taker";
    Html out;
    out.open("fieldset", {{"class", "field"}, {"id", name}});
    out.open("legend").element("h2", {}, text("office.equipment." + name)).close("legend");
    for (const Holder& holder : offered) radio(out, name, holder);
    if (offered.empty()) out.element("p", {{"class", "hint"}}, text("office.equipment.side.nobody"));
    std::string html = out.take();
    if (has_people()) {
      TextInput input{name + "_name",
                      text("office.equipment.side.find"),
                      text("office.equipment.side.hint"),
                      sought_,
                      {}};
      input.autocomplete = "off";
      input.required = false;
      html += render_input(input);
    }
    return html + "</fieldset>";
  }

 private:
  std::string text(std::string_view key) const { return visit_.text(office_, key); }
  std::vector<HolderKind> kinds(bool people) const {
    std::vector<HolderKind> fitting;
    for (int i = 1; i <= equipment::holder_kinds; ++i) {
      const auto kind = static_cast<HolderKind>(i);
      bool fits = false;
      for (int other = 1; other <= equipment::holder_kinds; ++other)
        fits = fits || (gives_ ? may_stand_between(kind_, kind, static_cast<HolderKind>(other))
                               : may_stand_between(kind_, static_cast<HolderKind>(other), kind));
      const bool led = !EquipmentDesk::leads(*visit_.actor) || kind == HolderKind::interviewer;
      if (fits && led && equipment::is_person(kind) == people) fitting.push_back(kind);
    }
    return fitting;
  }
  bool has_people() const { return !kinds(true).empty() && !is_instructors_own(); }
  // An instructor is one side of each act of their own.
  bool is_instructors_own() const {
    return EquipmentDesk::leads(*visit_.actor) && gives_ == (kind_ == ActKind::handover);
  }

  Result<std::vector<Holder>> candidates() const {
    EquipmentDesk& desk = *office_.equipment;
    std::vector<Holder> offered;
    if (is_instructors_own()) {
      SANAQ_TRY(const auto self, desk.self(*visit_.actor));
      if (self) offered.push_back(*self);
      return offered;
    }
    SANAQ_TRY([[maybe_unused]] const auto own, desk.holders(*visit_.actor, HolderKind::bureau));
    constexpr std::size_t offices_max = 200;
    SANAQ_TRY(offered, desk.find_holders(*visit_.actor, "", kinds(false), offices_max));
    SANAQ_TRY(auto people, desk.find_holders(*visit_.actor, sought_, kinds(true), people_shown + 1));
    // Too many to be read through: they are asked for by name.
    const bool readable = people.size() <= people_shown || !sought_.empty();
    if (!readable) people.clear();
    if (people.size() > people_shown) people.pop_back();
    offered.insert(offered.end(), people.begin(), people.end());
    SANAQ_TRY_DONE(keep_chosen(offered));
    // Who left gives back what they have, and gets nothing any more.
    std::erase_if(offered, [&](const Holder& holder) { return !holder.active && !gives_; });
    return offered;
  }
  // Whoever was chosen before stands there whatever is looked for now.
  Result<Done> keep_chosen(std::vector<Holder>& offered) const {
    const auto id = Uuid::parse(chosen_);
    if (!id || holder_in(offered, {*id}) != nullptr) return Done{};
    auto holder = office_.equipment->holder(*visit_.actor, {*id});
    if (!holder && holder.error().code != "holder.unknown") return holder.error();
    if (holder) offered.insert(offered.begin(), *std::move(holder));
    return Done{};
  }

  void radio(Html& out, const std::string& name, const Holder& holder) const {
    const std::string id = holder.id.value.to_string();
    const bool only = is_instructors_own();
    out.open("div", {{"class", "option"}})
        .empty("input", {{"type", "radio"},
                         {"name", name},
                         {"id", name + "-" + id},
                         {"value", id},
                         {"checked", only || id == chosen_ ? "checked" : ""}});
    std::string label = told_holder(office_, visit_.language, holder);
    if (equipment::is_person(holder.kind)) label += ", " + territory_name(office_, visit_, holder.territory);
    out.element("label", {{"for", name + "-" + id}}, label).close("div");
  }

  const Office& office_;
  const OfficeVisit& visit_;
  const ActKind kind_;
  const bool gives_;
  const std::string chosen_, sought_;
};

struct SidesTyped {
  ActKind kind = ActKind::handover;
  std::string giver, taker, giver_name, taker_name;
};

http::Response render_sides(const Office& office, const http::Request& request, const OfficeVisit& visit,
                            const SidesTyped& typed, const std::string& error) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  const auto giver = SideChoice(office, visit, typed.kind, true, typed.giver, typed.giver_name).render();
  if (!giver) return equipment_refusal(office, request, visit, giver.error());
  const auto taker = SideChoice(office, visit, typed.kind, false, typed.taker, typed.taker_name).render();
  if (!taker) return equipment_refusal(office, request, visit, taker.error());
  const std::string title = text("office.equipment.new_act");
  std::string main = heading(title) + kind_links(office, visit, typed.kind) +
                     paragraph("lead", text("office.equipment.lead." + std::string(to_string(typed.kind))));
  if (!error.empty()) main += error_summary(text("office.error.title"), {{"giver", error}});
  main += form_start(office_href(visit, std::string(equipment_path) + "/acts/sides")) +
          csrf_field(office, visit) + hidden_input("kind", to_string(typed.kind)) + *giver + *taker +
          submit_button("secondary", "deed", "find", text("office.equipment.side.search")) +
          submit_button("primary", "deed", "next", text("office.equipment.next")) + "</form>";
  if (may_at_home(office, visit, Permission::manage_equipment))
    main +=
        link(office_href(visit, std::string(equipment_path) + "/holders"), text("office.equipment.holders"));
  return office_page(office, visit,
                     {title, new_act_path(typed.kind, "", ""), main, error.empty() ? 200 : 422});
}

// Names are typed into a posted form: they stand in no address.
http::Response post_sides(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto fields = request.form();
  if (!fields) return office_failure(office, visit, fields.error(), request.id);
  const auto value = [&](std::string_view name) {
    return std::string(trim(http::field_value(*fields, name)));
  };
  const SidesTyped typed{equipment::parse_act_kind(value("kind")).value_or(ActKind::handover), value("giver"),
                         value("taker"), value("giver_name"), value("taker_name")};
  const bool chosen = Uuid::parse(typed.giver) && Uuid::parse(typed.taker);
  if (value("deed") == "find" || (!chosen && !(typed.giver_name.empty() && typed.taker_name.empty())))
    return render_sides(office, request, visit, typed, {});
  if (!chosen)
    return render_sides(office, request, visit, typed, visit.text(office, "office.equipment.side.choose"));
  return http::redirect(office_href(visit, new_act_path(typed.kind, typed.giver, typed.taker)));
}

}  // namespace

std::string new_act_path(ActKind kind, const std::string& giver, const std::string& taker) {
  std::string path = std::string(equipment_path) + "/acts/new?kind=" + std::string(to_string(kind));
  if (!giver.empty()) path += "&giver=" + giver;
  if (!taker.empty()) path += "&taker=" + taker;
  return path;
}

http::Response sides_page(const Office& office, const http::Request& request, const OfficeVisit& visit,
                          ActKind kind, const std::string& error) {
  const SidesTyped typed{kind, std::string(request.query_value("giver")),
                         std::string(request.query_value("taker")), "", ""};
  return render_sides(office, request, visit, typed, error);
}

void add_act_sides(http::Router& router, const SharedOffice& office) {
  add_drafting_page(router, office, http::Method::post, "/acts/sides", post_sides);
}

}  // namespace sanaq
