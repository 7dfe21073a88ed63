#include "sanaq/tablet/device_channel.h"

#include <algorithm>

#include "base/bytes.h"
#include "crypto/token.h"
#include "os/child_process.h"
#include "os/files.h"

namespace sanaq {
namespace {

constexpr std::int64_t apply_wait_ms = 10'000;

// The office's secret half lies beside the other keys of the server.
Result<crypto::TunnelKey> open_or_create_secret(const std::string& path) {
  if (!os::file_exists(path)) {
    const auto made = crypto::make_tunnel_keys();
    const std::string bytes(made.secret.begin(), made.secret.end());
    SANAQ_TRY_DONE(os::write_file(path, to_hex(bytes), os::FileAccess::owner_only));
    return made.secret;
  }
  SANAQ_TRY(const std::string text, os::read_file(path, 1'024));
  const auto bytes = from_hex(text);
  crypto::TunnelKey secret{};
  if (!bytes || bytes->size() != secret.size()) return Error{"vpn.key", path};
  std::copy(bytes->begin(), bytes->end(), secret.begin());
  return secret;
}

}  // namespace

DeviceChannel::DeviceChannel(DeviceChannelConfig config, std::string keys, TunnelPlan plan,
                             crypto::DeviceAuthority authority, const crypto::TunnelKey& secret,
                             ChannelRegisterPg& registry, const Clock& clock)
    : config_(std::move(config)),
      keys_(std::move(keys)),
      plan_(std::move(plan)),
      authority_(std::move(authority)),
      secret_(secret),
      registry_(registry),
      clock_(clock) {}

Result<std::unique_ptr<DeviceChannel>> DeviceChannel::open(const DeviceChannelConfig& config,
                                                           const std::string& keys,
                                                           ChannelRegisterPg& registry, const Clock& clock) {
  SANAQ_TRY(TunnelPlan plan, TunnelPlan::make(config.vpn_network, config.vpn_endpoint, config.vpn_dns));
  SANAQ_TRY(auto authority, crypto::DeviceAuthority::open(keys, clock.now()));
  SANAQ_TRY(const auto secret, open_or_create_secret(keys + "/tunnel.key"));
  return std::unique_ptr<DeviceChannel>(
      new DeviceChannel(config, keys, std::move(plan), std::move(authority), secret, registry, clock));
}

Result<crypto::DeviceCertificate> DeviceChannel::certify(DeviceId device, const std::string& request) {
  SANAQ_TRY(auto made, authority_.sign_request(request, device.value.to_string(), clock_.now()));
  SANAQ_TRY_DONE(registry_.add_certificate(device, made, clock_.now()));
  return made;
}

Result<Done> DeviceChannel::check(DeviceId device, std::string_view certificate) {
  SANAQ_TRY(const auto owner, registry_.owner(certificate, clock_.now()));
  if (owner != device) return Error{"device.certificate", {}};
  return Done{};
}

Result<DeviceProfile> DeviceChannel::hand_over(DeviceId device) {
  DeviceProfile profile;
  profile.password = crypto::random_token(9);
  SANAQ_TRY(auto package, authority_.make_package(device.value.to_string(), profile.password, clock_.now()));
  SANAQ_TRY_DONE(registry_.add_certificate(device, package.certificate, clock_.now()));
  profile.pkcs12 = std::move(package.pkcs12);
  profile.certificate = std::move(package.certificate.pem);
  profile.key = std::move(package.key);
  profile.authority = authority_.certificate();
  profile.expires_at = package.certificate.expires_at;
  if (plan_.exists()) {
    SANAQ_TRY(profile.tunnel, make_tunnel_end(device));
  }
  return profile;
}

Result<std::string> DeviceChannel::make_tunnel_end(DeviceId device) {
  const auto keys = crypto::make_tunnel_keys();
  const auto preshared = crypto::make_preshared_key();
  SANAQ_TRY(const std::int32_t number, registry_.put_peer(device, keys.open, preshared, clock_.now()));
  if (!plan_.has(number)) return Error{"vpn.full", std::to_string(number)};
  SANAQ_TRY_DONE(apply());
  return tablet_config(plan_, keys.secret, crypto::open_half(secret_), preshared, number);
}

Result<std::string> DeviceChannel::office_side() {
  SANAQ_TRY(const auto peers, registry_.peers());
  return office_config(plan_, secret_, peers);
}

Result<Done> DeviceChannel::apply() {
  if (config_.vpn_interface.empty()) return Done{};
  const std::lock_guard lock(applying_);
  SANAQ_TRY(const std::string text, office_side());
  const std::string file = keys_ + "/tunnel.conf";
  SANAQ_TRY_DONE(os::write_file(file, text, os::FileAccess::owner_only));
  os::Command command;
  command.program = {"wg", "syncconf", config_.vpn_interface, file};
  const auto finished = os::run_command(command, apply_wait_ms);
  SANAQ_TRY_DONE(os::remove_file(file));
  if (!finished) return Error{"vpn.apply", finished.error().code};
  // What wg writes may hold a key.
  if (!finished->status.ok())
    return Error{"vpn.apply", "wg ended with " + std::to_string(finished->status.code)};
  return Done{};
}

}  // namespace sanaq
