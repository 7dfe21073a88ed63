#include "frame/boundary.h"

#include <algorithm>

#include "base/json.h"

namespace sanaq {
namespace {

constexpr std::int64_t file_unit = 10;  // the file counts 0.0001 degree
constexpr std::int64_t span_max = 180 * 100'000;

// Steps from point to point; nothing when it is no ring.
std::vector<GeoPoint> read_ring(const Json& steps) {
  std::vector<GeoPoint> ring;
  std::int64_t east = 0, north = 0;
  const auto& items = steps.items();
  for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
    east += items[i].integer(span_max) * file_unit;
    north += items[i + 1].integer(span_max) * file_unit;
    if (std::abs(east) > span_max || std::abs(north) > span_max / 2) return {};
    ring.push_back({static_cast<std::int32_t>(north), static_cast<std::int32_t>(east)});
  }
  return ring.size() >= 3 && items.size() % 2 == 0 ? ring : std::vector<GeoPoint>{};
}

template <class Choose>
GeoPoint corner(const Boundary& boundary, Choose choose) {
  if (boundary.rings.empty()) return {};
  GeoPoint out = boundary.rings[0][0];
  for (const auto& ring : boundary.rings)
    for (const GeoPoint& point : ring)
      out = {choose(out.latitude_e5, point.latitude_e5), choose(out.longitude_e5, point.longitude_e5)};
  return out;
}

// Whether the edge lies east of the place at its latitude (crossing number; Shimrat 1962).
bool crosses(GeoPoint a, GeoPoint b, GeoPoint place) {
  if ((a.latitude_e5 > place.latitude_e5) == (b.latitude_e5 > place.latitude_e5)) return false;
  const std::int64_t up = std::int64_t{b.latitude_e5} - a.latitude_e5;
  const std::int64_t left = (std::int64_t{place.longitude_e5} - a.longitude_e5) * up;
  const std::int64_t right =
      (std::int64_t{b.longitude_e5} - a.longitude_e5) * (std::int64_t{place.latitude_e5} - a.latitude_e5);
  return up > 0 ? left < right : left > right;
}

}  // namespace

bool Boundary::contains(GeoPoint place) const {
  bool inside = false;
  for (const auto& ring : rings)
    for (std::size_t i = 0, before = ring.size() - 1; i < ring.size(); before = i++)
      if (crosses(ring[before], ring[i], place)) inside = !inside;
  return inside;
}

GeoPoint Boundary::south_west() const {
  return corner(*this, [](std::int32_t a, std::int32_t b) { return std::min(a, b); });
}

GeoPoint Boundary::north_east() const {
  return corner(*this, [](std::int32_t a, std::int32_t b) { return std::max(a, b); });
}

Result<std::map<std::string, Boundary>> read_boundaries(std::string_view text) {
  SANAQ_TRY(const Json json, parse_json(text));
  std::map<std::string, Boundary> out;
  for (const auto& [code, rings] : json["units"].members()) {
    Boundary& boundary = out[code];
    for (const Json& steps : rings.items()) {
      boundary.rings.push_back(read_ring(steps));
      if (boundary.rings.back().empty()) return Error{"frame.boundary", code};
    }
    if (boundary.rings.empty()) return Error{"frame.boundary", code};
  }
  return out;
}

}  // namespace sanaq
