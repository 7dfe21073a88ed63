#pragma once
#include <optional>
#include <vector>

#include "edition/edition.h"
#include "equipment/holding.h"

namespace sanaq::equipment {

/// The last day on which things are handed in: so many days after the last day of the edition's channel, by
/// the decisions known at `now`. Nothing when the channel was never planned.
std::optional<CivilDate> return_deadline(const Edition& edition, UtcInstant now);

/// What people of the census have and owe: of kinds that come back, and not lost.
bool is_owed(const Holding& holding, const EquipmentRules& rules);

/// A day of the edition's zone.
CivilDate day_of(const Edition& edition, UtcInstant at);

}  // namespace sanaq::equipment
