#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "tabulation/raw_table.h"

namespace sanaq::perf {

/// Tables of a synthetic nation as large as a real one: 17 regions of 220 districts, 130 ethnic groups (or as
/// many as asked for) whose sizes fall exponentially, drawn independently of place, 22 five-year ages. The
/// same seed, the same tables. The tail of groups is harsher than a real one.
class CensusTables {
 public:
  /// persons: how many are drawn, one by one. Linear.
  CensusTables(std::int64_t persons, std::uint64_t seed, std::size_t groups = 130);
  RawTable district_by_ethnicity() const;         // T1
  RawTable region_by_age_by_ethnicity() const;    // T3
  RawTable district_by_age_by_ethnicity() const;  // T4

 private:
  std::size_t groups_;
  std::vector<std::uint32_t> counts_;  // of district, age, group; the last runs fastest
  std::vector<std::size_t> region_of_;
};

}  // namespace sanaq::perf
