#include "store/device_care_pg.h"

#include <sanaq_sql/exchange.h>

#include "exchange/wire.h"
#include "store/database.h"

namespace sanaq {

Result<Done> DeviceCarePg::require_phrase(const Mac& code_hash) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(
      connection->execute(sql::exchange::require_phrase, {pg::Bytes{exchange::view(code_hash)}}));
  return Done{};
}

Result<DeviceCare> DeviceCarePg::find(DeviceId device) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::exchange::find_care, {device}));
  if (rows.empty()) return DeviceCare{};
  return DeviceCare{rows[0].get<bool>(0), rows[0].get<std::int32_t>(1), rows[0].get<std::string>(2)};
}

Result<std::int32_t> DeviceCarePg::next_release(DeviceId device, std::int32_t have) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::exchange::next_release, {device, have}));
  if (rows.empty()) return Error{"device.unknown", {}};
  return rows[0].get<std::int32_t>(0);
}

Result<Done> DeviceCarePg::note_form(DeviceId device, const std::string& form) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(connection->execute(sql::exchange::note_form, {device, form}));
  return Done{};
}

}  // namespace sanaq
