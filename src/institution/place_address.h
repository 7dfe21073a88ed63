#pragma once
#include "base/result.h"
#include "codelist/codelist.h"
#include "frame/address.h"

namespace sanaq {

struct Institution;

/// Where in the address frame an institution lies.
struct PlaceAddress {
  DwellingId dwelling;
  bool whole_building = true;  // with all flats of the building; else this dwelling alone
  friend bool operator==(const PlaceAddress&, const PlaceAddress&) = default;
};

/// Links an institution to an address of the frame; one without a flat means the whole building. Street and
/// house of the institution become those of the frame, so that its questionnaires carry them alike. Errors:
/// "institution.address.protected" (nobody may know where it is), "institution.address.territory" (the
/// address lies neither in its territory nor below), "frame.dwelling" (not an address of the frame).
Result<Done> link_address(Institution& place, const Address& address, const Codelist& territories);

}  // namespace sanaq
