#include "store/staff_store.h"

#include <sanaq_sql/access.h>

#include "store/database.h"

namespace sanaq {
namespace {

pg::Bytes bytes(const Mac& mac) { return {{reinterpret_cast<const char*>(mac.data()), mac.size()}}; }

// id, login, role, territory stand in the first four columns.
Result<Actor> actor_in(const pg::Row& row) {
  const auto role = parse_role(row.get<std::string_view>(2));
  if (!role) return Error{"store.unavailable", "role"};
  Actor actor;
  actor.user = row.get<Uuid>(0);
  actor.login = row.get<std::string>(1);
  actor.role = *role;
  actor.territory = row.get<std::string>(3);
  return actor;
}

}  // namespace

Result<Done> StaffStore::add(const StaffRecord& staff, UtcInstant now) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(
      const auto added,
      connection->execute(sql::access::add_staff,
                          {staff.actor.user, staff.actor.login, to_string(staff.actor.role),
                           staff.actor.territory, staff.password_hash, pg::Bytes{staff.totp_secret}, now}));
  if (added == 0) return Error{"staff.login", {}};
  return Done{};
}

Result<std::optional<StaffRecord>> StaffStore::find(std::string_view login) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::access::find_staff, {login}));
  if (rows.empty()) return std::optional<StaffRecord>();
  const auto row = rows[0];
  SANAQ_TRY(auto actor, actor_in(row));
  return std::optional(StaffRecord{std::move(actor), row.get<std::string>(4),
                                   std::string(row.get<pg::Bytes>(5).value), row.get<std::int64_t>(6),
                                   row.get<std::int32_t>(7), row.get<std::optional<UtcInstant>>(8),
                                   row.get<bool>(9)});
}

Result<bool> StaffStore::take_totp_step(const Uuid& user, std::int64_t step) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::access::take_totp_step, {user, step}));
  return !rows.empty();
}

Result<int> StaffStore::note_failure(const Uuid& user, int limit, UtcInstant until) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::access::note_failure, {user, std::int32_t{limit}, until}));
  return rows.empty() ? 0 : rows[0].get<std::int32_t>(0);
}

Result<Done> StaffStore::set_password(const Uuid& user, std::string_view password_hash) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(connection->execute(sql::access::set_password, {user, password_hash}));
  return Done{};
}

Result<Done> StaffStore::set_sees_protected(std::string_view login, bool sees) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(connection->execute(sql::access::set_sees_protected, {login, sees}));
  return Done{};
}

Result<Done> StaffStore::set_active(const Uuid& user, bool active) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(connection->execute(sql::access::set_active, {user, active}));
  return Done{};
}

Result<Done> StaffStore::add_session(const Mac& token_hash, const Uuid& user, UtcInstant expires_at) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(
      connection->execute(sql::access::add_staff_session, {bytes(token_hash), user, expires_at}));
  return Done{};
}

Result<std::optional<Actor>> StaffStore::find_session(const Mac& token_hash, UtcInstant now) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::access::find_staff_session, {bytes(token_hash), now}));
  if (rows.empty()) return std::optional<Actor>();
  SANAQ_TRY(auto actor, actor_in(rows[0]));
  actor.sees_protected = rows[0].get<bool>(5);
  return std::optional(std::move(actor));
}

Result<Done> StaffStore::end_session(const Mac& token_hash) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(connection->execute(sql::access::end_staff_session, {bytes(token_hash)}));
  return Done{};
}

}  // namespace sanaq
