#include "store/unanswered_pg.h"

#include <sanaq_sql/processing.h>

#include "store/database.h"

namespace sanaq {

Result<std::vector<UnansweredDwelling>> UnansweredPg::read(std::int64_t after, int limit) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::processing::read_unanswered, {after, std::int32_t{limit}}));
  std::vector<UnansweredDwelling> out;
  for (const auto row : rows)
    out.push_back({row.get<std::int64_t>(0), row.get<std::string>(1), row.get<std::string>(2),
                   row.get<std::int32_t>(3)});
  return out;
}

}  // namespace sanaq
