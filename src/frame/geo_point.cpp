#include "frame/geo_point.h"

#include <cmath>
#include <cstdlib>
#include <numbers>
#include <optional>

namespace sanaq {
namespace {

constexpr double metres_a_unit = 1.1119493;  // of a great circle of the mean radius, 6 371 008.8 m
constexpr std::size_t digits_max = 15;
constexpr std::int32_t unit = 100'000;

// The part before the point, in whole degrees; nothing when it is longer than any longitude.
std::optional<std::int32_t> whole_degrees(std::string_view digits) {
  if (digits.empty() || digits.size() > 3) return std::nullopt;
  std::int32_t value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<std::int32_t> degrees_e5(std::string_view text) {
  const bool south = text.starts_with('-');
  if (south) text.remove_prefix(1);
  if (text.size() > digits_max + 1) return std::nullopt;
  const std::size_t point = text.find('.');
  const auto whole = whole_degrees(text.substr(0, point));
  if (!whole) return std::nullopt;
  const std::string_view digits = point == std::string_view::npos ? "0" : text.substr(point + 1);
  if (digits.empty()) return std::nullopt;
  std::int32_t value = *whole * unit;
  std::int32_t worth = unit;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    worth /= 10;
    value += (c - '0') * worth;
  }
  return south ? -value : value;
}

}  // namespace

double distance_m(GeoPoint a, GeoPoint b) {
  const double middle = (static_cast<double>(a.latitude_e5) + b.latitude_e5) / 2 / unit;
  const double east =
      (static_cast<double>(a.longitude_e5) - b.longitude_e5) * std::cos(middle * std::numbers::pi / 180);
  const double north = static_cast<double>(a.latitude_e5) - b.latitude_e5;
  return std::sqrt(east * east + north * north) * metres_a_unit;
}

std::string degrees_text(std::int32_t degrees) {
  const std::int32_t size = std::abs(degrees);
  const std::string part = std::to_string(unit + size % unit);
  return (degrees < 0 ? "-" : "") + std::to_string(size / unit) + '.' + part.substr(1);
}

Result<GeoPoint> parse_geo_point(std::string_view latitude, std::string_view longitude) {
  const auto north = degrees_e5(latitude), east = degrees_e5(longitude);
  if (!north || !east || std::abs(*north) > 90 * unit || std::abs(*east) > 180 * unit)
    return Error{"frame.point", {}};
  return GeoPoint{*north, *east};
}

}  // namespace sanaq
