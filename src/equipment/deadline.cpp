#include "equipment/deadline.h"

#include <algorithm>

namespace sanaq::equipment {

CivilDate day_of(const Edition& edition, UtcInstant at) {
  constexpr std::int64_t day_seconds = 86'400;
  const std::int64_t local = at.micros / micros_per_second + std::int64_t{edition.zone_minutes} * 60;
  return CivilDate::from_days(static_cast<std::int32_t>(local / day_seconds));
}

std::optional<CivilDate> return_deadline(const Edition& edition, UtcInstant now) {
  const auto& decisions = edition.decisions;
  const auto is_withdrawn = [&](const ChannelDecision& decision) {
    return std::any_of(decisions.begin(), decisions.end(), [&](const ChannelDecision& other) {
      return other.withdraws == decision.id && other.decided_at <= now;
    });
  };
  std::optional<UtcInstant> closes;
  for (const ChannelDecision& decision : decisions)
    if (decision.channel == edition.equipment.return_channel && decision.decided_at <= now &&
        !is_withdrawn(decision) && (!closes || *closes < decision.closes))
      closes = decision.closes;
  if (!closes) return std::nullopt;
  // A window is open until before `closes`: its last day is the one a microsecond earlier.
  const CivilDate last = day_of(edition, {closes->micros - 1});
  return CivilDate::from_days(last.days() + edition.equipment.return_days);
}

bool is_owed(const Holding& holding, const EquipmentRules& rules) {
  const EquipmentKind* kind = rules.find(holding.kind);
  return is_person(holding.holder_kind) && holding.standing != Standing::lost &&
         (kind == nullptr || kind->comes_back);
}

}  // namespace sanaq::equipment
