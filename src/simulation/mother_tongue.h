#pragma once
#include "simulation/calibration.h"

namespace sanaq::simulation {

/// Code drawn for a group named "other": the language of the person's own people.
inline constexpr std::string_view own_language = "own";

/// Languages people call native, by region and group: made to agree with how many of a group name the
/// language of their own people, and with the share of Kazakh and Russian in the regions where it is known.
/// persons: of the country, by region and group. Rounds of proportional fitting in whole numbers; people are
/// met exactly, languages as far as one does not contradict the other.
std::vector<std::vector<Weights>> fit_mother_tongues(const std::vector<EthnicGroup>& groups,
                                                     const std::vector<RegionTargets>& regions,
                                                     const std::vector<std::vector<std::uint64_t>>& persons);

}  // namespace sanaq::simulation
