#include "store/frozen_states_pg.h"

#include <sanaq_sql/processing.h>

#include "store/database.h"

namespace sanaq {

Result<std::optional<FrozenState>> FrozenStatesPg::find(const std::string& edition, std::int64_t revision) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::processing::find_frozen_state, {edition, revision}));
  if (rows.size() == 0) return std::optional<FrozenState>();
  const auto row = rows[0];
  return std::optional(FrozenState{edition, revision, row.get<std::string>(0),
                                   SubmissionSerial(row.get<std::int64_t>(1)), row.get<std::int64_t>(2),
                                   row.get<UtcInstant>(3)});
}

Result<bool> FrozenStatesPg::add(const FrozenState& state) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto added,
                  connection->execute(sql::processing::add_frozen_state,
                                      {state.edition, state.revision, state.digest, state.submissions.value(),
                                       state.persons, state.frozen_at}));
  return added == 1;
}

}  // namespace sanaq
