#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/civil_date.h"
#include "base/result.h"
#include "casework/identifiers.h"

namespace sanaq {

/// Households and persons submitted in a counting territory on one day through one channel.
struct ProgressCount {
  std::string territory;
  CivilDate day;  // in the zone the store was told
  Channel channel = Channel::online;
  std::int64_t households = 0, persons = 0;
};

/// Counts for boards (port): exact at the moment of reading, and quick however many households are stored.
class ProgressStore {
 public:
  virtual ~ProgressStore() = default;
  /// Sorted by territory, day, channel. territories: empty for all.
  virtual Result<std::vector<ProgressCount>> counts(const std::vector<std::string>& territories) = 0;
  /// Folds what was submitted since the last call into the counts; cheap, run every second or so. Households folded.
  virtual Result<std::int64_t> fold() = 0;
};

}  // namespace sanaq
