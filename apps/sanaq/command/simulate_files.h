#pragma once
#include <cstdint>
#include <functional>
#include <string>

#include "sanaq/command/simulate_source.h"

namespace sanaq {

/// What is written where.
struct HouseholdFiles {
  std::string folder;
  std::uint64_t first = 0, count = 0;  // numbers of households
  bool lines = false;                  // one .jsonl per 10,000 households instead of one .json each
};

/// Files of 10,000 households are aligned to their numbers, so that runs over other ranges fit together.
inline constexpr std::uint64_t households_per_file = 10'000;

struct WrittenHouseholds {
  std::uint64_t written = 0;
  std::uint64_t found = 0;  // of an earlier run: left as they are
};

/// Writes households as JSON. What an earlier run has written is not written again, so an interrupted run is
/// continued by the same call. stop: asked between files. progress: called with the number of households
/// done. Errors: "file.write".
Result<WrittenHouseholds> write_households(const simulation::Nation& nation, const HouseholdFiles& files,
                                           const std::function<bool()>& stop,
                                           const std::function<void(std::uint64_t)>& progress);

}  // namespace sanaq
