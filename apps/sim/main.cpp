// sanaq-sim: offline devices, network, storages and office, simulated from seeds.
//   sanaq-sim [--first N] [--seeds N] [--seconds N] [--mistake NAME]
// Stops at the first seed that breaks a promise, prints it, and ends with 1. Prints seeds a second on
// success.
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "os/clocks.h"
#include "sim/world.h"

namespace {

using namespace sanaq::sim;

struct Arguments {
  std::uint64_t first = 1, seeds = 2'000, seconds = 0;
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
    else if (name == "--mistake")
      out.mistake = mistake_named(argv[i + 1], out.good);
    else
      out.good = false;
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  const Arguments arguments = read(argc, argv);
  if (!arguments.good) {
    std::fputs("sanaq-sim [--first N] [--seeds N] [--seconds N] [--mistake NAME]\n", stderr);
    return 2;
  }
  const std::int64_t start = sanaq::os::monotonic_micros();
  const auto seconds = [&] { return static_cast<double>(sanaq::os::monotonic_micros() - start) / 1e6; };
  std::uint64_t done = 0, entries = 0, ticks = 0;
  for (; arguments.seconds > 0 ? seconds() < static_cast<double>(arguments.seconds) : done < arguments.seeds;
       ++done) {
    const std::uint64_t seed = arguments.first + done;
    const Outcome outcome = run_seed(seed, arguments.mistake);
    if (outcome.broken) {
      std::printf("seed %llu, tick %llu: %s\n", static_cast<unsigned long long>(seed),
                  static_cast<unsigned long long>(outcome.tick), outcome.broken->c_str());
      return 1;
    }
    entries += outcome.entries;
    ticks += outcome.tick;
  }
  std::printf("{\"name\":\"sim.seeds_failed\",\"value\":0,\"unit\":\"of %llu\"}\n",
              static_cast<unsigned long long>(done));
  std::printf(
      "{\"name\":\"sim.seeds\",\"value\":%.0f,\"unit\":\"seeds/s\",\"ticks\":%llu,\"entries\":%llu}\n",
      static_cast<double>(done) / seconds(), static_cast<unsigned long long>(ticks),
      static_cast<unsigned long long>(entries));
  return 0;
}
