#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace sanaq {

/// A point on the ground (WGS 84) in units of 0.00001 degree, which is about a metre.
struct GeoPoint {
  std::int32_t latitude_e5 = 0, longitude_e5 = 0;
  friend bool operator==(const GeoPoint&, const GeoPoint&) = default;
};

/// The straight way, in metres. Good to a percent below a hundred kilometres.
double distance_m(GeoPoint a, GeoPoint b);

/// `43.65012`, as a number of JSON.
std::string degrees_text(std::int32_t degrees_e5);
/// From a number with at most 15 digits; what is finer than a metre is cut off. Errors: "frame.point" (no
/// number, or outside -90…90 and -180…180).
Result<GeoPoint> parse_geo_point(std::string_view latitude, std::string_view longitude);

}  // namespace sanaq
