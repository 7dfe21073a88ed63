#include "institution/place_address.h"

#include <doctest.h>

#include "institution/institution.h"

using namespace sanaq;

namespace {

Codelist two_levels() {
  return Codelist::parse("kato",
                         "name,label_kk,parent\n"
                         "47,Облыс,\n"
                         "4710,Аудан,47\n"
                         "471001,Ауыл,4710\n"
                         "4711,Басқа аудан,47\n")
      .value();
}

Institution in_district() {
  Institution one;
  one.territory = "4710";
  one.details.street = "Абая";
  return one;
}

const Address in_village = {"471001", "Абай көшесі", "12", "", "", DwellingId(7)};

}  // namespace

TEST_CASE("000-3 001-3: an institution is linked to a building of its territory, or to one dwelling of it") {
  Institution place = in_district();
  REQUIRE(link_address(place, in_village, two_levels()));
  CHECK(place.address == PlaceAddress{DwellingId(7), true});
  CHECK(place.details.street == "Абай көшесі");  // as the frame has it
  CHECK(place.details.house == "12");
  Address flat = in_village;
  flat.flat = "3";
  flat.building = "2";
  REQUIRE(link_address(place, flat, two_levels()));
  CHECK_FALSE(place.address->whole_building);
  CHECK(place.details.house == "12/2");
}

TEST_CASE("000-3 001-3: elsewhere, or not of the frame, or protected: no link") {
  Institution place = in_district();
  Address elsewhere = in_village;
  elsewhere.territory = "4711";
  CHECK(link_address(place, elsewhere, two_levels()).error().code == "institution.address.territory");
  Address typed = in_village;
  typed.dwelling.reset();
  CHECK(link_address(place, typed, two_levels()).error().code == "frame.dwelling");
  place.is_protected = true;
  CHECK(link_address(place, in_village, two_levels()).error().code == "institution.address.protected");
  CHECK_FALSE(place.address);
  CHECK(place.details.street == "Абая");
}
