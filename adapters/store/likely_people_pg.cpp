#include "store/likely_people_pg.h"

#include <sanaq_sql/processing.h>

#include <algorithm>

#include "store/database.h"

namespace sanaq {
namespace {

PersonPlace place_in(const pg::Row& row, int column) {
  return {SubmissionSerial(row.get<std::int64_t>(column)),
          static_cast<std::uint16_t>(row.get<std::int16_t>(column + 1))};
}

}  // namespace

Result<std::vector<LikelyPerson>> LikelyPeoplePg::people() {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::processing::likely_people, {}));
  std::vector<LikelyPerson> out;
  for (const auto row : rows)
    out.push_back({place_in(row, 0), row.get<bool>(2), row.get<std::int64_t>(3), row.get<std::string>(4)});
  return out;
}

Result<LikelyDecisions> LikelyPeoplePg::decisions() {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::processing::likely_decisions, {}));
  LikelyDecisions out;
  for (const auto row : rows) {
    const auto [first, second] = std::minmax({place_in(row, 0), place_in(row, 2)});
    out[{first, second}] = row.get<bool>(4) ? PairDecision::same : PairDecision::other;
  }
  return out;
}

Result<std::int64_t> LikelyPeoplePg::not_compared() {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::processing::not_compared, {}));
  return rows[0].get<std::int64_t>(0);
}

}  // namespace sanaq
