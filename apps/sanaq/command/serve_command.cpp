#include <cstdio>

#include "base/text.h"
#include "os/stop_signal.h"
#include "sanaq/collection.h"
#include "sanaq/collection_options.h"
#include "sanaq/command/arguments.h"
#include "sanaq/command/command.h"

namespace sanaq {

const std::vector<std::string>& collection_options() {
  static const std::vector<std::string> options = {
      "data",        "database",    "edition",      "address", "port",
      "clock",       "web",         "locale",       "workers", "device-listen",
      "device-site", "vpn-network", "vpn-endpoint", "vpn-dns", "vpn-interface"};
  return options;
}

// [::1]:8445 or 10.21.0.1:8445.
Result<DeviceChannelConfig> device_channel_config(const Arguments& arguments) {
  DeviceChannelConfig config;
  const std::string listen = arguments.get("device-listen");
  const std::size_t colon = listen.rfind(':');
  if (!listen.empty()) {
    const auto port = colon == std::string::npos ? std::nullopt : parse_digits(listen.substr(colon + 1));
    if (!port || *port > 65'535 || colon == 0) return Error{"argument.value", "device-listen"};
    config.address = listen.substr(0, colon);
    if (config.address.front() == '[') config.address = config.address.substr(1, config.address.size() - 2);
    config.port = static_cast<std::uint16_t>(*port);
  }
  const std::string site = arguments.get("device-site", "closed");
  if (site != "open" && site != "closed") return Error{"argument.value", "device-site"};
  config.is_site_open = site == "open";
  config.vpn_network = arguments.get("vpn-network", config.vpn_network);
  config.vpn_endpoint = arguments.get("vpn-endpoint");
  config.vpn_dns = arguments.get("vpn-dns");
  config.vpn_interface = arguments.get("vpn-interface");
  return config;
}

Result<CollectionConfig> collection_config(const Arguments& arguments) {
  CollectionConfig config;
  config.data = arguments.get("data", config.data);
  config.database_url = arguments.get("database");
  const std::string edition = arguments.get("edition", "kz-2021");
  config.edition_folder = edition.find('/') == std::string::npos ? "editions/" + edition : edition;
  config.address = arguments.get("address", config.address);
  config.clock = arguments.get("clock");
  config.web_folder = arguments.get("web", config.web_folder);
  config.locale_folder = arguments.get("locale", config.locale_folder);
  SANAQ_TRY(const std::int64_t port, arguments.number("port", config.port, 0, 65'535));
  SANAQ_TRY(const std::int64_t workers,
            arguments.number("workers", static_cast<std::int64_t>(config.workers), 1, 256));
  config.port = static_cast<std::uint16_t>(port);
  config.workers = static_cast<std::size_t>(workers);
  config.demo = arguments.has("demo") || !config.clock.empty();
  SANAQ_TRY(config.devices, device_channel_config(arguments));
  return config;
}

int run_serve_command(const Words& words) {
  os::StopSignal signal;
  const auto arguments = Arguments::parse(words, collection_options(), {"demo"});
  const auto fail = [](const Error& error) {
    std::fprintf(stderr, "sanaq serve: %s %s\n", error.code.c_str(), error.detail.c_str());
    return exit_failed;
  };
  if (!arguments) return fail(arguments.error()), exit_usage;
  auto config = collection_config(*arguments);
  if (!config) return fail(config.error()), exit_usage;
  auto collection = Collection::open(std::move(*config));
  if (!collection) return fail(collection.error());
  if (auto listening = (*collection)->listen(); !listening) return fail(listening.error());
  std::printf("ready https://localhost:%u/\n", (*collection)->port());
  std::fflush(stdout);
  signal.wait();
  (*collection)->stop();
  return exit_good;
}

}  // namespace sanaq
