#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/checks.h"
#include "sim/network.h"

namespace sanaq::sim {

/// What one run came to.
struct Outcome {
  std::optional<std::string> broken;  // which promise, if any
  std::uint64_t tick = 0;             // when
  std::uint64_t entries = 0;          // written by interviewers
};

/// Tablets, office, network, storages and clocks on one thread, all from one seed. First faults, with every
/// promise checked after each tick; then everything is healed, and all flushed work must arrive within a
/// bounded time. Cost: about a millisecond a seed.
Outcome run_seed(std::uint64_t seed, Mistake mistake);

}  // namespace sanaq::sim
