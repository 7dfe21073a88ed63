#include "simulation/settlement.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/rng.h"

namespace sanaq::simulation {
namespace {

constexpr double house_step_m = 40, street_step_m = 120, metres_a_unit = 1.1119493;
constexpr std::uint64_t scatter_m = 9;  // houses do not stand in line
constexpr int tries_max = 400;

std::uint64_t seed_of(std::uint64_t seed, std::string_view code) {
  for (const char c : code) seed = (seed ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;  // FNV-1a
  return seed;
}

struct Layout {
  GeoPoint middle;
  double turn = 0;  // radians the streets run away from the east
};

GeoPoint at(const Layout& layout, double along_m, double across_m) {
  const double east = along_m * std::cos(layout.turn) - across_m * std::sin(layout.turn);
  const double north = along_m * std::sin(layout.turn) + across_m * std::cos(layout.turn);
  const double narrow = std::cos(layout.middle.latitude_e5 / 100'000.0 * std::numbers::pi / 180);
  return {layout.middle.latitude_e5 + static_cast<std::int32_t>(std::lround(north / metres_a_unit)),
          layout.middle.longitude_e5 + static_cast<std::int32_t>(std::lround(east / metres_a_unit / narrow))};
}

double extent_m(int count, double step) { return (count - 1) * step / 2 + scatter_m; }

bool fits(const Boundary& boundary, const Layout& layout, SettlementSize size) {
  const double along = extent_m(size.houses_a_street, house_step_m);
  const double across = extent_m(size.streets, street_step_m);
  for (const auto& [x, y] : {std::pair{1, 1}, {1, -1}, {-1, 1}, {-1, -1}})
    if (!boundary.contains(at(layout, along * x, across * y))) return false;
  return boundary.contains(layout.middle);
}

Layout draw(const Boundary& boundary, SplitMix& rng, SettlementSize size) {
  const GeoPoint low = boundary.south_west(), high = boundary.north_east();
  const auto between = [&](std::int32_t a, std::int32_t b) {
    return a + static_cast<std::int32_t>(rng.below(static_cast<std::uint64_t>(b - a) + 1));
  };
  Layout inside{boundary.rings[0][0], 0};
  for (int i = 0; i < tries_max; ++i) {
    Layout layout{{between(low.latitude_e5, high.latitude_e5), between(low.longitude_e5, high.longitude_e5)},
                  0};
    layout.turn = static_cast<double>(rng.below(90)) * std::numbers::pi / 180;
    if (fits(boundary, layout, size)) return layout;
    if (boundary.contains(layout.middle)) inside = layout;
  }
  return inside;
}

}  // namespace

std::vector<std::vector<GeoPoint>> lay_out_settlement(const Boundary& boundary, std::uint64_t seed,
                                                      std::string_view code, SettlementSize size) {
  if (boundary.rings.empty()) return {};
  SplitMix rng(seed_of(seed, code));
  const Layout layout = draw(boundary, rng, size);
  const auto scatter = [&] {
    return static_cast<double>(rng.below(2 * scatter_m + 1)) - static_cast<double>(scatter_m);
  };
  std::vector<std::vector<GeoPoint>> streets;
  for (int s = 0; s < size.streets; ++s) {
    auto& street = streets.emplace_back();
    for (int h = 0; h < size.houses_a_street; ++h) {
      const double along = (h - (size.houses_a_street - 1) / 2.0) * house_step_m + scatter();
      const double across = (s - (size.streets - 1) / 2.0) * street_step_m + scatter();
      street.push_back(at(layout, along, across));
    }
  }
  return streets;
}

}  // namespace sanaq::simulation
