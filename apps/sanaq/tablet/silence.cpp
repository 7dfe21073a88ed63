#include "sanaq/tablet/silence.h"

namespace sanaq {

Silence silence_of(const SilentDevice& device, UtcInstant now, int days) {
  if (device.device.state == DeviceState::revoked) return Silence::revoked;
  if (device.device.state == DeviceState::locked) return Silence::locked;
  const auto& last = device.device.synchronised_at;
  if (device.refused_at && (!last || *device.refused_at > *last)) return Silence::refused;
  if (!last) return Silence::never;
  return last->micros + std::int64_t{days} * 86'400 * micros_per_second <= now.micros ? Silence::silent
                                                                                      : Silence::none;
}

Silence silence_of(const OpenInvitation& invitation, UtcInstant now) {
  return invitation.expires_at <= now ? Silence::expired : Silence::invited;
}

}  // namespace sanaq
