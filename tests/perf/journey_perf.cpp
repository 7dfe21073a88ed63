// Whole households a second: register with a code by SMS, address, answers in several calls, submit; the
// client walks on this machine too.   journey_perf [--count N] [--threads N]
#include <atomic>
#include <mutex>
#include <thread>

#include "census_site.h"
#include "http/latency_histogram.h"
#include "machine_use.h"
#include "measure.h"
#include "os/clocks.h"
#include "os/files.h"
#include "sanaq/command/arguments.h"
#include "sanaq/command/command.h"
#include "sanaq/command/simulate_journey.h"
#include "simulation/nation.h"

using namespace sanaq;
using namespace sanaq::perf;

namespace {

struct Walks {
  std::atomic<std::size_t> next = 0;
  std::atomic<std::size_t> arrived = 0;
  std::mutex mutex;
  http::LatencyHistogram whole;
  std::string failure;
};

std::vector<Json> households(const Site& site, std::size_t count) {
  const std::string calibration =
      must(os::read_file(site.edition.folder + "/simulation/calibration.json"), "calibration");
  const auto nation =
      must(simulation::Nation::make(site.program, site.context, site.edition.territories(), calibration, {}),
           "nation");
  std::vector<Json> out;
  for (std::uint64_t number = 0; out.size() < count; ++number) {
    Json household = nation.household(number);
    const auto& members = household["lists"]["members"].items();
    if (!members.empty() && members[0]["answers"].has("iin")) out.push_back(std::move(household));
  }
  return out;
}

void walk_all(const http::Endpoint& endpoint, const std::vector<Json>& all, Walks& walks) {
  auto journey = must(Journey::make(endpoint), "journey");
  for (std::size_t i = walks.next++; i < all.size(); i = walks.next++) {
    const std::int64_t start = os::monotonic_micros();
    const auto times = journey.walk(all[i], "7701" + std::to_string(1'000'000 + i));
    const std::lock_guard lock(walks.mutex);
    if (times) {
      ++walks.arrived;
      walks.whole.add(os::monotonic_micros() - start);
    } else if (walks.failure.empty()) {
      walks.failure = times.error().code + ' ' + times.error().detail;
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  const Words words(argv + 1, argv + argc);
  const auto arguments = must(Arguments::parse(words, {"count", "threads"}, {}), "arguments");
  const auto count = static_cast<std::size_t>(must(arguments.number("count", 2'000, 1, 100'000), "count"));
  const std::int64_t threads = must(arguments.number("threads", 128, 1, 256), "threads");
  CensusSite site(0);
  const auto all = households(site.collection().site(), count);
  const http::Endpoint endpoint{"127.0.0.1", site.collection().port(), true, http::Trust::anything, {}};
  Walks walks;
  const MachineUse use;
  {
    std::vector<std::jthread> walkers;
    for (std::int64_t i = 0; i < threads; ++i) walkers.emplace_back([&] { walk_all(endpoint, all, walks); });
  }
  const auto spent = use.spent();
  const double arrived = static_cast<double>(walks.arrived.load());
  if (!walks.failure.empty()) std::fprintf(stderr, "journey: first failure: %s\n", walks.failure.c_str());
  std::fprintf(stderr, "µs CPU a household: client and server %.0f, PostgreSQL %.0f\n",
               spent.own_micros / arrived, spent.children_micros / arrived);
  print({"journey", arrived / spent.seconds, "households/s", {}, 0, spent.foreign_cores});
  print({"journey.p50",
         static_cast<double>(walks.whole.percentile_micros(500)) / 1000,
         "ms",
         {},
         0,
         spent.foreign_cores});
  print({"journey.p99",
         static_cast<double>(walks.whole.percentile_micros(990)) / 1000,
         "ms",
         {},
         0,
         spent.foreign_cores});
  const auto stored = static_cast<std::size_t>(site.stored_households());
  std::fprintf(stderr, "arrived %zu of %zu, stored %zu\n", walks.arrived.load(), all.size(), stored);
  return walks.arrived == all.size() && stored == all.size() ? 0 : 1;
}
