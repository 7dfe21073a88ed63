#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "frame/geo_point.h"

namespace sanaq {

/// The land of a territory: rings of points, closed by themselves. A point is inside when it is inside an odd
/// number of them, so rings may be islands and holes.
struct Boundary {
  std::vector<std::vector<GeoPoint>> rings;

  /// Linear in the points.
  bool contains(GeoPoint place) const;
  /// The corners of the least rectangle around it.
  GeoPoint south_west() const;
  GeoPoint north_east() const;
};

/// Reads `boundaries.json` beside the code lists of an edition (written by tools/make_boundaries.py): code →
/// boundary. Errors: those of parse_json, "frame.boundary" (detail: the code).
Result<std::map<std::string, Boundary>> read_boundaries(std::string_view json);

}  // namespace sanaq
