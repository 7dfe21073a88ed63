#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace sanaq {

/// An area that may be listed and enumerated a second time.
struct SurveyArea {
  std::string code;          // of an enumeration area
  std::string stratum;       // region and kind of settlement, for example
  std::int64_t persons = 0;  // counted there by the census
};

/// An area of the sample. weight_ppm: how many areas of its stratum it stands for, in millionths.
struct SampledArea {
  std::size_t area = 0;  // position in what was given
  std::int64_t weight_ppm = 0;
};

/// Draws a stratified simple random sample without replacement. Of each stratum `per_mille` of its areas, at
/// least `at_least` (two, so that there is a variance), or all when there are fewer. The same areas in any
/// order, with the same seed, give the same sample, sorted by code. Errors: "coverage.area" (a code empty or
/// twice), detail: the code; "coverage.share" (not 1 to 1000, or fewer than two at least).
struct SampleShare {
  int per_mille = 10;
  std::size_t at_least = 2;
};
Result<std::vector<SampledArea>> draw_areas(const std::vector<SurveyArea>& areas, SampleShare share,
                                            std::uint64_t seed);

}  // namespace sanaq
