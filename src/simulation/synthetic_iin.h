#pragma once
#include <cstdint>
#include <string>

#include "simulation/nation.h"

namespace sanaq::simulation {

/// Largest number of persons a household of the nation has.
inline constexpr std::uint64_t members_max = 32;

/// The IIN of a person: of no living one, different for every (household, member), the seventh digit that of
/// the sex. The first million households have births in 2090-2099, the others in 1800-1899. household <
/// households_max, member < members_max; sex: 1 male, 2 female.
std::string synthetic_iin(std::uint64_t household, std::uint64_t member, int sex);

}  // namespace sanaq::simulation
