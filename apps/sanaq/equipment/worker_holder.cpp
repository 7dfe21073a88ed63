// People of the census as holders of equipment: entered from their own page, named as they are there.
#include "sanaq/equipment/worker_holder.h"

#include "fieldwork/workforce.h"
#include "page/html.h"
#include "sanaq/equipment/equipment_pages.h"
#include "sanaq/fieldwork/fieldwork_desk.h"

namespace sanaq {
namespace {

using equipment::Holder;
using equipment::HolderKind;

std::optional<HolderKind> kind_of_role(const std::string& role) {
  if (role == "institution") return HolderKind::employee;
  const auto kind = equipment::parse_holder_kind(role);
  return kind && equipment::is_person(*kind) ? kind : std::nullopt;
}

bool has_contract(WorkerState state) {
  return state == WorkerState::contracted || state == WorkerState::trained || state == WorkerState::working ||
         state == WorkerState::suspended;
}

http::Response enter_worker(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto id = Uuid::parse(request.param("worker"));
  const auto file = id && office.fieldwork != nullptr ? office.fieldwork->workforce.open({*id}, *visit.actor)
                                                      : Error{"holder.unknown", {}};
  if (!file) return equipment_refusal(office, request, visit, {"holder.unknown", {}});
  const auto wanted = holder_of_worker(file->worker);
  if (!wanted) return equipment_refusal(office, request, visit, {"holder.kind", {}});
  const auto holder = office.equipment->adopt(*visit.actor, *wanted);
  if (!holder) return equipment_refusal(office, request, visit, holder.error());
  if (const auto noted = note_equipment(office, visit, "equipment.holder",
                                        "holder " + holder->id.value.to_string(), holder->reference);
      !noted)
    return office_failure(office, visit, noted.error(), request.id);
  return http::redirect(office_href(visit, holder_path(holder->id)));
}

}  // namespace

std::optional<Holder> holder_of_worker(const Worker& worker) {
  const auto kind = kind_of_role(worker.role);
  const bool left = worker.state == WorkerState::ended;
  if (!kind || (!left && !has_contract(worker.state))) return std::nullopt;
  Holder holder;
  holder.kind = *kind;
  holder.name = full_name(worker.name);
  holder.territory = worker.territory;
  holder.reference = "worker " + worker.id.value.to_string();
  holder.active = !left;
  return holder;
}

Result<std::string> equipment_of_worker(const Office& office, const OfficeVisit& visit,
                                        const Worker& worker) {
  if (office.equipment == nullptr || !may(office, visit, Permission::manage_equipment, worker.territory))
    return std::string();
  const auto wanted = holder_of_worker(worker);
  if (!wanted) return std::string();
  SANAQ_TRY(const auto holder, office.equipment->holder_of(wanted->reference));
  page::Html start;
  start.open("section", {{"class", "board-section"}})
      .element("h2", {}, visit.text(office, "office.equipment"));
  std::string out = start.take();
  if (holder) {
    SANAQ_TRY(const auto held, equipment::holdings_of(office.equipment->acts(), holder->id));
    if (!wanted->active && !held.empty())
      out += paragraph("warning", visit.text(office, "office.equipment.leaves_with"));
    out += held.empty()
               ? paragraph("", visit.text(office, "office.equipment.holds_nothing"))
               : holdings_board(office, visit, "held", visit.text(office, "office.equipment.has"), held, {});
  }
  return out +
         form_start(
             office_href(visit, std::string(equipment_path) + "/worker/" + worker.id.value.to_string())) +
         csrf_field(office, visit) +
         submit_button("secondary", "", "", visit.text(office, "office.equipment.of_worker")) +
         "</form></section>";
}

void add_worker_holders(http::Router& router, const SharedOffice& office) {
  add_equipment_page(router, office, http::Method::post, "/worker/{worker}", enter_worker);
}

}  // namespace sanaq
