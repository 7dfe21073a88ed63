#include "store/device_register_pg.h"

#include <sanaq_sql/exchange.h>

#include <algorithm>

#include "exchange/wire.h"
#include "pg/transaction.h"
#include "store/database.h"

namespace sanaq {

using exchange::view;

Result<Done> DeviceRegisterPg::invite(const Mac& code_hash, const std::string& label,
                                      const std::string& territory, UtcInstant expires_at) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(connection->execute(sql::exchange::add_invitation,
                                       {pg::Bytes{view(code_hash)}, label, territory, expires_at}));
  return Done{};
}

Result<std::optional<DeviceRecord>> DeviceRegisterPg::enrol(const Mac& code_hash, DeviceId id,
                                                            const std::array<std::uint8_t, 32>& key,
                                                            UtcInstant now) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::exchange::use_invitation, {pg::Bytes{view(code_hash)}, now}));
  if (rows.empty()) return std::optional<DeviceRecord>();
  DeviceRecord device{id, key, rows[0].get<std::string>(1), rows[0].get<std::string>(0), DeviceState::active,
                      {}};
  SANAQ_STORE_DONE(connection->execute(sql::exchange::add_device,
                                       {id, pg::Bytes{view(key)}, device.label, device.territory, now}));
  SANAQ_STORE_DONE(connection->execute(sql::exchange::note_invited, {pg::Bytes{view(code_hash)}, id}));
  SANAQ_STORE_DONE(transaction.commit());
  return std::optional(std::move(device));
}

Result<std::optional<DeviceRecord>> DeviceRegisterPg::find(DeviceId id) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::exchange::find_device, {id}));
  if (rows.empty()) return std::optional<DeviceRecord>();
  const auto row = rows[0];
  DeviceRecord device{id,
                      {},
                      row.get<std::string>(1),
                      row.get<std::string>(2),
                      static_cast<DeviceState>(row.get<std::int16_t>(3)),
                      row.get<std::optional<UtcInstant>>(4)};
  const std::string_view key = row.get<pg::Bytes>(0).value;
  SANAQ_CHECK(key.size() == device.key.size());
  std::copy(key.begin(), key.end(), device.key.begin());
  return std::optional(std::move(device));
}

Result<std::vector<DeviceLine>> DeviceRegisterPg::list() {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::exchange::list_devices));
  std::vector<DeviceLine> lines;
  for (const auto row : rows) {
    DeviceRecord device{{row.get<Uuid>(0)},
                        {},
                        row.get<std::string>(1),
                        row.get<std::string>(2),
                        static_cast<DeviceState>(row.get<std::int16_t>(3)),
                        row.get<std::optional<UtcInstant>>(5)};
    lines.push_back({std::move(device), row.get<UtcInstant>(4), row.get<std::int64_t>(6),
                     row.get<std::int64_t>(7), row.get<std::int64_t>(8)});
  }
  return lines;
}

Result<Done> DeviceRegisterPg::set_state(DeviceId id, DeviceState state) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(
      connection->execute(sql::exchange::set_device_state, {id, static_cast<std::int16_t>(state)}));
  return Done{};
}

Result<DeviceRegisterPg::Move> DeviceRegisterPg::move_lease(CaseId case_id, std::optional<DeviceId> to,
                                                            std::optional<DwellingId> dwelling,
                                                            const std::string& place) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  Move move;
  SANAQ_STORE_TRY(const auto before, connection->query(sql::exchange::lock_lease, {case_id}));
  if (!before.empty()) {
    if (const auto device = before[0].get<std::optional<Uuid>>(0)) move.before = DeviceId{*device};
    move.epoch_before = before[0].get<std::int64_t>(1);
  }
  const std::optional<Uuid> holder = to ? std::optional(to->value) : std::nullopt;
  const std::optional<std::int64_t> home = dwelling ? std::optional(dwelling->value()) : std::nullopt;
  SANAQ_STORE_TRY(const auto after,
                  connection->query(sql::exchange::move_lease, {case_id, holder, home, place}));
  move.epoch = after[0].get<std::int64_t>(0);
  SANAQ_STORE_DONE(transaction.commit());
  return move;
}

Result<std::vector<Door>> DeviceRegisterPg::next_dwellings(const std::vector<std::string>& territories,
                                                           int limit) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::exchange::next_dwellings, {territories, std::int32_t{limit}}));
  std::vector<Door> found;
  for (const auto row : rows) {
    const auto north = row.get<std::optional<std::int32_t>>(6),
               east = row.get<std::optional<std::int32_t>>(7);
    const Address address{row.get<std::string>(1), row.get<std::string>(2),
                          row.get<std::string>(3), row.get<std::string>(4),
                          row.get<std::string>(5), DwellingId(row.get<std::int64_t>(0))};
    found.push_back({address, north && east ? std::optional(GeoPoint{*north, *east}) : std::nullopt});
  }
  return found;
}

Result<std::vector<CaseNews>> DeviceRegisterPg::news_for(DeviceId device) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::exchange::news_for, {device}));
  std::vector<CaseNews> news;
  for (const auto row : rows)
    news.push_back({{row.get<Uuid>(0)},
                    row.get<std::int64_t>(1),
                    row.get<std::int64_t>(2),
                    row.get<bool>(3),
                    row.get<bool>(4)});
  return news;
}

Result<Done> DeviceRegisterPg::note_told(CaseId case_id, DeviceId device, std::int64_t told, bool completed) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(connection->execute(sql::exchange::note_told, {case_id, device, told, completed}));
  return Done{};
}

Result<std::vector<exchange::ChainId>> DeviceRegisterPg::chains_of(CaseId case_id, DeviceId device) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::exchange::chains_of_case, {case_id}));
  std::vector<exchange::ChainId> chains;
  for (const auto row : rows)
    if (DeviceId{row.get<Uuid>(1)} == device) chains.push_back({row.get<Uuid>(0)});
  return chains;
}

Result<std::vector<ChainBehind>> DeviceRegisterPg::chains_behind(DeviceId device) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::exchange::chains_behind, {device}));
  std::vector<ChainBehind> chains;
  for (const auto row : rows)
    chains.push_back(
        {{row.get<Uuid>(0)}, {row.get<Uuid>(1)}, row.get<std::int64_t>(2), row.get<std::int64_t>(3)});
  return chains;
}

Result<std::vector<DeviceId>> DeviceRegisterPg::devices_behind() {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::exchange::devices_behind));
  std::vector<DeviceId> devices;
  for (const auto row : rows) devices.push_back({row.get<Uuid>(0)});
  return devices;
}

Result<Done> DeviceRegisterPg::note_drafted(const ChainBehind& chain) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(
      connection->execute(sql::exchange::note_drafted, {chain.chain, chain.drafted, chain.operations}));
  return Done{};
}

Result<Done> DeviceRegisterPg::note_call(const CallRecord& call) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(connection->execute(
      sql::exchange::note_call,
      {call.device, call.at, call.channel, std::int32_t{call.entries}, std::int32_t{call.forked},
       std::int32_t{call.refused}, call.bytes, call.bytes_out, call.told, call.is_line}));
  return Done{};
}

}  // namespace sanaq
