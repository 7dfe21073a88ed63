#include "store/closed_case_store_pg.h"

#include <sanaq_sql/casework.h>

#include "pg/transaction.h"
#include "store/database.h"
#include "store/submission_row.h"

namespace sanaq {
namespace {

SealedCase sealed_case(StoredSubmission stored, std::string response) {
  return {stored.serial,  stored.case_id,      std::move(stored.form),
          stored.channel, stored.received_at,  stored.territory,
          stored.persons, std::move(response), {}};
}

}  // namespace

Result<std::vector<SealedCase>> ClosedCaseStorePg::read(SubmissionSerial after, int limit) {
  SANAQ_TRY(auto connection, lease(pool_));
  // One snapshot, so that answers and decisions about conflicts fit together.
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection, pg::Isolation::repeatable_read));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::casework::read_submissions, {after.value(), limit}));
  std::vector<SealedCase> cases;
  cases.reserve(static_cast<std::size_t>(rows.size()));
  for (const auto row : rows) {
    SANAQ_TRY(auto stored, read_stored(row, *connection, forms_));
    cases.push_back(sealed_case(std::move(stored), std::string(row.get<pg::Bytes>(8).value)));
  }
  if (cases.empty()) return cases;
  SANAQ_STORE_TRY(const auto standings,
                  connection->query(sql::casework::read_standings,
                                    {cases.front().serial.value(), cases.back().serial.value()}));
  std::size_t at = 0;
  for (const auto row : standings) {
    const auto serial = SubmissionSerial(row.get<std::int64_t>(0));
    while (cases[at].serial != serial) ++at;
    const bool open = row.get<bool>(2), holds = row.get<bool>(3);
    const Standing standing = open ? Standing::contested : holds ? Standing::counted : Standing::not_counted;
    cases[at].disputed.push_back({static_cast<std::uint16_t>(row.get<std::int16_t>(1)), standing, holds,
                                  ConflictId(row.get<std::int64_t>(4))});
  }
  SANAQ_STORE_DONE(transaction.commit());
  return cases;
}

Result<std::vector<DisputedCase>> ClosedCaseStorePg::disputed() {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::casework::list_disputed, {}));
  std::vector<DisputedCase> out;
  for (const auto row : rows)
    out.push_back({SubmissionSerial(row.get<std::int64_t>(0)), row.get<std::optional<Uuid>>(1),
                   row.get<std::string>(2)});
  return out;
}

}  // namespace sanaq
