#pragma once
#include <string>
#include <vector>

#include "store/channel_register_pg.h"

namespace sanaq {

/// What is handed over to a tablet once and kept nowhere: its end of the tunnel, its certificate.
struct DeviceProfile {
  std::string tunnel;                       // wg-quick configuration; empty: there is no tunnel
  std::string pkcs12, password;             // certificate, key and authority, and what opens them
  std::string certificate, key, authority;  // the same as PEM
  UtcInstant expires_at;                    // of the certificate
};

/// What the office's pages of the channel need (port). Errors of every function: "store.unavailable".
class ChannelDesk {
 public:
  virtual ~ChannelDesk() = default;
  /// Makes keys, certificate and address; what the device had before ends (its certificate a day later).
  /// Errors: "vpn.full" (no address is left), "vpn.apply".
  virtual Result<DeviceProfile> hand_over(DeviceId device) = 0;
  /// The log of synchronisations, newest first, before a line; 0: from the newest.
  virtual Result<std::vector<CallLine>> calls(DeviceId device, std::int64_t before, std::int64_t limit) = 0;
  /// All tablets, longest silence first.
  virtual Result<std::vector<SilentDevice>> silent() = 0;
  virtual Result<std::vector<OpenInvitation>> open_invitations() = 0;
};

}  // namespace sanaq
