#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "tabulation/cube.h"

namespace sanaq {

/// Where the cells of a cube go, for one user and one truth of the conditions on sorted variables.
struct CubeTargets {
  std::vector<std::uint32_t> places;  // one a cell of the cube: in the user's array, or TablePlan::left_out
  std::vector<std::int64_t> weights;  // of a sum: what one unit adds
};

/// Value of a sorted variable in a run; nothing when the variable is an axis or a gate.
std::optional<std::uint32_t> sorted_value(const Cube& cube, const Cube::Run& run, VariableRef variable);

/// user: of the cube. O(cells).
CubeTargets make_targets(const Cube& cube, const CubeUser& user, const Cube::Run& run);

}  // namespace sanaq
