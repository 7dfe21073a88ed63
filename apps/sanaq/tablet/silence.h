#pragma once
#include "store/channel_register_pg.h"

namespace sanaq {

/// Why the office has nothing new from a tablet.
enum class Silence : std::uint8_t { none, invited, expired, revoked, locked, never, refused, silent };

/// days: how long a tablet may be silent. Refused: it calls, and its last call was not taken.
Silence silence_of(const SilentDevice& device, UtcInstant now, int days);
/// Of an invitation nobody used.
Silence silence_of(const OpenInvitation& invitation, UtcInstant now);

}  // namespace sanaq
