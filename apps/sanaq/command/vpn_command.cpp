#include <cstdio>

#include "documents/qr_code.h"
#include "os/files.h"
#include "os/system_rng.h"
#include "pg/cluster.h"
#include "sanaq/collection_options.h"
#include "sanaq/command/arguments.h"
#include "sanaq/command/command.h"
#include "sanaq/database_access.h"
#include "sanaq/tablet/device_channel.h"
#include "sanaq/tablet/device_code.h"
#include "sanaq/tablet/field_desk.h"
#include "store/casework_keys.h"

namespace sanaq {
namespace {

/// The channel of the tablets beside a running server, or without one.
struct ChannelTools {
  os::SystemClock clock;
  std::optional<DatabaseAccess> database;
  std::unique_ptr<pg::Pool> pool;
  std::unique_ptr<CaseworkSealer> sealer;
  std::unique_ptr<CaseworkHash> hash;
  std::unique_ptr<ChannelRegisterPg> registry;
  std::unique_ptr<DeviceRegisterPg> devices;
  std::unique_ptr<DeviceChannel> channel;

  Result<Done> open(CollectionConfig config) {
    SANAQ_TRY(const auto keys, open_or_create_keys(config.data));
    // The private cluster of a running server is reached, not started again.
    if (config.database_url.empty())
      if (const auto running = pg::running_cluster(config.data, "sanaq")) config.database_url = *running;
    SANAQ_TRY(database,
              DatabaseAccess::open(config.data, config.database_url, pg::ClusterProfile::production));
    pool = std::make_unique<pg::Pool>(pg::PoolOptions{database->conninfo("sanaq_server"), 2, {}});
    sealer = std::make_unique<CaseworkSealer>(keys);
    hash = std::make_unique<CaseworkHash>(keys);
    registry = std::make_unique<ChannelRegisterPg>(*pool, *sealer);
    devices = std::make_unique<DeviceRegisterPg>(*pool);
    SANAQ_TRY(channel, DeviceChannel::open(config.devices, config.data + "/keys", *registry, clock));
    return Done{};
  }
};

Result<Done> write_profile(const DeviceProfile& profile, const std::string& folder) {
  const auto write = [&](const char* name, const std::string& text) {
    return os::write_file(folder + '/' + name, text, os::FileAccess::owner_only);
  };
  SANAQ_TRY_DONE(os::make_folder(folder, os::FileAccess::owner_only));
  SANAQ_TRY_DONE(write("tablet.p12", profile.pkcs12));
  SANAQ_TRY_DONE(write("tablet.pem", profile.certificate));
  SANAQ_TRY_DONE(write("tablet.key", profile.key));
  SANAQ_TRY_DONE(write("authority.pem", profile.authority));
  if (profile.tunnel.empty()) return Done{};
  SANAQ_TRY_DONE(write("tunnel.conf", profile.tunnel));
  SANAQ_TRY(const QrCode code, make_qr_code(profile.tunnel));
  return write("tunnel.svg", qr_svg(code, "WireGuard"));
}

Result<Done> hand_over(ChannelTools& tools, const std::string& device, const std::string& folder) {
  SANAQ_TRY(const Uuid id, Uuid::parse(device));
  SANAQ_TRY(const auto known, tools.devices->find({id}));
  if (!known || known->state == DeviceState::revoked) return Error{"device.unknown", device};
  SANAQ_TRY(const DeviceProfile profile, tools.channel->hand_over({id}));
  SANAQ_TRY_DONE(write_profile(profile, folder));
  std::printf("password of tablet.p12   %s\ncertificate good until   %s\n", profile.password.c_str(),
              to_rfc3339(profile.expires_at).c_str());
  return Done{};
}

Result<Done> invite(ChannelTools& tools, const std::string& label, const std::string& territory) {
  os::SystemRng rng;
  const std::string code = make_device_code(rng);
  const UtcInstant until{tools.clock.now().micros + FieldDesk::invitation_seconds * micros_per_second};
  SANAQ_TRY_DONE(tools.devices->invite(device_code_hash(*tools.hash, code), label, territory, until));
  std::printf("code      %s\ngood until %s\n", code.c_str(), to_rfc3339(until).c_str());
  return Done{};
}

Result<Done> revoke(ChannelTools& tools, const std::string& device) {
  SANAQ_TRY(const Uuid id, Uuid::parse(device));
  SANAQ_TRY(const auto known, tools.devices->find({id}));
  if (!known) return Error{"device.unknown", device};
  SANAQ_TRY_DONE(tools.devices->set_state({id}, DeviceState::revoked));
  return tools.channel->apply();
}

Result<Done> run(const Arguments& arguments, const std::string& what) {
  SANAQ_TRY(CollectionConfig config, collection_config(arguments));
  ChannelTools tools;
  SANAQ_TRY_DONE(tools.open(std::move(config)));
  if (what == "device profile") return hand_over(tools, arguments.words()[1], arguments.get("to"));
  if (what == "device invite") return invite(tools, arguments.words()[1], arguments.get("territory"));
  if (what == "device revoke") return revoke(tools, arguments.words()[1]);
  if (what == "vpn apply") return tools.channel->apply();
  SANAQ_TRY(const std::string text, tools.channel->office_side());
  std::fputs(text.c_str(), stdout);
  return Done{};
}

bool is_complete(const Arguments& arguments, const std::string& what) {
  if (what == "vpn config") return arguments.words().size() == 1;
  if (what == "vpn apply") return arguments.words().size() == 1 && arguments.has("vpn-interface");
  if (what == "device invite") return arguments.words().size() == 2 && arguments.has("territory");
  if (what == "device revoke") return arguments.words().size() == 2;
  return what == "device profile" && arguments.words().size() == 2 && arguments.has("to");
}

}  // namespace

int run_channel_command(const std::string& verb, const Words& words) {
  std::vector<std::string> options = collection_options();
  options.insert(options.end(), {"to", "territory"});
  const auto arguments = Arguments::parse(words, options, {});
  if (!arguments) return fail("sanaq", arguments.error()), exit_usage;
  const std::string what = verb + ' ' + (arguments->words().empty() ? "" : arguments->words()[0]);
  if (!is_complete(*arguments, what)) {
    std::fprintf(stderr,
                 "usage: sanaq device invite LABEL --territory CODE [--data DIR]\n"
                 "       sanaq device revoke DEVICE [--vpn-interface NAME] [--data DIR]\n"
                 "       sanaq vpn config [--data DIR]\n"
                 "       sanaq vpn apply --vpn-interface NAME [--data DIR]\n"
                 "       sanaq device profile DEVICE --to DIR --vpn-endpoint HOST:PORT [--data DIR]\n");
    return exit_usage;
  }
  const auto done = run(*arguments, what);
  return done ? exit_good : fail("sanaq", done.error());
}

}  // namespace sanaq
