#include "store/progress_store_pg.h"

#include <sanaq_sql/casework.h>

#include "pg/transaction.h"
#include "store/database.h"

namespace sanaq {

Result<std::vector<ProgressCount>> ProgressStorePg::counts(const std::vector<std::string>& territories) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::casework::read_progress, {zone_, territories}));
  std::vector<ProgressCount> counts;
  for (const auto row : rows)
    counts.push_back({row.get<std::string>(0), row.get<CivilDate>(1),
                      static_cast<Channel>(row.get<std::int16_t>(2)), row.get<std::int64_t>(3),
                      row.get<std::int64_t>(4)});
  return counts;
}

Result<std::int64_t> ProgressStorePg::fold() {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  SANAQ_STORE_DONE(connection->query(sql::casework::lock_cursor, {"progress"}));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::casework::fold_progress, {zone_}));
  const auto folded = rows[0].get<std::int64_t>(0);
  SANAQ_STORE_DONE(transaction.commit());
  return folded;
}

}  // namespace sanaq
