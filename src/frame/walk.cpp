#include "frame/walk.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/json.h"
#include "base/text.h"
#include "frame/route.h"

namespace sanaq {
namespace {

constexpr std::size_t doors_max = 20'000;

struct Building {
  std::optional<GeoPoint> place;
  std::vector<std::size_t> doors;
};

std::int64_t leading_number(std::string_view text) {
  std::size_t digits = 0;
  while (digits < text.size() && digits < 9 && text[digits] >= '0' && text[digits] <= '9') ++digits;
  return parse_digits(text.substr(0, digits)).value_or(0);
}

bool lies_before(const Address& a, const Address& b) {
  const std::int64_t of_a = leading_number(a.flat), of_b = leading_number(b.flat);
  return of_a != of_b ? of_a < of_b : a.flat < b.flat;
}

std::vector<Building> buildings_of(std::span<const Door> doors) {
  std::map<std::string, std::size_t> known;
  std::vector<Building> buildings;
  for (std::size_t i = 0; i < doors.size(); ++i) {
    const Address& a = doors[i].address;
    const std::string key = a.territory + '\n' + a.street + '\n' + a.house + '\n' + a.building;
    const auto [found, fresh] = known.emplace(key, buildings.size());
    if (fresh) buildings.emplace_back();
    Building& building = buildings[found->second];
    building.doors.push_back(i);
    if (!building.place) building.place = doors[i].place;
  }
  for (Building& building : buildings)
    std::stable_sort(building.doors.begin(), building.doors.end(), [&](std::size_t a, std::size_t b) {
      return lies_before(doors[a].address, doors[b].address);
    });
  return buildings;
}

// What is no place is a place nobody knows: the door is visited all the same.
std::optional<GeoPoint> read_place(const Json& latitude, const Json& longitude) {
  const auto place = parse_geo_point(latitude.text(), longitude.text());
  return place ? std::optional(*place) : std::nullopt;
}

Result<Door> read_door(const Json& row) {
  const auto& cells = row.items();
  if (cells.size() != 7) return Error{"frame.door", {}};
  const Address address{cells[0].text(), cells[1].text(), cells[2].text(),
                        cells[3].text(), cells[4].text(), {}};
  return Door{address, read_place(cells[5], cells[6])};
}

Json numbers(const std::vector<std::size_t>& list) {
  Json out = Json::array();
  for (const std::size_t number : list) out.push(Json::number(static_cast<std::int64_t>(number)));
  return out;
}

}  // namespace

Walk plan_walk(std::span<const Door> doors, std::optional<GeoPoint> start) {
  const std::vector<Building> buildings = buildings_of(doors);
  std::vector<std::size_t> placed, order, elsewhere;
  std::vector<GeoPoint> stops;
  for (std::size_t i = 0; i < buildings.size(); ++i) {
    (buildings[i].place ? placed : elsewhere).push_back(i);
    if (buildings[i].place) stops.push_back(*buildings[i].place);
  }
  const Route route = plan_route(stops, start);
  for (const std::size_t stop : route.order) order.push_back(placed[stop]);
  order.insert(order.end(), elsewhere.begin(), elsewhere.end());
  Walk walk;
  walk.metres = route.metres;
  for (std::size_t number = 0; number < order.size(); ++number)
    for (const std::size_t door : buildings[order[number]].doors) {
      walk.doors.push_back(door);
      walk.buildings.push_back(number);
    }
  return walk;
}

Result<std::string> walk_call(std::string_view input) {
  SANAQ_TRY(const Json json, parse_json(input));
  std::vector<Door> doors;
  if (json["doors"].items().size() > doors_max) return Error{"frame.door", "too many"};
  for (const Json& row : json["doors"].items()) {
    SANAQ_TRY(Door door, read_door(row));
    doors.push_back(std::move(door));
  }
  const auto& from = json["start"].items();
  std::optional<GeoPoint> start;
  if (from.size() == 2) start = read_place(from[0], from[1]);
  const Walk walk = plan_walk(doors, start);
  Json out = Json::object();
  out.set("doors", numbers(walk.doors));
  out.set("buildings", numbers(walk.buildings));
  out.set("metres", Json::number(std::llround(walk.metres)));
  return to_text(out);
}

}  // namespace sanaq
