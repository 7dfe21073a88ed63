#include "sanaq/equipment/equipment_desk.h"

#include <algorithm>

#include "base/text.h"
#include "equipment/deadline.h"
#include "sanaq/equipment/signed_paper.h"
#include "sanaq/office/office_progress.h"

namespace sanaq {
namespace {

using equipment::Act;
using equipment::ActState;
using equipment::Holder;
using equipment::HolderId;
using equipment::HolderKind;
using equipment::Side;

// Crockford's digits: none that are taken for one another when read aloud or written by hand.
constexpr std::string_view act_code_digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t act_code_length = 12;
constexpr int sought_max = 50'000;  // holders of a kind that are looked through

bool is_outside(HolderKind kind) { return !equipment::is_person(kind) && !equipment::is_office(kind); }

equipment::Party party_of(const Holder& holder) {
  return {holder.id, holder.kind, holder.name, holder.position, holder.territory};
}

// What people type: any case, blanks and dashes, O for 0, I and L for 1.
std::string plain_code(std::string_view typed) {
  std::string code;
  for (char c : typed) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    if (act_code_digits.find(c) != std::string_view::npos) code += c;
  }
  return code;
}

}  // namespace

std::string shown_code(std::string_view code) {
  std::string out;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (i != 0 && i % 4 == 0) out += '-';
    out += code[i];
  }
  return out;
}

CivilDate EquipmentDesk::today() const { return equipment::day_of(parts_.edition, parts_.clock.now()); }

std::optional<CivilDate> EquipmentDesk::deadline() const {
  return equipment::return_deadline(parts_.edition, parts_.clock.now());
}

bool EquipmentDesk::manages(const Actor& actor, std::string_view territory) const {
  return is_allowed(actor, Permission::manage_equipment, territory, parts_.territories);
}

std::vector<std::string> EquipmentDesk::territories_of(const Actor& actor) const {
  auto own = territories_within(parts_.territories, actor.territory);
  if (!own.empty()) own.emplace_back();
  return own;
}

bool EquipmentDesk::covers(const Actor& actor, HolderKind kind, const std::string& territory) const {
  // The bureau stands above every department: it does not act in their name.
  if (kind == HolderKind::bureau) return actor.territory.empty() && manages(actor, "");
  return manages(actor, territory);
}

bool EquipmentDesk::covers(const Actor& actor, const equipment::Party& party) const {
  return covers(actor, party.kind, party.territory);
}

Result<Holder> EquipmentDesk::find_holder(HolderId id) {
  SANAQ_TRY(auto found, parts_.holders.find(id));
  if (!found) return Error{"holder.unknown", {}};
  return *std::move(found);
}

Result<Holder> EquipmentDesk::office_of(const std::string& territory) {
  const Mac mac = parts_.hash.mac(HashPurpose::content, "equipment-office:" + territory);
  Uuid::Bytes bytes{};
  std::copy_n(mac.begin(), bytes.size(), bytes.begin());
  Holder office;
  office.id = {Uuid(bytes)};
  office.kind = territory.empty() ? HolderKind::bureau : HolderKind::department;
  office.territory = territory;
  SANAQ_TRY(auto found, parts_.holders.find(office.id));
  if (found) return *std::move(found);
  SANAQ_TRY_DONE(parts_.holders.put(office, parts_.clock.now()));
  return office;
}

Result<std::vector<Holder>> EquipmentDesk::holders(const Actor& actor, std::optional<HolderKind> kind) {
  SANAQ_TRY([[maybe_unused]] const Holder bureau, office_of(""));
  if (manages(actor, actor.territory))
    if (const auto own = office_of(actor.territory); !own) return own.error();
  equipment::HolderQuery query;
  query.territories = territories_of(actor);
  query.kind = kind;
  constexpr int holders_max = 5'000;
  query.limit = holders_max;
  return parts_.holders.list(query);
}

Result<std::vector<Holder>> EquipmentDesk::find_holders(const Actor& actor, std::string_view words,
                                                        const std::vector<HolderKind>& kinds,
                                                        std::size_t most) {
  equipment::HolderQuery query;
  query.territories = territories_of(actor);
  query.limit = sought_max;
  const std::string folded = fold_case(words);
  const auto wanted = split_words(folded);
  std::vector<Holder> found;
  for (const HolderKind kind : kinds) {
    query.kind = kind;
    SANAQ_TRY(auto all, parts_.holders.list(query));
    for (Holder& one : all) {
      const std::string name = fold_case(one.name);
      const bool fits = std::all_of(wanted.begin(), wanted.end(), [&](std::string_view word) {
        return name.find(word) != std::string::npos;
      });
      if (fits && found.size() < most) found.push_back(std::move(one));
    }
  }
  return found;
}

bool EquipmentDesk::is_led(const Actor& actor, HolderKind kind, const std::string& territory) const {
  return leads(actor) && kind == HolderKind::interviewer &&
         lies_within(parts_.territories, territory, actor.territory);
}

bool EquipmentDesk::is_own_handover(const Actor& actor, const Holder& giver, const Holder& taker) const {
  const auto is_self = [&](const Holder& side) { return !side.login.empty() && side.login == actor.login; };
  return (is_self(giver) && is_led(actor, taker.kind, taker.territory)) ||
         (is_self(taker) && is_led(actor, giver.kind, giver.territory));
}

Result<Holder> EquipmentDesk::holder(const Actor& actor, HolderId id) {
  SANAQ_TRY(Holder found, find_holder(id));
  const bool own = !found.login.empty() && found.login == actor.login;
  const bool nationwide = found.territory.empty() && manages(actor, actor.territory);
  const bool led = is_led(actor, found.kind, found.territory);
  if (!own && !nationwide && !led && !manages(actor, found.territory)) return Error{"holder.unknown", {}};
  return found;
}

Result<Holder> EquipmentDesk::put_holder(const Actor& actor, Holder holder) {
  SANAQ_TRY_DONE(equipment::check_holder(holder));
  if (!covers(actor, holder.kind, holder.territory)) return Error{"equipment.forbidden", {}};
  if (!holder.territory.empty() && parts_.territories.find(holder.territory) == nullptr)
    return Error{"holder.territory", {}};
  const UtcInstant now = parts_.clock.now();
  if (holder.id.value == Uuid()) holder.id = {Uuid::make(now.micros / 1000, parts_.rng)};
  SANAQ_TRY_DONE(parts_.holders.put(holder, now));
  return holder;
}

Result<std::optional<Holder>> EquipmentDesk::holder_of(const std::string& reference) {
  equipment::HolderQuery query;
  query.reference = reference;
  SANAQ_TRY(auto found, parts_.holders.list(query));
  if (found.empty()) return std::optional<Holder>();
  return std::optional(std::move(found.front()));
}

Result<Holder> EquipmentDesk::adopt(const Actor& actor, Holder holder) {
  SANAQ_TRY(const auto known, holder_of(holder.reference));
  if (known) {
    holder.id = known->id;
    if (holder.login.empty()) holder.login = known->login;
    if (holder.position.empty()) holder.position = known->position;
  }
  return put_holder(actor, std::move(holder));
}

Result<Done> EquipmentDesk::note_left(const std::string& reference) {
  SANAQ_TRY(auto holder, holder_of(reference));
  if (!holder || !holder->active) return Done{};
  holder->active = false;
  return parts_.holders.put(*holder, parts_.clock.now());
}

Result<std::optional<Holder>> EquipmentDesk::self(const Actor& actor) {
  equipment::HolderQuery query;
  query.login = actor.login;
  SANAQ_TRY(auto found, parts_.holders.list(query));
  if (found.empty()) return std::optional<Holder>();
  return std::optional(std::move(found.front()));
}

Result<Act> EquipmentDesk::draft(const Actor& actor, const ActOrder& order) {
  SANAQ_TRY(const Holder giver, holder(actor, order.giver));
  SANAQ_TRY(const Holder taker, holder(actor, order.taker));
  Act act;
  act.giver = party_of(giver);
  act.taker = party_of(taker);
  // One side is the actor's own to act for; a person of the census on the other side is too.
  const bool own = covers(actor, act.giver) || covers(actor, act.taker);
  const bool among_own =
      is_own_handover(actor, giver, taker) &&
      (order.kind == equipment::ActKind::handover || order.kind == equipment::ActKind::giving_back);
  const auto foreign = [&](const Holder& side) {
    return !covers(actor, side.kind, side.territory) && !equipment::is_office(side.kind) &&
           !(is_outside(side.kind) && side.territory.empty());
  };
  if (!among_own && (!own || foreign(giver) || foreign(taker))) return Error{"equipment.forbidden", {}};
  // Who left gives back what they have and gets nothing more.
  if (!taker.active) return Error{"holder.left", {}};
  const UtcInstant now = parts_.clock.now();
  act.id = {Uuid::make(now.micros / 1000, parts_.rng)};
  act.kind = order.kind;
  act.territory = actor.territory;
  act.day = today();
  act.lines = order.lines;
  act.note = order.note;
  act.incident = order.incident;
  act.drafted_by = actor.login;
  act.drafted_at = now;
  act.code = make_code(act.id);
  SANAQ_TRY_DONE(equipment::check_act(act, rules()));
  return parts_.acts.draft(std::move(act));
}

std::string EquipmentDesk::make_code(equipment::ActId id) const {
  const Mac mac = parts_.hash.mac(HashPurpose::content, "equipment-act:" + std::string(id.value.octets()));
  std::string code;
  for (std::size_t i = 0; i < act_code_length; ++i) code += act_code_digits[mac[i] % act_code_digits.size()];
  return code;
}

Result<bool> EquipmentDesk::signs_for(const Actor& actor, const equipment::Party& party) {
  if (equipment::is_office(party.kind) && party.territory == actor.territory && covers(actor, party))
    return true;
  SANAQ_TRY(const Holder holder, find_holder(party.holder));
  return !holder.login.empty() && holder.login == actor.login;
}

Result<bool> EquipmentDesk::may_see(const Actor& actor, const Act& act) {
  if (covers(actor, act.giver) || covers(actor, act.taker)) return true;
  SANAQ_TRY(const bool gives, signs_for(actor, act.giver));
  if (gives) return true;
  return signs_for(actor, act.taker);
}

Result<Act> EquipmentDesk::act(const Actor& actor, equipment::ActId id) {
  SANAQ_TRY(auto found, parts_.acts.find(id));
  if (!found) return Error{"act.unknown", {}};
  SANAQ_TRY(const bool seen, may_see(actor, *found));
  if (!seen) return Error{"act.unknown", {}};
  return *std::move(found);
}

Result<Act> EquipmentDesk::act_of_code(const Actor& actor, std::string_view code) {
  equipment::ActQuery query;
  query.code = plain_code(code);
  if (query.code.size() != act_code_length) return Error{"act.unknown", {}};
  SANAQ_TRY(const auto found, parts_.acts.list(query));
  if (found.empty()) return Error{"act.unknown", {}};
  return act(actor, found.front().id);
}

Result<ActTurn> EquipmentDesk::turn(const Actor& actor, const Act& act) {
  ActTurn turn;
  if (!equipment::is_under_way(act.state)) return turn;
  const bool gives = act.state == ActState::drafted;
  SANAQ_TRY(const bool signs, signs_for(actor, gives ? act.giver : act.taker));
  // Nobody hands a thing to himself: who signed as giver leaves the other side to another.
  const bool both = !gives && act.given->by == actor.login && !act.given->on_paper;
  if (signs && !both) turn.own = gives ? Side::giver : Side::taker;
  turn.paper = covers(actor, act.giver) || covers(actor, act.taker);
  // An interviewer without a log-in signs by hand, and the instructor brings that paper: for the other side
  // alone.
  const equipment::Party& next = gives ? act.giver : act.taker;
  if (act.drafted_by == actor.login && is_led(actor, next.kind, next.territory)) turn.paper = true;
  turn.cancel = turn.paper || signs;
  return turn;
}

Result<Act> EquipmentDesk::sign(const Actor& actor, equipment::ActId id) {
  SANAQ_TRY(const Act found, act(actor, id));
  SANAQ_TRY(const ActTurn now, turn(actor, found));
  if (!now.own) return Error{"equipment.forbidden", {}};
  SANAQ_TRY(Act done, parts_.acts.sign(id, {{*now.own, {actor.login, parts_.clock.now()}}}, std::nullopt));
  SANAQ_TRY_DONE(secure_lost());
  return done;
}

Result<Act> EquipmentDesk::sign_on_paper(const Actor& actor, equipment::ActId id,
                                         const std::vector<Side>& sides, std::string_view file) {
  SANAQ_TRY(const Act found, act(actor, id));
  SANAQ_TRY(const ActTurn now, turn(actor, found));
  const bool both_by_leader = leads(actor) && sides.size() > 1;
  if (!now.paper || sides.empty() || both_by_leader) return Error{"equipment.forbidden", {}};
  SANAQ_TRY(const equipment::Scan scan, read_signed_paper(file, scan_bytes_max));
  std::vector<equipment::Signing> signings;
  for (const Side side : sides) signings.push_back({side, {actor.login, parts_.clock.now(), true}});
  SANAQ_TRY(Act done, parts_.acts.sign(id, signings, scan));
  SANAQ_TRY_DONE(secure_lost());
  return done;
}

Result<Act> EquipmentDesk::cancel(const Actor& actor, equipment::ActId id, const std::string& because) {
  SANAQ_TRY(const Act found, act(actor, id));
  SANAQ_TRY(const ActTurn now, turn(actor, found));
  if (!now.cancel) return Error{"equipment.forbidden", {}};
  return parts_.acts.cancel(id, actor.login, because, parts_.clock.now());
}

Result<Done> EquipmentDesk::secure_lost() {
  SANAQ_TRY(const auto lost, parts_.acts.lost_devices());
  for (const auto& [device, reported] : lost) {
    const DeviceState state = reported ? DeviceState::locked : DeviceState::revoked;
    if (const auto done = parts_.tablets.set_state({device}, state); !done) {
      parts_.log.failure("equipment.lost_tablet", done.error());
      return done.error();
    }
    parts_.log.info("equipment.lost_tablet", {{"state", static_cast<std::int64_t>(state)}});
  }
  return Done{};
}

}  // namespace sanaq
