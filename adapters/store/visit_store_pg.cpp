#include "store/visit_store_pg.h"

#include <sanaq_sql/exchange.h>

#include "store/database.h"

namespace sanaq {

Result<std::optional<std::string>> VisitStorePg::place_of(CaseId case_id) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::exchange::place_of_case, {case_id}));
  if (rows.empty()) return std::optional<std::string>();
  return std::optional(rows[0].get<std::string>(0));
}

Result<Done> VisitStorePg::note(exchange::ChainId chain, std::int64_t number, CaseId case_id,
                                const VisitNote& visit) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(connection->execute(
      sql::exchange::add_visit,
      {chain.value, number, case_id, visit.at, visit.outcome, visit.metres, visit.accuracy}));
  return Done{};
}

Result<std::vector<VisitLine>> VisitStorePg::find(const VisitQuery& query) {
  const auto device = query.device ? std::optional(query.device->value) : std::nullopt;
  const auto case_id = query.case_id ? std::optional(query.case_id->value) : std::nullopt;
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::exchange::find_visits,
                                    {query.territories, device, case_id, std::int32_t{query.far_metres},
                                     std::int32_t{query.limit}}));
  std::vector<VisitLine> found;
  for (const auto row : rows)
    found.push_back({{row.get<Uuid>(0)},
                     {row.get<Uuid>(1)},
                     row.get<std::string>(2),
                     row.get<std::string>(3),
                     {row.get<UtcInstant>(4), row.get<std::string>(5),
                      row.get<std::optional<std::int32_t>>(6), row.get<std::optional<std::int32_t>>(7)}});
  return found;
}

}  // namespace sanaq
