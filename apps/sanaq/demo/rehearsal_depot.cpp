#include "sanaq/demo/rehearsal_depot.h"

#include "base/text.h"
#include "equipment/deadline.h"
#include "sanaq/equipment/worker_holder.h"

namespace sanaq {
namespace {

using equipment::Act;
using equipment::ActKind;
using equipment::Condition;
using equipment::Holder;
using equipment::HolderKind;
using equipment::Holding;
using equipment::Line;
using equipment::Side;

constexpr const char* rehearsed_paper = "%PDF-1.4\n% Signed specimen of a rehearsal\n%%EOF\n";
constexpr std::int64_t certificates_each = 100;
constexpr int holdings_max = 1'000'000;

std::string serial_of(int number) { return "REH-" + zero_padded(number, 6); }

bool is_kit(const EquipmentKind& kind) { return kind.name == "scarf" || kind.name == "briefcase"; }

std::int64_t count_of(const EquipmentKind& kind) {
  return kind.name == "certificates" ? certificates_each : 1;
}

}  // namespace

RehearsalDepot::RehearsalDepot(Collection& collection, std::string region)
    : desk_(collection.equipment()), clerk_{{}, "rehearsal", Role::department, std::move(region)} {}

Result<Done> RehearsalDepot::move(ActKind kind, const Holder& giver, const Holder& taker,
                                  std::vector<Line> lines,
                                  const std::optional<equipment::Incident>& incident) {
  SANAQ_TRY(const Act act, desk_.draft(clerk_, {kind, giver.id, taker.id, std::move(lines), "", incident}));
  ++acts_;
  if (giver.id == office_.id) {
    SANAQ_TRY([[maybe_unused]] const Act given, desk_.sign(clerk_, act.id));
    SANAQ_TRY([[maybe_unused]] const Act taken,
              desk_.sign_on_paper(clerk_, act.id, {Side::taker}, rehearsed_paper));
    return Done{};
  }
  const bool is_home = taker.id == office_.id && giver.id != supplier_.id;
  const std::vector<Side> on_paper =
      is_home ? std::vector{Side::giver} : std::vector{Side::giver, Side::taker};
  SANAQ_TRY([[maybe_unused]] const Act paper, desk_.sign_on_paper(clerk_, act.id, on_paper, rehearsed_paper));
  if (!is_home) return Done{};
  SANAQ_TRY([[maybe_unused]] const Act home, desk_.sign(clerk_, act.id));
  return Done{};
}

Result<Done> RehearsalDepot::open(int sets) {
  SANAQ_TRY(office_, desk_.office_of(clerk_.territory));
  const auto outside = [&](HolderKind kind, const char* name) {
    return desk_.put_holder(clerk_, {{}, kind, name, "", clerk_.territory, "", "", true});
  };
  SANAQ_TRY(supplier_, outside(HolderKind::supplier, "«Үлгі-Жабдық» ЖШС"));
  SANAQ_TRY(commission_, outside(HolderKind::commission, "Есептен шығару комиссиясы"));
  std::vector<Line> lines;
  for (const EquipmentKind& kind : desk_.rules().kinds) {
    if (kind.comes_back) delivered_[kind.name] += sets;
    if (kind.counting != Counting::serial) {
      lines.push_back({kind.name, "", count_of(kind) * sets, Condition::as_new, ""});
      continue;
    }
    for (int i = 0; i < sets; ++i)
      lines.push_back({kind.name, serial_of(next_serial_ + i), 1, Condition::as_new, ""});
  }
  return move(ActKind::acceptance, supplier_, office_, std::move(lines));
}

Result<Holder> RehearsalDepot::holder_of(const Worker& worker) {
  const auto wanted = holder_of_worker(worker);
  if (!wanted) return Error{"holder.kind", {}};
  // Who left is not entered once more: the books know them as they went.
  if (!wanted->active) {
    SANAQ_TRY(auto known, desk_.holder_of(wanted->reference));
    if (!known) return Error{"holder.unknown", {}};
    return *std::move(known);
  }
  return desk_.adopt(clerk_, *wanted);
}

Result<Done> RehearsalDepot::equip(const Worker& worker, bool carries_kit) {
  SANAQ_TRY(const Holder holder, holder_of(worker));
  std::vector<Line> lines;
  for (const EquipmentKind& kind : desk_.rules().kinds) {
    if (is_kit(kind) && !carries_kit) continue;
    if (kind.counting != Counting::serial) {
      lines.push_back({kind.name, "", count_of(kind), Condition::as_new, ""});
    } else if (!spare_.empty()) {
      lines.push_back({kind.name, spare_.back(), 1, Condition::good, ""});
      spare_.pop_back();
    } else {
      lines.push_back({kind.name, serial_of(next_serial_++), 1, Condition::as_new, ""});
    }
  }
  return move(ActKind::handover, office_, holder, std::move(lines));
}

Result<std::vector<Holding>> RehearsalDepot::owed_by(equipment::HolderId holder) {
  SANAQ_TRY(auto held, equipment::holdings_of(desk_.acts(), holder));
  std::erase_if(held, [&](const Holding& one) {
    return one.standing == equipment::Standing::lost || !desk_.rules().find(one.kind)->comes_back;
  });
  return held;
}

Result<Done> RehearsalDepot::take_back(const Worker& worker, bool cable_is_damaged) {
  SANAQ_TRY(const Holder holder, holder_of(worker));
  SANAQ_TRY(const auto owed, owed_by(holder.id));
  std::vector<Line> lines;
  for (const Holding& one : owed) {
    const bool spoilt = cable_is_damaged && one.kind == "usb_cable";
    lines.push_back({one.kind, one.serial, one.count, spoilt ? Condition::damaged : Condition::worn, ""});
    if (!one.serial.empty() && worker.state == WorkerState::ended) spare_.push_back(one.serial);
  }
  if (lines.empty()) return Done{};
  return move(ActKind::giving_back, holder, office_, std::move(lines));
}

Result<Done> RehearsalDepot::lose_tablet(const Worker& worker) {
  SANAQ_TRY(const Holder holder, holder_of(worker));
  SANAQ_TRY(const auto owed, owed_by(holder.id));
  std::vector<Line> lines;
  for (const Holding& one : owed)
    if (!one.serial.empty()) lines.push_back({one.kind, one.serial, 1, Condition::lost, ""});
  const equipment::Incident incident{desk_.today(), "Аялдама", "Планшет көлікте ұмыт қалды, табылмады."};
  SANAQ_TRY_DONE(move(ActKind::loss, holder, office_, lines, incident));
  return move(ActKind::write_off, holder, commission_, std::move(lines));
}

Result<Done> RehearsalDepot::write_off_damaged() {
  SANAQ_TRY(const auto held, equipment::holdings_of(desk_.acts(), office_.id));
  std::vector<Line> lines;
  for (const Holding& one : held)
    if (one.standing == equipment::Standing::damaged)
      lines.push_back({one.kind, one.serial, one.count, Condition::unusable, ""});
  if (lines.empty()) return Done{};
  return move(ActKind::write_off, office_, commission_, std::move(lines));
}

Result<bool> RehearsalDepot::is_clear(const Worker& worker) {
  const auto wanted = holder_of_worker(worker);
  if (!wanted) return true;
  SANAQ_TRY(const auto holder, desk_.holder_of(wanted->reference));
  if (!holder) return true;
  SANAQ_TRY(const auto held, equipment::holdings_of(desk_.acts(), holder->id));
  for (const Holding& one : held)
    if (desk_.rules().find(one.kind)->comes_back) return false;
  return true;
}

Result<std::map<std::string, DepotAccount>> RehearsalDepot::account() {
  equipment::HoldingQuery query;
  query.territories = desk_.territories_of(clerk_);
  query.limit = holdings_max;
  SANAQ_TRY(const auto held, desk_.acts().holdings(query));
  std::map<std::string, DepotAccount> accounts;
  for (const auto& [kind, count] : delivered_) accounts[kind].delivered = count;
  for (const Holding& one : held) {
    if (!delivered_.contains(one.kind)) continue;
    DepotAccount& account = accounts[one.kind];
    if (one.holder == office_.id) account.back += one.count;
    if (one.holder == commission_.id) account.written_off += one.count;
  }
  for (auto& [kind, account] : accounts)
    account.missing = account.delivered - account.back - account.written_off;
  return accounts;
}

}  // namespace sanaq
