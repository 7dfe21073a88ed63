#include "institution/place_address.h"

#include "access/decision.h"
#include "institution/institution.h"

namespace sanaq {

Result<Done> link_address(Institution& place, const Address& address, const Codelist& territories) {
  if (place.is_protected) return Error{"institution.address.protected", {}};
  if (!address.dwelling) return Error{"frame.dwelling", {}};
  if (!lies_within(territories, address.territory, place.territory))
    return Error{"institution.address.territory", {}};
  place.address = PlaceAddress{*address.dwelling, address.flat.empty()};
  place.details.street = address.street;
  place.details.house = address.house;
  if (!address.building.empty()) place.details.house += "/" + address.building;
  return Done{};
}

}  // namespace sanaq
