#include "store/door_check_pg.h"

#include <sanaq_sql/casework.h>
#include <sanaq_sql/exchange.h>

#include "store/database.h"

namespace sanaq {

Result<DoorCheckPg::Asked> DoorCheckPg::asked_since(DeviceId device, UtcInstant since) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::exchange::count_door_checks, {device, since}));
  return Asked{rows[0].get<std::int64_t>(0), rows[0].get<std::int64_t>(1)};
}

Result<Done> DoorCheckPg::note(DeviceId device, UtcInstant at, DoorWay way, DoorAnswer answer) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(
      connection->execute(sql::exchange::add_door_check,
                          {device, at, static_cast<std::int16_t>(way), static_cast<std::int16_t>(answer)}));
  return Done{};
}

Result<bool> DoorCheckPg::answered_at(const Address& address) {
  SANAQ_TRY(auto connection, lease(pool_));
  const auto dwelling =
      address.dwelling ? std::optional<std::int64_t>(address.dwelling->value()) : std::nullopt;
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::casework::find_address,
                                                     {dwelling, address.territory, address.street,
                                                      address.house, address.building, address.flat}));
  return rows[0].get<bool>(0);
}

}  // namespace sanaq
