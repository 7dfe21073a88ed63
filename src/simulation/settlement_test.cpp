#include "simulation/settlement.h"

#include <doctest.h>

using namespace sanaq;
using simulation::lay_out_settlement;

namespace {

// Some 10 by 8 km with a bay.
const Boundary land{{{{4'360'000, 5'110'000},
                      {4'360'000, 5'120'000},
                      {4'364'000, 5'115'000},
                      {4'370'000, 5'120'000},
                      {4'370'000, 5'110'000}}}};

}  // namespace

TEST_CASE("an invented settlement lies inside its district, the same each time, apart from others") {
  for (const char* code : {"471010000", "471043100", "471835100", "471836100"}) {
    const auto streets = lay_out_settlement(land, 7, code, {3, 12});
    REQUIRE(streets.size() == 3);
    for (const auto& street : streets) {
      REQUIRE(street.size() == 12);
      for (std::size_t i = 0; i < street.size(); ++i) {
        CHECK(land.contains(street[i]));
        if (i > 0) CHECK(distance_m(street[i - 1], street[i]) > 15);
        if (i > 0) CHECK(distance_m(street[i - 1], street[i]) < 75);
      }
    }
    CHECK(lay_out_settlement(land, 7, code, {3, 12}) == streets);
    CHECK(lay_out_settlement(land, 8, code, {3, 12}) != streets);
  }
  CHECK(lay_out_settlement(land, 7, "1", {}) != lay_out_settlement(land, 7, "2", {}));
}

TEST_CASE("land that is too small holds a point of the settlement; no land holds none") {
  const Boundary islet{{{{4'360'000, 5'110'000}, {4'360'000, 5'110'020}, {4'360'020, 5'110'010}}}};
  const auto streets = lay_out_settlement(islet, 1, "471010000", {2, 2});
  REQUIRE(streets.size() == 2);
  CHECK(distance_m(streets[0][0], {4'360'010, 5'110'010}) < 200);
  CHECK(lay_out_settlement({}, 1, "471010000", {2, 2}).empty());
}
