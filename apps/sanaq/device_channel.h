#pragma once
#include <memory>
#include <mutex>
#include <string>

#include "base/clock.h"
#include "crypto/device_authority.h"
#include "os/log.h"
#include "sanaq/tunnel_plan.h"
#include "store/channel_register_pg.h"

namespace sanaq {

/// How tablets reach the office besides its site.
struct DeviceChannelConfig {
  std::string address;        // of a listener of their own, in the tunnel; empty: there is none
  std::uint16_t port = 0;     // of it
  bool is_site_open = false;  // tablets may synchronise at the site too, though they have a listener
  std::string vpn_network = "10.21.0.0/16", vpn_endpoint, vpn_dns;
  std::string vpn_interface;  // changes are applied to it at once; empty: by somebody else
};

/// What is handed over to a tablet once and kept nowhere: its end of the tunnel, its certificate.
struct DeviceProfile {
  std::string tunnel;                       // wg-quick configuration; empty: there is no tunnel
  std::string pkcs12, password;             // certificate, key and authority, and what opens them
  std::string certificate, key, authority;  // the same as PEM
  UtcInstant expires_at;                    // of the certificate
};

/// Certificates and tunnel ends of the tablets: walls around the calls, which the tablet's signature proves.
/// Any thread.
class DeviceChannel {
 public:
  /// keys: the folder of the server's keys. clock: of the machine; certificates know no other.
  /// Errors: those of DeviceAuthority::open and TunnelPlan::make, "vpn.key" (a broken file).
  static Result<std::unique_ptr<DeviceChannel>> open(const DeviceChannelConfig& config,
                                                     const std::string& keys, ChannelRegisterPg& registry,
                                                     const Clock& clock);

  const DeviceChannelConfig& config() const { return config_; }
  const crypto::DeviceAuthority& authority() const { return authority_; }
  const TunnelPlan& tunnel() const { return plan_; }
  const Clock& clock() const { return clock_; }
  ChannelRegisterPg& registry() { return registry_; }

  /// A certificate for a key that stays on the device. Errors: "certificate.request", "store.unavailable".
  Result<crypto::DeviceCertificate> certify(DeviceId device, const std::string& request);
  /// Is it of this device, and good now? certificate: SHA-256. Errors: "device.certificate",
  /// "store.unavailable".
  Result<Done> check(DeviceId device, std::string_view certificate);
  /// Makes keys, certificate and address; what the device had before ends (its certificate a day later).
  /// Errors: "vpn.full" (no address is left), "vpn.apply", "store.unavailable".
  Result<DeviceProfile> hand_over(DeviceId device);
  /// For `wg syncconf`: all who are let in now.
  Result<std::string> office_side();
  /// Tells the interface who is let in now; nothing happens without an interface. Errors: "vpn.apply",
  /// "store.unavailable".
  Result<Done> apply();

 private:
  DeviceChannel(DeviceChannelConfig config, std::string keys, TunnelPlan plan,
                crypto::DeviceAuthority authority, const crypto::TunnelKey& secret,
                ChannelRegisterPg& registry, const Clock& clock);
  Result<std::string> make_tunnel_end(DeviceId device);

  DeviceChannelConfig config_;
  std::string keys_;
  TunnelPlan plan_;
  crypto::DeviceAuthority authority_;
  crypto::TunnelKey secret_;
  ChannelRegisterPg& registry_;
  const Clock& clock_;
  std::mutex applying_;  // one after the other, so that the last word is the register's
};

}  // namespace sanaq
