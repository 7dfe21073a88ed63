#include "store/channel_register_pg.h"

#include <sanaq_sql/exchange.h>

#include <algorithm>

#include "exchange/wire.h"
#include "store/database.h"

namespace sanaq {
namespace {

using exchange::view;

std::string place_of_peer(DeviceId device) { return "peer " + device.value.to_string(); }

Result<crypto::TunnelKey> read_key(std::string_view bytes) {
  crypto::TunnelKey key{};
  if (bytes.size() != key.size()) return Error{"seal.broken", {}};
  std::copy(bytes.begin(), bytes.end(), key.begin());
  return key;
}

CallLine read_call(DeviceId device, const auto& row) {
  CallRecord call{device, row.template get<UtcInstant>(1), row.template get<std::int16_t>(2)};
  call.entries = row.template get<std::int32_t>(3);
  call.forked = row.template get<std::int32_t>(4);
  call.refused = row.template get<std::int32_t>(5);
  call.bytes = row.template get<std::int64_t>(6);
  call.bytes_out = row.template get<std::int64_t>(7);
  call.result = row.template get<std::string>(8);
  return {row.template get<std::int64_t>(0), std::move(call)};
}

}  // namespace

Result<Done> ChannelRegisterPg::add_certificate(DeviceId device, const crypto::DeviceCertificate& certificate,
                                                UtcInstant now) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(
      connection->execute(sql::exchange::add_certificate,
                          {pg::Bytes{view(certificate.mark)}, device, now, certificate.expires_at}));
  return Done{};
}

Result<std::optional<DeviceId>> ChannelRegisterPg::owner(std::string_view mark, UtcInstant now) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::exchange::find_certificate, {pg::Bytes{mark}}));
  if (rows.empty() || rows[0].get<UtcInstant>(1) <= now) return std::optional<DeviceId>();
  return std::optional(DeviceId{rows[0].get<Uuid>(0)});
}

Result<std::int32_t> ChannelRegisterPg::put_peer(DeviceId device, const crypto::TunnelKey& key,
                                                 const crypto::TunnelKey& preshared, UtcInstant now) {
  const std::string sealed = sealer_.seal(SealPurpose::staff, view(preshared), place_of_peer(device));
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::exchange::put_peer,
                                                     {device, pg::Bytes{view(key)}, pg::Bytes{sealed}, now}));
  return rows[0].get<std::int32_t>(0);
}

Result<std::vector<TunnelPeer>> ChannelRegisterPg::peers() {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::exchange::list_peers));
  std::vector<TunnelPeer> out;
  for (const auto row : rows) {
    TunnelPeer peer{{row.get<Uuid>(0)}, row.get<std::int32_t>(1), {}, {}};
    SANAQ_TRY(peer.key, read_key(row.get<pg::Bytes>(2).value));
    SANAQ_TRY(const std::string preshared,
              sealer_.open(SealPurpose::staff, row.get<pg::Bytes>(3).value, place_of_peer(peer.device)));
    SANAQ_TRY(peer.preshared, read_key(preshared));
    out.push_back(peer);
  }
  return out;
}

Result<Done> ChannelRegisterPg::note_refusal(const CallRecord& call) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(connection->execute(sql::exchange::note_refusal,
                                       {call.device, call.at, call.result, call.channel, call.bytes}));
  return Done{};
}

Result<std::vector<CallLine>> ChannelRegisterPg::calls(DeviceId device, std::int64_t before,
                                                       std::int64_t limit) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::exchange::calls_of_device, {device, before, limit}));
  std::vector<CallLine> out;
  for (const auto row : rows) out.push_back(read_call(device, row));
  return out;
}

Result<std::vector<SilentDevice>> ChannelRegisterPg::silent() {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::exchange::silent_devices));
  std::vector<SilentDevice> out;
  for (const auto row : rows) {
    SilentDevice one;
    one.device = {{row.get<Uuid>(0)},
                  {},
                  row.get<std::string>(1),
                  row.get<std::string>(2),
                  static_cast<DeviceState>(row.get<std::int16_t>(3)),
                  row.get<std::optional<UtcInstant>>(5)};
    one.enrolled_at = row.get<UtcInstant>(4);
    one.told = row.get<std::string>(6);
    one.refused_at = row.get<std::optional<UtcInstant>>(7);
    one.refused_code = row.get<std::optional<std::string>>(8).value_or("");
    one.certificate_until = row.get<std::optional<UtcInstant>>(9);
    one.has_peer = row.get<bool>(10);
    out.push_back(std::move(one));
  }
  return out;
}

Result<std::vector<OpenInvitation>> ChannelRegisterPg::open_invitations() {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::exchange::open_invitations));
  std::vector<OpenInvitation> out;
  for (const auto row : rows)
    out.push_back({row.get<std::string>(0), row.get<std::string>(1), row.get<UtcInstant>(2)});
  return out;
}

}  // namespace sanaq
