// sanaq-sim: offline devices, network, storages and office, simulated from seeds.
//   sanaq-sim [--first N] [--seeds N] [--seconds N] [--threads N] [--mistake NAME]
// Stops at the first seed that breaks a promise, prints it, and ends with 1. Prints seeds a second on
// success.
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

#include "os/clocks.h"
#include "sim/world.h"

namespace {

using namespace sanaq::sim;

struct Arguments {
  std::uint64_t first = 1, seeds = 2'000, seconds = 0, threads = 1;
  Mistake mistake = Mistake::none;
  bool good = true;
};

Mistake mistake_named(std::string_view name, bool& good) {
  for (int i = 0; i < static_cast<int>(Mistake::count_of_mistakes); ++i)
    if (name == name_of(static_cast<Mistake>(i))) return static_cast<Mistake>(i);
  good = false;
  return Mistake::none;
}

Arguments read(int argc, char** argv) {
  Arguments out;
  out.good = argc % 2 == 1;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    if (name == "--first")
      out.first = std::strtoull(argv[i + 1], nullptr, 10);
    else if (name == "--seeds")
      out.seeds = std::strtoull(argv[i + 1], nullptr, 10);
    else if (name == "--seconds")
      out.seconds = std::strtoull(argv[i + 1], nullptr, 10);
    else if (name == "--threads")
      out.threads = std::strtoull(argv[i + 1], nullptr, 10);
    else if (name == "--mistake")
      out.mistake = mistake_named(argv[i + 1], out.good);
    else
      out.good = false;
  }
  return out;
}

void print_usage() {
  std::fputs("sanaq-sim [--first N] [--seeds N] [--seconds N] [--threads N] [--mistake NAME]\nmistakes:",
             stderr);
  for (int i = 1; i < static_cast<int>(Mistake::count_of_mistakes); ++i)
    std::fprintf(stderr, " %s", name_of(static_cast<Mistake>(i)));
  std::fputs("\n", stderr);
}

// A run is one thread's from its seed to its end; runs share nothing, so several may go on side by side.
class Campaign {
 public:
  explicit Campaign(const Arguments& arguments) : arguments_(arguments) {}

  void work() {
    for (;;) {
      const std::uint64_t number = next_.fetch_add(1);
      if (failed_ || over(number)) return;
      const std::uint64_t seed = arguments_.first + number;
      const Outcome outcome = run_seed(seed, arguments_.mistake);
      const std::lock_guard lock(mutex_);
      if (outcome.broken) return fail(seed, outcome);
      ++done;
      entries += outcome.entries;
      ticks += outcome.tick;
    }
  }

  double seconds() const { return static_cast<double>(sanaq::os::monotonic_micros() - start_) / 1e6; }
  bool failed() const { return failed_; }

  std::uint64_t done = 0, entries = 0, ticks = 0;  // read when all threads have ended

 private:
  bool over(std::uint64_t number) const {
    return arguments_.seconds > 0 ? seconds() >= static_cast<double>(arguments_.seconds)
                                  : number >= arguments_.seeds;
  }
  void fail(std::uint64_t seed, const Outcome& outcome) {
    failed_ = true;
    std::printf("seed %llu, tick %llu: %s\n", static_cast<unsigned long long>(seed),
                static_cast<unsigned long long>(outcome.tick), outcome.broken->c_str());
  }

  const Arguments& arguments_;
  const std::int64_t start_ = sanaq::os::monotonic_micros();
  std::atomic<std::uint64_t> next_{0};
  std::atomic<bool> failed_{false};
  std::mutex mutex_;
};

}  // namespace

int main(int argc, char** argv) {
  const Arguments arguments = read(argc, argv);
  if (!arguments.good) {
    print_usage();
    return 2;
  }
  Campaign campaign(arguments);
  {
    std::vector<std::jthread> threads;
    for (std::uint64_t i = 1; i < arguments.threads; ++i) threads.emplace_back([&] { campaign.work(); });
    campaign.work();
  }
  if (campaign.failed()) return 1;
  std::printf("{\"name\":\"sim.seeds_failed\",\"value\":0,\"unit\":\"of %llu\"}\n",
              static_cast<unsigned long long>(campaign.done));
  std::printf(
      "{\"name\":\"sim.seeds\",\"value\":%.0f,\"unit\":\"seeds/s\",\"ticks\":%llu,\"entries\":%llu}\n",
      static_cast<double>(campaign.done) / campaign.seconds(),
      static_cast<unsigned long long>(campaign.ticks), static_cast<unsigned long long>(campaign.entries));
  return 0;
}
