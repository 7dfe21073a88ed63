#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "base/strong_id.h"

namespace sanaq {

using StreetId = StrongId<struct StreetTag, std::int64_t>;
using DwellingId = StrongId<struct DwellingTag, std::int64_t>;

/// Where a household lives. `territory` is a code of the territory list (a settlement, or the city when it
/// has none below). The rest is as people write it: "Абай көшесі", "12", "3а", "45".
struct Address {
  std::string territory;
  std::string street, house, building, flat;
  std::optional<DwellingId> dwelling;  // known to the frame; nothing when it was typed
  friend bool operator==(const Address&, const Address&) = default;
};

/// Folded text for comparing and searching: lower case, look-alike Latin letters as Cyrillic, one blank
/// between words, no street type words ("көшесі", "улица", "street" …) and no punctuation.
std::string address_key(std::string_view text);

/// Errors: "address.territory", "address.house" (house is missing), "address.length" (a part over 120 bytes).
Result<Done> check_address(const Address& address);

/// A dwelling somebody lives in that the frame does not know: to be looked at by the department.
struct FrameFinding {
  Address address;
  std::string reason;  // "typed" …
};

}  // namespace sanaq
