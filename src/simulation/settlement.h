#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "frame/boundary.h"

namespace sanaq::simulation {

/// How an invented settlement is laid out: streets side by side, houses in a row on each.
struct SettlementSize {
  int streets = 1, houses_a_street = 1;
};

/// Where the houses of an invented settlement stand, street by street. `code` of the territory decides with
/// the seed where in the boundary it lies and which way its streets run, so the same call always gives the
/// same places. Houses are some 40 m apart, streets some 120 m. All lie inside the boundary unless it is too
/// small for them; then they lie around a point that does. A boundary without rings gives nothing.
std::vector<std::vector<GeoPoint>> lay_out_settlement(const Boundary& boundary, std::uint64_t seed,
                                                      std::string_view code, SettlementSize size);

}  // namespace sanaq::simulation
