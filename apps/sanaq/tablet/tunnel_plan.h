#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "store/channel_register_pg.h"

namespace sanaq {

/// What a tunnel is made of besides its keys.
struct TunnelPlan {
  std::uint32_t network = 0;  // first address of the tunnel's network, IPv4
  int prefix_bits = 16;
  std::string endpoint;        // host:port tablets reach over the Internet; empty: there is no tunnel
  std::uint16_t port = 51820;  // where the office listens: of the endpoint
  std::string names_server;    // address of a resolver in the tunnel; may be empty

  /// network: "10.21.0.0/16", 8 to 28 bits. endpoint: "vpn.example:51820" or empty.
  /// Errors: "vpn.network", "vpn.endpoint", "vpn.dns"; detail: what was given.
  static Result<TunnelPlan> make(const std::string& network, const std::string& endpoint,
                                 const std::string& dns);

  bool exists() const { return !endpoint.empty(); }
  /// "10.21.0.1": the office's own. A device's has the number of its row, from 2.
  std::string office_address() const { return address(1); }
  std::string address(std::int32_t number) const;
  /// Is there an address with this number? The last one of the network is none.
  bool has(std::int32_t number) const;
};

/// The office's end as `wg syncconf` takes it: every device that is let in, and nobody else.
std::string office_config(const TunnelPlan& plan, const crypto::TunnelKey& secret,
                          const std::vector<TunnelPeer>& peers);
/// A tablet's end as wg-quick and the apps of WireGuard take it. Only the office is reached through the
/// tunnel.
std::string tablet_config(const TunnelPlan& plan, const crypto::TunnelKey& secret,
                          const crypto::TunnelKey& office, const crypto::TunnelKey& preshared,
                          std::int32_t number);

}  // namespace sanaq
