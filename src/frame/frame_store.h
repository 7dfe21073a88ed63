#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "frame/address.h"

namespace sanaq {

struct Street {
  StreetId id;
  std::string name;
};
struct Dwelling {
  DwellingId id;
  std::string house, building, flat;
};

/// The address frame, read. Implementations: testing/memory_frame_store.h, adapters/store.
class FrameStore {
 public:
  virtual ~FrameStore() = default;
  /// Streets of a territory whose key begins with the key of `query` (all when empty), at most `limit`, by
  /// name.
  virtual Result<std::vector<Street>> streets(std::string_view territory, std::string_view query,
                                              int limit) = 0;
  /// Dwellings of a street, by house, building, flat as numbers first; at most `limit`.
  virtual Result<std::vector<Dwelling>> dwellings(StreetId street, std::string_view house, int limit) = 0;
  /// The address of a dwelling. Errors: "frame.dwelling".
  virtual Result<Address> address(DwellingId dwelling) = 0;
  /// Buildings of the territories on streets whose key begins with the key of `wanted.street`, of one house
  /// when it is given, by street and house; at most `limit`. Each is named by its first dwelling and has no
  /// flat. With a flat: the dwellings with exactly that flat.
  virtual Result<std::vector<Address>> search(const std::vector<std::string>& territories,
                                              const Address& wanted, int limit) = 0;
  /// For each of `wanted`, of which street and house count: the buildings of the country that are called so,
  /// as above.
  virtual Result<std::vector<std::vector<Address>>> buildings(const std::vector<Address>& wanted) = 0;
  /// The dwelling with exactly this address (by keys), when the frame has it.
  virtual Result<std::optional<DwellingId>> find(const Address& address) = 0;
};

}  // namespace sanaq
