#pragma once
#include <memory>
#include <mutex>
#include <string>

#include "base/clock.h"
#include "crypto/device_authority.h"
#include "os/log.h"
#include "sanaq/tablet/channel_desk.h"
#include "sanaq/tablet/tunnel_plan.h"
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

/// Certificates and tunnel ends of the tablets: walls around the calls, which the tablet's signature proves.
/// Any thread.
class DeviceChannel final : public ChannelDesk {
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
  Result<DeviceProfile> hand_over(DeviceId device) override;
  Result<std::vector<CallLine>> calls(DeviceId device, std::int64_t before, std::int64_t limit) override {
    return registry_.calls(device, before, limit);
  }
  Result<std::vector<SilentDevice>> silent() override { return registry_.silent(); }
  Result<std::vector<OpenInvitation>> open_invitations() override { return registry_.open_invitations(); }
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
