#include "store/answer_store_pg.h"

#include <sanaq_sql/exchange.h>

#include "exchange/wire.h"
#include "pg/transaction.h"
#include "store/database.h"

namespace sanaq {

Result<Done> AnswerStorePg::put(DeviceId device, const exchange::BundleName& bundle, UtcInstant at,
                                std::string_view file) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  SANAQ_STORE_DONE(connection->execute(sql::exchange::put_answer,
                                       {pg::Bytes{exchange::view(bundle)}, device, at, pg::Bytes{file}}));
  SANAQ_STORE_DONE(connection->execute(sql::exchange::forget_answers, {device, kept_a_device}));
  SANAQ_STORE_DONE(transaction.commit());
  return Done{};
}

Result<std::optional<KeptAnswer>> AnswerStorePg::find(const exchange::BundleName& bundle) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::exchange::find_answer, {pg::Bytes{exchange::view(bundle)}}));
  if (rows.empty()) return std::optional<KeptAnswer>();
  const auto row = rows[0];
  return std::optional(KeptAnswer{{row.get<Uuid>(0)},
                                  row.get<std::string>(1),
                                  row.get<std::string>(2),
                                  row.get<UtcInstant>(3),
                                  std::string(row.get<pg::Bytes>(4).value)});
}

}  // namespace sanaq
