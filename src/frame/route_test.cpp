// The order of a walk, and the places it goes to.
#include "frame/route.h"

#include <doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <numeric>

#include "base/json.h"
#include "base/rng.h"
#include "frame/boundary.h"
#include "frame/walk.h"

using namespace sanaq;

namespace {

double metres_of(std::span<const GeoPoint> stops, const std::vector<std::size_t>& order) {
  double sum = 0;
  for (std::size_t i = 1; i < order.size(); ++i) sum += distance_m(stops[order[i - 1]], stops[order[i]]);
  return sum;
}

std::vector<GeoPoint> scattered(SplitMix& rng, std::size_t count, std::uint64_t span) {
  std::vector<GeoPoint> places;
  for (std::size_t i = 0; i < count; ++i)
    places.push_back({4'365'000 + static_cast<std::int32_t>(rng.below(span)),
                      5'116'000 + static_cast<std::int32_t>(rng.below(span))});
  return places;
}

std::vector<std::size_t> counted(std::size_t count) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  return order;
}

// Of all orders that begin at stop 0: the naive second implementation.
double shortest(std::span<const GeoPoint> stops) {
  auto order = counted(stops.size());
  double best = metres_of(stops, order);
  while (std::next_permutation(order.begin() + 1, order.end()))
    best = std::min(best, metres_of(stops, order));
  return best;
}

std::string file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("a route goes past every stop once and is never longer than the order given") {
  SplitMix rng(1);
  for (int round = 0; round < 300; ++round) {
    const auto stops =
        scattered(rng, 1 + rng.below(60), round % 3 == 0 ? 4 : 2'000);  // also many in one place
    const Route route = plan_route(stops);
    auto sorted = route.order;
    std::sort(sorted.begin(), sorted.end());
    CHECK(sorted == counted(stops.size()));
    CHECK(route.order[0] == 0);
    CHECK(route.metres <= metres_of(stops, counted(stops.size())) * 1.001 + 1);
    CHECK(route.metres == doctest::Approx(metres_of(stops, route.order)).epsilon(0.01));
    CHECK(plan_route(stops).order == route.order);
  }
}

TEST_CASE("a route of few stops is near the best of all orders; one of many is far below a list's") {
  SplitMix rng(2);
  double sum = 0, best = 0;
  for (int round = 0; round < 40; ++round) {
    const auto stops = scattered(rng, 8, 2'000);
    sum += plan_route(stops).metres;
    best += shortest(stops);
  }
  CHECK(sum < best * 1.06);
  const auto many = scattered(rng, 2'000, 3'000);
  const Route route = plan_route(many);
  // Beardwood, Halton and Hammersley 1959: the shortest way is about 0.7124 * sqrt(n * area).
  const double east = distance_m({4'365'000, 5'116'000}, {4'365'000, 5'119'000});
  const double north = distance_m({4'365'000, 5'116'000}, {4'368'000, 5'116'000});
  CHECK(route.metres < 0.7124 * std::sqrt(2'000 * east * north) * 1.2);
}

TEST_CASE("a route begins where one stands") {
  const std::vector<GeoPoint> street = {
      {4'365'000, 5'116'000}, {4'365'000, 5'116'100}, {4'365'000, 5'116'200}};
  const Route route = plan_route(street, GeoPoint{4'365'000, 5'116'290});
  CHECK(route.order == std::vector<std::size_t>{2, 1, 0});
  CHECK(plan_route({}).order.empty());
  CHECK(plan_route({}, GeoPoint{}).metres == 0);
}

TEST_CASE("a walk keeps a building together, floors in order; what has no place comes last") {
  const GeoPoint a{4'365'000, 5'116'000}, b{4'365'000, 5'117'000}, c{4'365'000, 5'118'000};
  const auto door = [](const char* house, const char* flat, std::optional<GeoPoint> place) {
    return Door{{"471010000", "Абай көшесі", house, "", flat, {}}, place};
  };
  const std::vector<Door> doors = {door("1", "10", a), door("9", "1", {}), door("3", "", c),
                                   door("1", "2", a),  door("2", "", b),   door("1", "2а", a),
                                   door("9", "", {})};
  const Walk walk = plan_walk(doors);
  CHECK(walk.doors == std::vector<std::size_t>{3, 5, 0, 4, 2, 6, 1});
  CHECK(walk.buildings == std::vector<std::size_t>{0, 0, 0, 1, 2, 3, 3});
  CHECK(walk.metres == doctest::Approx(distance_m(a, c)).epsilon(0.01));
}

TEST_CASE("a walk as the tablet's program asks for it") {
  const auto answer =
      walk_call(R"({"doors":[["47","Абай","1","","5",43.65,51.17],["47","Абай","3","","",null,null],)"
                R"(["47","Абай","2","","",43.65,51.16]],"start":[43.65,51.15]})");
  REQUIRE(answer);
  CHECK(*answer == R"({"doors":[2,0,1],"buildings":[0,1,2],"metres":1609})");
  CHECK(walk_call(R"({"doors":[["47"]]})").error().code == "frame.door");
  CHECK(walk_call("[").error().code == "json.form");
  CHECK(*walk_call("{}") == R"({"doors":[],"buildings":[],"metres":0})");
}

TEST_CASE("places: degrees as text and back, distances, what is refused") {
  for (const std::int32_t e5 : {0, 1, -1, 4'365'012, -17'999'999, 9'000'000}) {
    const auto place =
        parse_geo_point(e5 > 9'000'000 || e5 < -9'000'000 ? "0" : degrees_text(e5), degrees_text(e5));
    REQUIRE(place);
    CHECK(place->longitude_e5 == e5);
  }
  CHECK(degrees_text(-5) == "-0.00005");
  CHECK(parse_geo_point("43.6501299", "51")->latitude_e5 == 4'365'012);
  for (const char* wrong : {"", "-", "43,6", "4365.1", "91", "1e3", "43.", ".5", "43.12345678901234567"})
    CHECK(parse_geo_point(wrong, "51").error().code == "frame.point");
  CHECK(distance_m({4'365'000, 5'116'000}, {4'366'000, 5'116'000}) == doctest::Approx(1'112).epsilon(0.01));
  CHECK(distance_m({6'000'000, 0}, {6'000'000, 100'000}) == doctest::Approx(55'600).epsilon(0.01));
}

TEST_CASE("boundaries: islands, holes, and the districts of the edition") {
  const auto two = read_boundaries(
      R"({"units":{"1":[[0,0,100,0,0,100,-100,0],[40,40,20,0,0,20,-20,0]],"2":[[500,0,10,0,0,10]]}})");
  REQUIRE(two);
  const Boundary& ring = two->at("1");
  CHECK(ring.contains({200, 200}));
  CHECK_FALSE(ring.contains({500, 500}));  // in the hole
  CHECK_FALSE(ring.contains({200, 1'200}));
  CHECK(ring.north_east() == GeoPoint{1'000, 1'000});
  CHECK(ring.south_west() == GeoPoint{0, 0});
  CHECK(read_boundaries(R"({"units":{"1":[[0,0,1]]}})").error().code == "frame.boundary");
  CHECK(read_boundaries(R"({"units":{"1":[]}})").error().code == "frame.boundary");
  CHECK(read_boundaries(R"({"units":{"1":[[0,0,99999999,0,0,1]]}})").error().code == "frame.boundary");

  const auto all =
      read_boundaries(file(std::string(SANAQ_SOURCE_DIR) + "/editions/kz-2021/codelists/boundaries.json"));
  REQUIRE(all);
  CHECK(all->size() == 216);
  CHECK(all->at("471000000").contains({4'365'200, 5'117'600}));  // the town of Aktau
  CHECK_FALSE(all->at("471800000").contains({4'365'200, 5'117'600}));
}
