#include <doctest.h>

#include "sim/world.h"

using namespace sanaq::sim;

TEST_CASE("fixed seeds break no promise") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const Outcome outcome = run_seed(seed, Mistake::none);
    CHECK_MESSAGE(!outcome.broken, "seed " << seed << ", tick " << outcome.tick << ": " << *outcome.broken);
  }
}

TEST_CASE("the same seed gives the same run") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Outcome first = run_seed(seed, Mistake::none), again = run_seed(seed, Mistake::none);
    CHECK(first.tick == again.tick);
    CHECK(first.entries == again.entries);
  }
}

TEST_CASE("every planted mistake is found within a hundred seeds") {
  for (int i = 1; i < static_cast<int>(Mistake::count_of_mistakes); ++i) {
    const auto mistake = static_cast<Mistake>(i);
    std::uint64_t seed = 1;
    while (seed <= 100 && !run_seed(seed, mistake).broken) ++seed;
    CHECK_MESSAGE(seed <= 100, std::string(name_of(mistake)));
  }
}
