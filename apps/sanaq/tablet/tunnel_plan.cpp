#include "sanaq/tablet/tunnel_plan.h"

#include <arpa/inet.h>

#include "base/text.h"

namespace sanaq {
namespace {

constexpr std::int64_t keepalive_seconds = 25;  // a mobile network forgets a silent flow

bool read_address(const std::string& text, std::uint32_t& address) {
  in_addr parsed{};
  if (::inet_pton(AF_INET, text.c_str(), &parsed) != 1) return false;
  address = ntohl(parsed.s_addr);
  return true;
}

bool is_host(std::string_view host) {
  return !host.empty() && host.size() <= 253 &&
         host.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:[]") ==
             std::string_view::npos;
}

}  // namespace

Result<TunnelPlan> TunnelPlan::make(const std::string& network, const std::string& endpoint,
                                    const std::string& dns) {
  TunnelPlan plan;
  const std::size_t slash = network.find('/');
  const auto bits = slash == std::string::npos ? std::nullopt : parse_digits(network.substr(slash + 1));
  if (!bits || *bits < 8 || *bits > 28 || !read_address(network.substr(0, slash), plan.network) ||
      (plan.network & ((std::uint32_t{1} << (32 - *bits)) - 1)) != 0)
    return Error{"vpn.network", network};
  plan.prefix_bits = static_cast<int>(*bits);
  std::uint32_t ignored = 0;
  if (!dns.empty() && !read_address(dns, ignored)) return Error{"vpn.dns", dns};
  plan.names_server = dns;
  if (endpoint.empty()) return plan;
  const std::size_t colon = endpoint.rfind(':');
  const auto port = colon == std::string::npos ? std::nullopt : parse_digits(endpoint.substr(colon + 1));
  if (!port || *port < 1 || *port > 65'535 || !is_host(std::string_view(endpoint).substr(0, colon)))
    return Error{"vpn.endpoint", endpoint};
  plan.endpoint = endpoint;
  plan.port = static_cast<std::uint16_t>(*port);
  return plan;
}

std::string TunnelPlan::address(std::int32_t number) const {
  in_addr address{};
  address.s_addr = htonl(network + static_cast<std::uint32_t>(number));
  std::string text(INET_ADDRSTRLEN, '\0');
  ::inet_ntop(AF_INET, &address, text.data(), INET_ADDRSTRLEN);
  return text.c_str();
}

bool TunnelPlan::has(std::int32_t number) const {
  return number >= 1 && number < (std::int32_t{1} << (32 - prefix_bits)) - 1;
}

std::string office_config(const TunnelPlan& plan, const crypto::TunnelKey& secret,
                          const std::vector<TunnelPeer>& peers) {
  std::string out = "[Interface]\nPrivateKey = " + crypto::to_text(secret) +
                    "\nListenPort = " + std::to_string(plan.port) + "\n";
  for (const TunnelPeer& peer : peers)
    if (plan.has(peer.number))
      out += "\n[Peer]\nPublicKey = " + crypto::to_text(peer.key) +
             "\nPresharedKey = " + crypto::to_text(peer.preshared) +
             "\nAllowedIPs = " + plan.address(peer.number) + "/32\n";
  return out;
}

std::string tablet_config(const TunnelPlan& plan, const crypto::TunnelKey& secret,
                          const crypto::TunnelKey& office, const crypto::TunnelKey& preshared,
                          std::int32_t number) {
  std::string out = "[Interface]\nPrivateKey = " + crypto::to_text(secret) +
                    "\nAddress = " + plan.address(number) + "/32\n";
  if (!plan.names_server.empty()) out += "DNS = " + plan.names_server + "\n";
  std::string allowed = plan.office_address() + "/32";
  if (!plan.names_server.empty() && plan.names_server != plan.office_address())
    allowed += ", " + plan.names_server + "/32";
  return out + "\n[Peer]\nPublicKey = " + crypto::to_text(office) +
         "\nPresharedKey = " + crypto::to_text(preshared) + "\nAllowedIPs = " + allowed +
         "\nEndpoint = " + plan.endpoint + "\nPersistentKeepalive = " + std::to_string(keepalive_seconds) +
         "\n";
}

}  // namespace sanaq
