#include "frame/route.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <utility>

namespace sanaq {
namespace {

constexpr std::size_t near_count = 10;
constexpr double centimetres_a_unit = 111.19493;

// On a plane, in whole centimetres: with whole numbers and square roots every machine comes to the same
// order.
struct Point {
  std::int64_t x = 0, y = 0;
};

std::int64_t squared(Point a, Point b) {
  const std::int64_t dx = a.x - b.x, dy = a.y - b.y;
  return dx * dx + dy * dy;
}

std::vector<Point> on_plane(const std::vector<GeoPoint>& places) {
  std::int64_t sum = 0;
  for (const GeoPoint& place : places) sum += place.latitude_e5;
  const double middle = static_cast<double>(sum) / static_cast<double>(places.size()) / 100'000;
  const double east = centimetres_a_unit * std::cos(middle * std::numbers::pi / 180);
  std::vector<Point> points;
  for (const GeoPoint& place : places)
    points.push_back(
        {std::llround(place.longitude_e5 * east), std::llround(place.latitude_e5 * centimetres_a_unit)});
  return points;
}

/// A way that begins at point 0 and goes on being shortened.
class Way {
 public:
  explicit Way(std::vector<Point> points)
      : points_(std::move(points)), path_(points_.size()), at_(points_.size()) {
    std::iota(path_.begin(), path_.end(), std::size_t{0});
    number();
  }

  double length() const {
    double sum = 0;
    for (std::size_t i = 1; i < path_.size(); ++i) sum += far(path_[i - 1], path_[i]);
    return sum;
  }

  void go_to_nearest() {
    for (std::size_t i = 1; i + 1 < path_.size(); ++i) {
      const Point here = points_[path_[i - 1]];
      const auto closer = [&](std::size_t a, std::size_t b) {
        return squared(here, points_[a]) < squared(here, points_[b]);
      };
      const auto from = path_.begin() + static_cast<std::ptrdiff_t>(i);
      std::iter_swap(from, std::min_element(from, path_.end(), closer));
    }
    number();
  }

  void shorten(int passes_max) {
    find_near();
    for (int pass = 0; pass < passes_max; ++pass) {
      bool shorter = false;
      for (std::size_t i = 0; i < path_.size(); ++i) shorter |= improve_at(i);
      if (!shorter) return;
    }
  }

  const std::vector<std::size_t>& path() const { return path_; }

 private:
  double far(std::size_t a, std::size_t b) const {
    return std::sqrt(static_cast<double>(squared(points_[a], points_[b])));
  }
  // Of the leg that leaves the place i of the path; the last one leaves none.
  double leg(std::size_t i) const { return i + 1 < path_.size() ? far(path_[i], path_[i + 1]) : 0; }

  void number() {
    for (std::size_t i = 0; i < path_.size(); ++i) at_[path_[i]] = i;
  }

  void find_near() {
    near_.resize(points_.size());
    std::vector<std::pair<std::int64_t, std::size_t>> others(points_.size());
    const std::size_t count = std::min(near_count + 1, others.size());
    for (std::size_t a = 0; a < points_.size(); ++a) {
      for (std::size_t b = 0; b < points_.size(); ++b) others[b] = {squared(points_[a], points_[b]), b};
      std::partial_sort(others.begin(), others.begin() + static_cast<std::ptrdiff_t>(count), others.end());
      for (std::size_t i = 0; i < count; ++i)
        if (others[i].second != a) near_[a].push_back(others[i].second);
    }
  }

  // A leg to a near point instead of the leg that leaves place i; what lies between is walked the other way
  // round.
  bool improve_at(std::size_t i) {
    constexpr double least = 1;  // rounding must not make it go round in circles
    for (const std::size_t c : near_[path_[i]]) {
      const std::size_t a = path_[i];
      const std::size_t j = at_[c];
      const double new_leg = far(a, c);
      if (i + 1 < path_.size() && new_leg >= leg(i)) return false;  // the next ones are farther still
      const std::size_t low = std::min(i, j), high = std::max(i, j);
      const bool ends = high + 1 == path_.size();
      const double other = ends ? 0 : far(path_[low + 1], path_[high + 1]);
      if (leg(low) + leg(high) - new_leg - other < least) continue;
      turn_round(low + 1, high);
      return true;
    }
    return false;
  }

  void turn_round(std::size_t first, std::size_t last) {
    std::reverse(path_.begin() + static_cast<std::ptrdiff_t>(first),
                 path_.begin() + static_cast<std::ptrdiff_t>(last) + 1);
    for (std::size_t i = first; i <= last; ++i) at_[path_[i]] = i;
  }

  std::vector<Point> points_;
  std::vector<std::size_t> path_, at_;  // at_: place of a point on the path
  std::vector<std::vector<std::size_t>> near_;
};

}  // namespace

Route plan_route(std::span<const GeoPoint> stops, std::optional<GeoPoint> start, int passes_max) {
  std::vector<GeoPoint> places;
  if (start) places.push_back(*start);
  places.insert(places.end(), stops.begin(), stops.end());
  if (stops.empty()) return {};
  const Way given(on_plane(places));
  Way way = given;
  way.go_to_nearest();
  way.shorten(passes_max);
  const Way& best = way.length() < given.length() ? way : given;
  Route route;
  for (const std::size_t point : best.path())
    if (!start || point > 0) route.order.push_back(start ? point - 1 : point);
  route.metres = best.length() / 100;
  return route;
}

}  // namespace sanaq
