#pragma once
#include <optional>
#include <vector>

#include "casework/secrets.h"
#include "crypto/device_authority.h"
#include "crypto/tunnel_key.h"
#include "store/device_register_pg.h"

namespace sanaq {

/// A device's end of the tunnel. number: of its address in the tunnel's network, from 2.
struct TunnelPeer {
  DeviceId device;
  std::int32_t number = 0;
  crypto::TunnelKey key{}, preshared{};
};

/// What is written in the log of synchronisations of one call.
struct CallLine {
  std::int64_t id = 0;
  CallRecord call;
};

/// A device with what tells why it may be silent.
struct SilentDevice {
  DeviceRecord device;  // without key
  UtcInstant enrolled_at;
  std::optional<UtcInstant> refused_at, certificate_until;
  std::string told;  // JSON, as the tablet said it
  std::string refused_code;
  bool has_peer = false;
};

/// An invitation nobody used.
struct OpenInvitation {
  std::string label, territory;
  UtcInstant expires_at;
};

/// Certificates and tunnel ends of devices, and what the office sees of their calls. Any thread. Errors of
/// every function: "store.unavailable".
class ChannelRegisterPg {
 public:
  ChannelRegisterPg(pg::Pool& pool, const Sealer& sealer) : pool_(pool), sealer_(sealer) {}

  /// The device's earlier certificates end a day later.
  Result<Done> add_certificate(DeviceId device, const crypto::DeviceCertificate& certificate, UtcInstant now);
  /// Whose certificate it is; nothing when the office did not issue it or its time is over.
  Result<std::optional<DeviceId>> owner(std::string_view mark, UtcInstant now);

  /// Takes the place of the end the device had; the number of its address stays. The answer is that number.
  Result<std::int32_t> put_peer(DeviceId device, const crypto::TunnelKey& key,
                                const crypto::TunnelKey& preshared, UtcInstant now);
  /// Those let in: of devices that are not revoked. Errors: "seal.broken" too.
  Result<std::vector<TunnelPeer>> peers();

  /// A call in the device's name that was refused with `call.result`.
  Result<Done> note_refusal(const CallRecord& call);
  /// Newest first, before a line; 0: from the newest.
  Result<std::vector<CallLine>> calls(DeviceId device, std::int64_t before, std::int64_t limit);
  /// Longest silence first.
  Result<std::vector<SilentDevice>> silent();
  Result<std::vector<OpenInvitation>> open_invitations();

 private:
  pg::Pool& pool_;
  const Sealer& sealer_;
};

}  // namespace sanaq
