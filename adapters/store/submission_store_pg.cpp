#include "store/submission_store_pg.h"

#include <sanaq_sql/casework.h>

#include "pg/transaction.h"
#include "store/database.h"
#include "store/submission_batch.h"
#include "store/submission_row.h"

namespace sanaq {

Result<std::vector<SubmitOutcome>> SubmissionStorePg::submit(std::span<const PreparedSubmission> households) {
  if (households.empty()) return std::vector<SubmitOutcome>();
  SANAQ_TRY(auto connection, lease(pool_));
  for (const auto& household : households) SANAQ_TRY_DONE(forms_.ensure(*connection, household.form));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  SANAQ_TRY(auto outcomes, SubmissionBatch(*connection, forms_, households).run());
  SANAQ_STORE_DONE(transaction.commit());
  return outcomes;
}

Result<std::optional<StoredSubmission>> SubmissionStorePg::find_one(const pg::Statement& statement,
                                                                    const pg::Param& param) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(statement, pg::Params(&param, 1)));
  if (rows.empty()) return std::optional<StoredSubmission>();
  SANAQ_TRY(auto stored, read_stored(rows[0], *connection, forms_));
  return std::optional(std::move(stored));
}

Result<std::optional<StoredSubmission>> SubmissionStorePg::find(CaseId case_id) {
  return find_one(sql::casework::find_cases, std::vector<Uuid>{case_id.value});
}

Result<std::optional<StoredSubmission>> SubmissionStorePg::find(SubmissionSerial serial) {
  return find_one(sql::casework::find_serial, serial.value());
}

Result<std::optional<StoredSubmission>> SubmissionStorePg::find(const PersonKey& person) {
  return find_one(sql::casework::find_holder, Uuid(person.bytes));
}

}  // namespace sanaq
