#include "store/equipment_holders_pg.h"

#include <sanaq_sql/equipment.h>

#include "base/json.h"
#include "pg/sqlstate.h"
#include "store/database.h"

namespace sanaq {
namespace {

using equipment::Holder;

std::string place_of(equipment::HolderId id) { return "holder" + std::string(id.value.octets()); }

Result<Holder> holder_of(const pg::Row& row, const Sealer& sealer) {
  Holder holder;
  holder.id = {row.get<Uuid>(0)};
  holder.kind = static_cast<equipment::HolderKind>(row.get<std::int16_t>(1));
  holder.territory = row.get<std::string>(2);
  holder.login = row.get<std::string>(3);
  holder.reference = row.get<std::string>(4);
  holder.active = row.get<bool>(5);
  SANAQ_TRY(const std::string words,
            sealer.open(SealPurpose::equipment, row.get<pg::Bytes>(6).value, place_of(holder.id)));
  SANAQ_TRY(const Json told, parse_json(words));
  holder.name = told["name"].text();
  holder.position = told["position"].text();
  return holder;
}

}  // namespace

Result<Done> EquipmentHoldersPg::put(const Holder& holder, UtcInstant now) {
  Json words = Json::object();
  words.set("name", Json::string(holder.name));
  words.set("position", Json::string(holder.position));
  const std::string sealed = sealer_.seal(SealPurpose::equipment, to_canonical(words), place_of(holder.id));
  SANAQ_TRY(auto connection, lease(pool_));
  const auto put = connection->query(sql::equipment::put_holder,
                                     {holder.id, static_cast<std::int16_t>(holder.kind), holder.territory,
                                      holder.login, holder.reference, holder.active, pg::Bytes{sealed}, now});
  if (!put && pg::constraint_of(put.error()) == "holder_login") return Error{"holder.login", {}};
  if (!put) return store_error(put.error());
  if (put->empty()) return Error{"holder.kind", {}};
  return Done{};
}

Result<std::optional<Holder>> EquipmentHoldersPg::find(equipment::HolderId id) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::equipment::find_holder, {id}));
  if (rows.empty()) return std::optional<Holder>();
  SANAQ_TRY(auto holder, holder_of(rows[0], sealer_));
  return std::optional(std::move(holder));
}

Result<std::vector<Holder>> EquipmentHoldersPg::list(const equipment::HolderQuery& query) {
  const auto kind =
      query.kind ? std::optional(static_cast<std::int16_t>(*query.kind)) : std::optional<std::int16_t>();
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::equipment::list_holders,
                                    {query.territories, kind, query.login, query.reference, query.limit}));
  std::vector<Holder> holders;
  for (const auto row : rows) {
    SANAQ_TRY(Holder holder, holder_of(row, sealer_));
    holders.push_back(std::move(holder));
  }
  return holders;
}

}  // namespace sanaq
