#pragma once
#include <memory>

#include "frame/frame_store.h"
#include "frame/geo_point.h"
#include "pg/pool.h"

namespace sanaq {

/// Where a building of a street stands.
struct BuildingPlace {
  std::string house, building;
  GeoPoint place;
};

/// The address frame in PostgreSQL (schema frame). Any thread.
class FrameStorePg final : public FrameStore {
 public:
  /// pool: outlives the store.
  explicit FrameStorePg(pg::Pool& pool) : pool_(pool) {}
  Result<std::vector<Street>> streets(std::string_view territory, std::string_view query, int limit) override;
  Result<std::vector<Dwelling>> dwellings(StreetId street, std::string_view house, int limit) override;
  Result<Address> address(DwellingId dwelling) override;
  Result<std::vector<Address>> search(const std::vector<std::string>& territories, const Address& wanted,
                                      int limit) override;
  Result<std::vector<std::vector<Address>>> buildings(const std::vector<Address>& wanted) override;
  Result<std::optional<DwellingId>> find(const Address& address) override;

  /// Adds a street (found again by its folded name) and dwellings to it; what is there stays. One
  /// transaction.
  Result<StreetId> add(std::string_view territory, std::string_view street,
                       const std::vector<Dwelling>& dwellings);
  /// What is known of the same buildings is replaced.
  Result<Done> add_places(StreetId street, const std::vector<BuildingPlace>& places);

 private:
  pg::Pool& pool_;
};

}  // namespace sanaq
