#pragma once
#include <string>

#include "base/result.h"
#include "equipment/act.h"

namespace sanaq::equipment {

/// Which side of an act signs.
enum class Side : std::uint8_t { giver = 1, taker = 2 };

/// Puts a signature under the act. The giver signs first; with the taker's the act is in force. On paper both
/// sides may be brought in by one person; log-ins must differ, because nobody hands a thing to himself.
/// Errors: "act.state" (not this side's turn), "act.same_person".
Result<Done> sign(Act& act, Side side, SignedBy signature);

/// Before it is in force. because: told to the other side. Errors: "act.state", "act.note" (no reason, or too
/// long).
Result<Done> cancel(Act& act, std::string because);

}  // namespace sanaq::equipment
