#include <unistd.h>

#include <cstdio>
#include <string>
#include <vector>

#include "http/security_headers.h"
#include "http/server.h"
#include "os/clocks.h"
#include "os/log.h"
#include "os/stop_signal.h"
#include "os/time_zone.h"
#include "pg/pool.h"
#include "portal/options.h"
#include "portal/site.h"
#include "release_store/release_store_pg.h"

namespace {

using namespace sanaq;

int fail(const Error& error) {
  std::fprintf(stderr, "sanaq-portal: %s %s\nTry: sanaq-portal --help\n", error.code.c_str(),
               error.detail.c_str());
  return 1;
}

http::ServerConfig server_config(const portal::Options& options) {
  http::ServerConfig config;
  config.address = options.address;
  config.port = options.port;
  config.certificate_file = options.certificate_file;
  config.key_file = options.key_file;
  config.workers = static_cast<std::size_t>(options.workers);
  config.body_bytes_max = 1024;  // nobody sends the portal anything
  http::SecurityPolicy policy;
  policy.https_only_days = options.certificate_file.empty() ? 0 : 365;
  config.fixed_headers = http::security_headers(policy);
  return config;
}

int serve(const portal::Options& options) {
  os::StopSignal stop;
  os::SystemClock clock;
  os::Log log(STDERR_FILENO, clock);
  pg::Pool pool({options.database, static_cast<int>(options.workers), {}});
  ReleaseCataloguePg catalogue(pool);
  auto zone = os::TimeZone::load(options.zone);
  if (!zone) return fail(zone.error());
  auto site = portal::Site::make(catalogue, clock, std::move(*zone));
  if (!site) return fail(site.error());
  http::ServerHooks hooks;
  hooks.log = &log;
  hooks.problem_page = [&site](int status, std::string_view code, const http::Request* request) {
    return (*site)->problem_page(status, code, request);
  };
  auto server = http::Server::start(server_config(options), (*site)->router(), std::move(hooks));
  if (!server) return fail(server.error());
  const char* scheme = options.certificate_file.empty() ? "http" : "https";
  std::printf("%s://%s:%d/\n", scheme, options.address.c_str(), int{(*server)->port()});
  std::fflush(stdout);
  const int signal = stop.wait();
  log.info("portal.stopping", {{"signal", signal}});
  (*server)->stop();
  return 0;
}

}  // namespace

int main(int count, char** words) {
  const auto options = sanaq::portal::parse_options(std::vector<std::string>(words + 1, words + count));
  if (!options) return fail(options.error());
  if (options->help) {
    std::fputs(sanaq::portal::usage, stdout);
    return 0;
  }
  return serve(*options);
}
