// Who holds what now, and what has not come back.
#include <algorithm>

#include "equipment/deadline.h"
#include "page/html.h"
#include "sanaq/equipment/equipment_pages.h"
#include "sanaq/equipment/holding_table.h"
#include "sanaq/office/office_progress.h"

namespace sanaq {
namespace {

using equipment::HolderKind;
using equipment::Holding;
using page::Html;

constexpr int lines_shown = 1'000, lines_exported = 200'000;

/// What a page asks for; empty: everything the actor may see.
struct HoldingWish {
  std::string territory, kind, who, holder;
  bool csv = false;
};

HoldingWish wish_of(const http::Request& request) {
  return {std::string(request.query_value("territory")), std::string(request.query_value("kind")),
          std::string(request.query_value("who")), std::string(request.query_value("holder")),
          request.query_value("format") == "csv"};
}

// Errors: "equipment.forbidden" for a territory of others.
Result<std::vector<Holding>> find_holdings(const Office& office, const OfficeVisit& visit,
                                           const HoldingWish& wish, const std::vector<HolderKind>& among) {
  EquipmentDesk& desk = *office.equipment;
  equipment::HoldingQuery query;
  query.territories = desk.territories_of(*visit.actor);
  if (!wish.territory.empty()) {
    if (!desk.manages(*visit.actor, wish.territory) || office.territories.find(wish.territory) == nullptr)
      return Error{"equipment.forbidden", {}};
    query.territories = territories_within(office.territories, wish.territory);
  }
  query.kind = wish.kind;
  query.among = among;
  if (const auto who = equipment::parse_holder_kind(wish.who)) query.among = {*who};
  if (const auto holder = Uuid::parse(wish.holder)) query.holder = equipment::HolderId{*holder};
  query.limit = wish.csv ? lines_exported : lines_shown;
  return desk.acts().holdings(query);
}

std::string filter_form(const Office& office, const OfficeVisit& visit, const char* path,
                        const HoldingWish& wish) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  const std::string all = text("office.equipment.all");
  std::vector<SelectOption> territories, kinds, people;
  const std::string& own = visit.actor->territory;
  for (const std::uint32_t row : office.territories.where(office.territories.column("parent"), own)) {
    const std::string& code = office.territories.rows()[row].code;
    territories.push_back({code, territory_name(office, visit, code)});
  }
  for (const EquipmentKind& kind : office.edition.equipment.kinds)
    kinds.push_back({kind.name, std::string(equipment_label(kind, visit.language))});
  for (int kind = 2; kind <= 8; ++kind) {
    const std::string name(to_string(static_cast<HolderKind>(kind)));
    people.push_back({name, text("office.equipment.holder." + name)});
  }
  Html form;
  form.open("form", {{"method", "get"}, {"action", office_href(visit, std::string(equipment_path) + path)}});
  return form.take() +
         render_select("territory", text("office.tablets.territory"), all, territories, wish.territory) +
         render_select("kind", text("office.equipment.kind"), all, kinds, wish.kind) +
         render_select("who", text("office.equipment.holder"), all, people, wish.who) +
         submit_button("quiet", "", "", text("office.equipment.show")) +
         submit_button("quiet", "format", "csv", text("office.equipment.csv")) + "</form>";
}

http::Response csv_file(const Office& office, const http::Request& request, const OfficeVisit& visit,
                        const std::string& name, std::string csv) {
  if (const auto noted = note_equipment(office, visit, "equipment.export", name); !noted)
    return office_failure(office, visit, noted.error(), request.id);
  http::Response response;
  response.content_type = "text/csv; charset=utf-8";
  response.body = std::move(csv);
  http::add_header(response, "Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
  http::add_header(response, "Cache-Control", "no-store");
  return response;
}

http::Response show_holdings(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const HoldingWish wish = wish_of(request);
  // Suppliers and what was written off are no answer to the question who holds what.
  const auto held = find_holdings(
      office, visit, wish,
      {HolderKind::bureau, HolderKind::department, HolderKind::authorised, HolderKind::instructor,
       HolderKind::interviewer, HolderKind::employee, HolderKind::workshop});
  if (!held) return equipment_refusal(office, request, visit, held.error());
  const auto holders = office.equipment->holders(*visit.actor, std::nullopt);
  if (!holders) return equipment_refusal(office, request, visit, holders.error());
  if (wish.csv)
    return csv_file(office, request, visit, "holdings",
                    holdings_csv(office, visit.language, *held, *holders));
  const std::string title = visit.text(office, "office.equipment.holdings");
  std::string main = heading(title) +
                     paragraph("lead", visit.text(office, "office.equipment.holdings.lead")) +
                     filter_form(office, visit, "/holdings", wish);
  if (static_cast<int>(held->size()) >= lines_shown)
    main += paragraph(
        "hint", visit.text(office, "office.equipment.too_many", {shown_number(lines_shown, visit.language)}));
  main += held->empty() ? paragraph("", visit.text(office, "office.equipment.none"))
                        : holdings_board(office, visit, "holdings", title, *held, *holders);
  return office_page(office, visit, {title, office_path(request), main});
}

std::string deadline_words(const Office& office, const OfficeVisit& visit, std::size_t owed) {
  const auto deadline = office.equipment->deadline();
  if (!deadline) return paragraph("lead", visit.text(office, "office.equipment.no_deadline"));
  const std::int32_t late = office.equipment->today().days() - deadline->days();
  const std::string day = shown_day(*deadline);
  if (late <= 0) return paragraph("lead", visit.text(office, "office.equipment.due", {day}));
  if (owed == 0) return paragraph("lead", visit.text(office, "office.equipment.all_back", {day}));
  return paragraph("lead",
                   visit.text(office, "office.equipment.late", {day, shown_number(late, visit.language)}));
}

http::Response show_owed(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const HoldingWish wish = wish_of(request);
  auto held = find_holdings(
      office, visit, wish,
      {HolderKind::authorised, HolderKind::instructor, HolderKind::interviewer, HolderKind::employee});
  if (!held) return equipment_refusal(office, request, visit, held.error());
  std::erase_if(*held, [&](const Holding& one) { return !is_owed(one, office.edition.equipment); });
  const auto holders = office.equipment->holders(*visit.actor, std::nullopt);
  if (!holders) return equipment_refusal(office, request, visit, holders.error());
  if (wish.csv)
    return csv_file(office, request, visit, "not-returned",
                    holdings_csv(office, visit.language, *held, *holders));
  const std::string title = visit.text(office, "office.equipment.owed");
  std::string main = heading(title) + deadline_words(office, visit, held->size()) +
                     filter_form(office, visit, "/owed", wish);
  main += held->empty() ? paragraph("", visit.text(office, "office.equipment.nothing_owed"))
                        : holdings_board(office, visit, "owed", title, *held, *holders);
  return office_page(office, visit, {title, office_path(request), main});
}

}  // namespace

void add_holding_pages(http::Router& router, const SharedOffice& office) {
  add_equipment_page(router, office, http::Method::get, "/holdings", show_holdings);
  add_equipment_page(router, office, http::Method::get, "/owed", show_owed);
}

}  // namespace sanaq
