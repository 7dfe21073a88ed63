#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"

namespace sanaq {

/// What one area of the post-enumeration survey says.
struct AreaOutcome {
  std::string region;           // for which there is an estimate
  std::string stratum;          // of the sample
  double weight = 1;            // how many areas it stands for
  std::int64_t surveyed = 0;    // residents the survey found (P sample)
  std::int64_t matched = 0;     // of them found in the census
  std::int64_t enumerated = 0;  // residents the census has there (E sample)
  std::int64_t erroneous = 0;   // of them counted wrongly: duplicates, not born, elsewhere
};

/// Estimate of a region.
struct CoverageEstimate {
  std::string region;
  std::int64_t census = 0;      // residents the census counted
  double population = 0;        // dual-system estimate
  double error = 0;             // its standard error
  double net_undercount = 0;    // (population - census) / population
  double undercount_error = 0;  // its standard error
  double low = 0, high = 0;     // 95 % interval of the population
};

/// Chandrasekaran and Deming (1949): census × share counted rightly × surveyed / matched, with ratios over
/// the weighted areas of the region; standard errors by the delete-one-area jackknife within strata with the
/// finite population correction. census: persons by region, of all its areas. One estimate a region of
/// `census`, in their order, and one of all ("") at the end, whose variance is the sum. Errors:
/// "coverage.region" (an area's region is not in `census`, or has no areas), "coverage.counts" (matched above
/// surveyed, nothing matched, negative), "coverage.stratum" (a stratum of one area with a weight above one:
/// no variance), detail: the region or stratum.
Result<std::vector<CoverageEstimate>> estimate_coverage(const std::vector<AreaOutcome>& areas,
                                                        const std::map<std::string, std::int64_t>& census);

}  // namespace sanaq
