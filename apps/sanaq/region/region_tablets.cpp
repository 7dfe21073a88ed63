#include "sanaq/region/region_tablets.h"

#include "equipment/act_store.h"

namespace sanaq::region {
namespace {

using equipment::Act;
using equipment::ActKind;
using equipment::ActState;
using equipment::Condition;
using equipment::Holder;
using equipment::HolderKind;
using equipment::Line;
using equipment::Side;

constexpr const char* tablet_kind = "tablet";
constexpr const char* signed_by_hand = "%PDF-1.4\n% Signed specimen of a simulated region\n%%EOF\n";
// Of the tablets of the region, by their number: every so many is spoilt, lost, lost and written off.
constexpr std::size_t spoilt_every = 19, lost_every = 37, written_off_every = 74;

Line tablet_line(const std::string& serial, Condition condition) {
  return {tablet_kind, serial, 1, condition, ""};
}

}  // namespace

RegionTablets::RegionTablets(EquipmentDesk& desk, const RegionPlan& plan)
    : desk_(desk), plan_(plan), clerk_{{}, "clerk", Role::department, plan.size.territory} {}

Result<Holder> RegionTablets::holder(HolderKind kind, const std::string& name, const std::string& login) {
  return desk_.put_holder(clerk_, {{}, kind, name, "", plan_.size.territory, login, "", true});
}

// A side without a log-in signs on paper.
Result<Done> RegionTablets::in_force(ActKind kind, const Holder& giver, const Holder& taker,
                                     const Actor* giving, const Actor* taking, std::vector<Line> lines) {
  ActOrder order{kind, giver.id, taker.id, std::move(lines), "", {}};
  if (equipment::is_report(kind))
    order.incident = equipment::Incident{desk_.today(), "Ақтау", "Автобуста қалып қойған, табылмады."};
  SANAQ_TRY(const Act act, desk_.draft(clerk_, order));
  std::vector<Side> on_paper;
  for (const auto& [actor, side] : {std::pair(giving, Side::giver), std::pair(taking, Side::taker)}) {
    if (actor == nullptr)
      on_paper.push_back(side);
    else
      SANAQ_TRY_DONE(desk_.sign(*actor, act.id));
  }
  if (!on_paper.empty()) SANAQ_TRY_DONE(desk_.sign_on_paper(clerk_, act.id, on_paper, signed_by_hand));
  return Done{};
}

Result<Done> RegionTablets::deliver(std::size_t tablets) {
  SANAQ_TRY(office_, desk_.office_of(plan_.size.territory));
  SANAQ_TRY(supplier_, holder(HolderKind::supplier, "«Үлгі-Сауда» ЖШС", ""));
  SANAQ_TRY(commission_, holder(HolderKind::commission, "Есептен шығару комиссиясы", ""));
  std::vector<Line> lines;
  for (std::size_t i = 0; i < tablets; ++i)
    lines.push_back(tablet_line("REGION-" + std::to_string(10'000 + i), Condition::as_new));
  return in_force(ActKind::acceptance, supplier_, office_, nullptr, nullptr, std::move(lines));
}

Result<Done> RegionTablets::issue(const std::vector<std::string>& logins) {
  std::size_t tablets = 0;
  for (const PlannedPlace& place : plan_.places) tablets += place.tablets;
  SANAQ_TRY_DONE(deliver(tablets));
  std::size_t next = 0;
  for (std::size_t i = 0; i < plan_.places.size(); ++i) {
    Keeper keeper;
    SANAQ_TRY(keeper.holder, holder(HolderKind::employee, "Үлгібай Қызметкер", logins[i]));
    keeper.actor = {{}, logins[i], Role::institution, plan_.places[i].place.territory};
    std::vector<Line> lines;
    for (std::size_t k = 0; k < plan_.places[i].tablets; ++k) {
      keeper.serials.push_back("REGION-" + std::to_string(10'000 + next++));
      lines.push_back(tablet_line(keeper.serials.back(), Condition::as_new));
    }
    SANAQ_TRY_DONE(
        in_force(ActKind::handover, office_, keeper.holder, &clerk_, &keeper.actor, std::move(lines)));
    keepers_.push_back(std::move(keeper));
  }
  return Done{};
}

Result<Done> RegionTablets::take_back() {
  std::size_t number = 0;
  for (const Keeper& keeper : keepers_) {
    SANAQ_TRY_DONE(take_back_from(keeper, number));
    number += keeper.serials.size();
  }
  return Done{};
}

Result<Done> RegionTablets::take_back_from(const Keeper& keeper, std::size_t number) {
  std::vector<Line> back, lost, gone;
  for (const std::string& serial : keeper.serials) {
    ++number;
    if (number % lost_every == 0) {
      lost.push_back(tablet_line(serial, Condition::lost));
      if (number % written_off_every == 0) gone.push_back(lost.back());
    } else {
      back.push_back(tablet_line(serial, number % spoilt_every == 0 ? Condition::damaged : Condition::good));
    }
  }
  const Actor* const employee = &keeper.actor;
  if (!lost.empty())
    SANAQ_TRY_DONE(in_force(ActKind::loss, keeper.holder, office_, employee, &clerk_, std::move(lost)));
  if (!gone.empty())
    SANAQ_TRY_DONE(
        in_force(ActKind::write_off, keeper.holder, commission_, employee, nullptr, std::move(gone)));
  if (back.empty()) return Done{};
  return in_force(ActKind::giving_back, keeper.holder, office_, employee, &clerk_, std::move(back));
}

Result<TabletCount> RegionTablets::count() {
  TabletCount out;
  for (const Keeper& keeper : keepers_) {
    equipment::ActQuery query;
    query.holder = keeper.holder.id;
    query.state = ActState::in_force;
    SANAQ_TRY(const auto acts, desk_.acts().list(query));
    for (const Act& head : acts) {
      SANAQ_TRY(const auto act, desk_.acts().find(head.id));
      const auto pieces = static_cast<std::int64_t>(act->lines.size());
      if (act->kind == ActKind::handover) out.issued += pieces;
      if (act->kind == ActKind::giving_back) out.returned += pieces;
      if (act->kind == ActKind::write_off) out.written_off += pieces;
    }
    SANAQ_TRY(const auto held, equipment::holdings_of(desk_.acts(), keeper.holder.id));
    for (const equipment::Holding& one : held)
      ++(one.standing == equipment::Standing::lost ? out.lost : out.missing);
  }
  return out;
}

}  // namespace sanaq::region
