#include <cstdio>

#include "os/child_process.h"
#include "os/files.h"
#include "os/stop_signal.h"
#include "sanaq/collection_options.h"
#include "sanaq/command/arguments.h"
#include "sanaq/command/command.h"
#include "sanaq/demo/demo_census.h"

namespace sanaq {
namespace {

// The public portal: a program of its own with a database role that sees releases only.
Result<os::ChildProcess> start_portal(const Collection& collection, const std::string& program,
                                      std::uint16_t port) {
  const std::string tls = collection.config().data + "/tls/";
  os::Command command;
  command.program = {program,
                     "--database",
                     collection.database().conninfo("sanaq_portal"),
                     "--port",
                     std::to_string(port),
                     "--zone",
                     collection.edition().edition.zone_name,
                     "--cert",
                     tls + "certificate.pem",
                     "--key",
                     tls + "key.pem"};
  command.output_file = collection.config().data + "/portal.log";
  command.ends_with_parent = true;
  return os::ChildProcess::start(command);
}

void print_addresses(const Collection& collection, std::uint16_t portal_port,
                     const std::vector<NewAccount>& accounts) {
  const unsigned port = collection.port();
  std::printf("\nThe demo census is running. The certificate is its own: the browser warns once.\n");
  std::printf(
      "Under such a certificate Chromium registers no service worker: everything works, but a page that "
      "is\n");
  std::printf(
      "opened without network does not. With a trusted certificate in tls/ of the data folder it does.\n\n");
  std::printf("  respondents   https://localhost:%u/\n", port);
  std::printf("    register as IIN %s, document %s, any +7 number\n", demo_iin(),
              demo_document(collection).c_str());
  std::printf("    text messages https://localhost:%u/kk/demo/inbox\n", port);
  std::printf("    clock         https://localhost:%u/kk/demo/clock\n", port);
  std::printf("  check a code  https://localhost:%u/verify\n", port);
  std::printf("  check a card  https://localhost:%u/staff-check\n", port);
  std::printf("  office        https://localhost:%u/kk/office\n", port);
  for (const NewAccount& account : accounts)
    std::printf("    %-12s password %s  TOTP secret %s\n", account.login.c_str(), account.password.c_str(),
                account.totp_secret.c_str());
  std::printf("  portal        https://localhost:%u/\n\n", portal_port);
  std::printf("ready https://localhost:%u/ https://localhost:%u/\n", port, portal_port);
  std::fflush(stdout);
}

}  // namespace

int run_demo_command(const Words& words) {
  os::StopSignal signal;
  std::vector<std::string> options = collection_options();
  options.insert(options.end(), {"portal-port", "portal", "households"});
  const auto arguments = Arguments::parse(words, options, {});
  if (!arguments) return fail("sanaq demo", arguments.error()), exit_usage;
  auto config = collection_config(*arguments);
  const auto portal_port = arguments->number("portal-port", 8444, 1, 65'535);
  const auto households = arguments->number("households", 2'000, 1, 1'000'000);
  if (!config || !portal_port || !households)
    return fail("sanaq demo", !config        ? config.error()
                              : !portal_port ? portal_port.error()
                                             : households.error()),
           exit_usage;
  config->demo = true;
  if (config->clock.empty()) config->clock = "2021-09-15T12:00:00+06:00";
  auto collection = Collection::open(std::move(*config));
  if (!collection) return fail("sanaq demo", collection.error());
  const auto accounts = seed_demo(**collection, *households);
  if (!accounts) return fail("sanaq demo", accounts.error());
  if (auto listening = (*collection)->listen(); !listening) return fail("sanaq demo", listening.error());
  auto portal = start_portal(**collection, arguments->get("portal", default_portal_program()),
                             static_cast<std::uint16_t>(*portal_port));
  if (!portal) return fail("sanaq demo", portal.error());
  print_addresses(**collection, static_cast<std::uint16_t>(*portal_port), *accounts);
  signal.wait();
  portal->terminate(5'000);
  (*collection)->stop();
  return exit_good;
}

}  // namespace sanaq
