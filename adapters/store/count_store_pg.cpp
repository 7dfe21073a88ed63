#include "store/count_store_pg.h"

#include <sanaq_sql/institution.h>

#include "pg/transaction.h"
#include "store/database.h"

namespace sanaq {

Result<Done> CountStorePg::note_counted(InstitutionId id, UtcInstant at) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  SANAQ_STORE_DONE(connection->query(sql::institution::lock_place, {id}));
  SANAQ_STORE_TRY(const auto noted, connection->execute(sql::institution::note_counted, {id, at}));
  if (noted > 0) SANAQ_STORE_DONE(connection->execute(sql::institution::recount_place, {id}));
  SANAQ_STORE_DONE(transaction.commit());
  return Done{};
}

Result<std::vector<SecondClaim>> CountStorePg::second_claims(InstitutionId id) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::institution::second_claims, {id}));
  std::vector<SecondClaim> found;
  for (const auto row : rows)
    found.push_back(
        {{row.get<Uuid>(0)}, row.get<std::int32_t>(1), row.get<std::string>(2), row.get<std::string>(3)});
  return found;
}

Result<std::vector<PlaceClaim>> CountStorePg::claims(const ClaimQuery& query) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::institution::list_claims,
                                                     {query.territories, query.with_protected, query.after,
                                                      query.after_row, std::int32_t{query.limit}}));
  std::vector<PlaceClaim> found;
  for (const auto row : rows)
    found.push_back(
        {{row.get<Uuid>(0)},
         row.get<std::string>(1),
         row.get<std::string>(2),
         row.get<std::string>(3),
         {{row.get<Uuid>(4)}, row.get<std::int32_t>(5), row.get<std::string>(6), row.get<std::string>(7)}});
  return found;
}

Result<std::int64_t> CountStorePg::not_listed(InstitutionId id) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::institution::count_not_listed, {id}));
  return rows.empty() ? 0 : rows[0].get<std::int64_t>(0);
}

Result<std::vector<HomeAtPlace>> CountStorePg::homes(InstitutionId id) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::institution::homes_at_place, {id}));
  std::vector<HomeAtPlace> found;
  for (const auto row : rows)
    found.push_back({row.get<std::int64_t>(0), static_cast<Channel>(row.get<std::int16_t>(1)),
                     row.get<std::int16_t>(2), row.get<std::int64_t>(3)});
  return found;
}

}  // namespace sanaq
