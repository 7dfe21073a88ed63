#include <atomic>
#include <csignal>
#include <cstdio>
#include <mutex>
#include <thread>

#include "base/text.h"
#include "http/latency_histogram.h"
#include "os/clocks.h"
#include "sanaq/command/command.h"
#include "sanaq/command/simulate_files.h"
#include "sanaq/command/simulate_journey.h"

namespace sanaq {
namespace {

constexpr const char* usage =
    "usage: sanaq simulate households --count N [--seed S] [--first K] [--territory CODE,…] [--duplicates "
    "PER_MILLION]\n"
    "                                 --to DIR [--jsonl]\n"
    "       sanaq simulate households --journeys N [--connections C] --server https://HOST:PORT [--trust "
    "FILE]\n"
    "       sanaq simulate staff [--territory CODE] [--instructors N] [--interviewers N] [--involved N]\n"
    "                            [--leavers N] [--reserve N] [--data DIR | --database URL]\n";

// Set by Ctrl-C: the file under way is left out and a second run goes on where this one stopped.
std::atomic<bool> interrupted = false;
void interrupt(int) { interrupted = true; }

std::uint64_t per_second(std::uint64_t count, std::int64_t micros) {
  return micros <= 0 ? 0 : count * 1'000'000 / static_cast<std::uint64_t>(micros);
}

int write_files(const SimulationSource& source, const HouseholdFiles& files) {
  const std::int64_t start = os::monotonic_micros();
  std::int64_t shown = start;
  const auto progress = [&](std::uint64_t done) {
    const std::int64_t now = os::monotonic_micros();
    if (now - shown < 1'000'000) return;
    shown = now;
    std::fprintf(stderr, "%llu of %llu households\n", static_cast<unsigned long long>(done),
                 static_cast<unsigned long long>(files.count));
  };
  const auto written = write_households(*source.nation, files, [] { return interrupted.load(); }, progress);
  if (!written) return fail("sanaq simulate", written.error());
  const std::int64_t micros = os::monotonic_micros() - start;
  std::fprintf(stderr, "%llu households written, %llu were there, %llu a second\n",
               static_cast<unsigned long long>(written->written),
               static_cast<unsigned long long>(written->found),
               static_cast<unsigned long long>(per_second(written->written, micros)));
  if (interrupted) std::fprintf(stderr, "interrupted; the same command goes on\n");
  return interrupted ? exit_found : exit_good;
}

// What several connections measure together.
struct JourneyReport {
  std::mutex mutex;
  http::LatencyHistogram registered, answered, submitted;
  std::uint64_t failed = 0;
  Error first_error;
};

struct JourneyPlan {
  http::Endpoint endpoint;
  std::uint64_t first = 0, count = 0, connections = 1;
};

void walk_journeys(const SimulationSource& source, const JourneyPlan& plan, std::atomic<std::uint64_t>& next,
                   JourneyReport& report) {
  auto journey = Journey::make(plan.endpoint);
  for (std::uint64_t i = next++; journey && i < plan.count && !interrupted; i = next++) {
    // Numbers of the range in which no subscriber has one; after ten thousand they are used again.
    const std::string phone =
        "7700000" + zero_padded(static_cast<std::int64_t>((plan.first + i) % 10'000), 4);
    const auto times = journey->walk(source.nation->household(plan.first + i), phone);
    const std::lock_guard lock(report.mutex);
    if (!times) {
      if (report.failed++ == 0) report.first_error = times.error();
      continue;
    }
    report.registered.add(times->registered);
    report.answered.add(times->answered);
    report.submitted.add(times->submitted);
  }
  if (journey) return;
  const std::lock_guard lock(report.mutex);
  if (report.failed++ == 0) report.first_error = journey.error();
}

void print_times(const char* step, const http::LatencyHistogram& times) {
  std::printf("%-9s median %lld ms, 99 of 100 within %lld ms, longest %lld ms\n", step,
              static_cast<long long>(times.percentile_micros(500) / 1000),
              static_cast<long long>(times.percentile_micros(990) / 1000),
              static_cast<long long>(times.max_micros() / 1000));
}

int run_journeys(const SimulationSource& source, const JourneyPlan& plan) {
  JourneyReport report;
  std::atomic<std::uint64_t> next = 0;
  const std::int64_t start = os::monotonic_micros();
  std::vector<std::thread> threads;
  for (std::uint64_t i = 0; i < plan.connections; ++i)
    threads.emplace_back([&] { walk_journeys(source, plan, next, report); });
  for (std::thread& thread : threads) thread.join();
  const std::int64_t micros = os::monotonic_micros() - start;
  const std::uint64_t done = report.submitted.count();
  std::printf("%llu households submitted, %llu failed, %llu in a hundred seconds\n",
              static_cast<unsigned long long>(done), static_cast<unsigned long long>(report.failed),
              static_cast<unsigned long long>(per_second(done * 100, micros)));
  print_times("register", report.registered);
  print_times("answers", report.answered);
  print_times("submit", report.submitted);
  if (report.failed == 0) return exit_good;
  std::fprintf(stderr, "first failure: %s %s\n", report.first_error.code.c_str(),
               report.first_error.detail.c_str());
  return exit_found;
}

// "https://localhost:8443"; the demo's own certificate is believed unless a file of authorities is named.
Result<http::Endpoint> parse_server(const std::string& url, const std::string& trust_file) {
  http::Endpoint endpoint;
  std::string_view rest = url;
  endpoint.tls = rest.starts_with("https://");
  if (!endpoint.tls && !rest.starts_with("http://")) return Error{"argument.value", "--server"};
  rest.remove_prefix(endpoint.tls ? 8 : 7);
  while (rest.ends_with('/')) rest.remove_suffix(1);
  const std::size_t colon = rest.rfind(':');
  endpoint.host = rest.substr(0, colon);
  endpoint.port = endpoint.tls ? 443 : 80;
  if (colon != std::string_view::npos) {
    const auto port = parse_digits(rest.substr(colon + 1));
    if (!port || *port < 1 || *port > 65535) return Error{"argument.value", "--server"};
    endpoint.port = static_cast<std::uint16_t>(*port);
  }
  if (endpoint.host.empty()) return Error{"argument.value", "--server"};
  const bool local = endpoint.host == "localhost" || endpoint.host == "127.0.0.1" || endpoint.host == "::1";
  endpoint.trust = !trust_file.empty() ? http::Trust::file
                   : local             ? http::Trust::anything
                                       : http::Trust::system;
  endpoint.trust_file = trust_file;
  return endpoint;
}

Result<int> simulate(const Arguments& arguments) {
  constexpr auto most = static_cast<std::int64_t>(simulation::households_max);
  const bool to_server = arguments.has("server");
  SANAQ_TRY(const std::int64_t first, arguments.number("first", 0, 0, most - 1));
  SANAQ_TRY(const std::int64_t count,
            arguments.number(to_server ? "journeys" : "count", 100, 1, most - first));
  SANAQ_TRY(const std::int64_t connections, arguments.number("connections", 4, 1, 64));
  SANAQ_TRY(const auto source, open_simulation(arguments));
  if (to_server) {
    SANAQ_TRY(auto endpoint, parse_server(arguments.get("server"), arguments.get("trust")));
    return run_journeys(
        *source, {std::move(endpoint), static_cast<std::uint64_t>(first), static_cast<std::uint64_t>(count),
                  static_cast<std::uint64_t>(connections)});
  }
  return write_files(*source, {arguments.get("to"), static_cast<std::uint64_t>(first),
                               static_cast<std::uint64_t>(count), arguments.has("jsonl")});
}

}  // namespace

int run_simulate_command(const Words& words) {
  if (!words.empty() && words.front() == "staff") return run_staff_simulation(words);
  const auto arguments = Arguments::parse(words,
                                          {"count", "seed", "first", "territory", "duplicates", "to",
                                           "server", "journeys", "connections", "edition", "trust"},
                                          {"jsonl"});
  if (!arguments) return fail("sanaq simulate", arguments.error());
  const bool households = arguments->words() == Words{"households"};
  if (!households || arguments->has("to") == arguments->has("server"))
    return std::fputs(usage, stderr), exit_usage;
  std::signal(SIGINT, interrupt);
  std::signal(SIGTERM, interrupt);
  const auto code = simulate(*arguments);
  return code ? *code : fail("sanaq simulate", code.error());
}

}  // namespace sanaq
