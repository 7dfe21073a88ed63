#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "frame/address.h"
#include "frame/geo_point.h"

namespace sanaq {

/// A dwelling to go to.
struct Door {
  Address address;
  std::optional<GeoPoint> place;  // of its building
};

/// The doors in the order of a walk.
struct Walk {
  std::vector<std::size_t> doors;      // positions of the doors
  std::vector<std::size_t> buildings;  // beside each door: the building, numbered from 0 along the walk
  double metres = 0;                   // from building to building, as far as their places are known
};

/// Walks from building to building (plan_route), and in a building by flat numbers, which is floor by floor.
/// Buildings whose place is not known come last, in the order given.
Walk plan_walk(std::span<const Door> doors, std::optional<GeoPoint> start = {});

/// The same as a program outside C++ calls it. In: {"doors":[[territory, street, house, building, flat,
/// latitude, longitude], …], "start":[latitude, longitude] or null}, degrees as numbers or null. Out:
/// {"doors":[…],"buildings":[…],"metres":n}. Errors: those of parse_json, "frame.door" (not
/// seven cells, or more than 20,000 doors).
Result<std::string> walk_call(std::string_view input);

}  // namespace sanaq
