#pragma once
#include "casework/submission_store.h"
#include "pg/pool.h"
#include "store/form_numbers.h"

namespace sanaq {

/// Submissions in PostgreSQL. One writer at a time in the whole database (an advisory lock), so that serials follow
/// commits without gaps, and two claims of one person never pass each other. See docs/decisions/0006. Any thread.
class SubmissionStorePg final : public SubmissionStore {
 public:
  /// pool and forms outlive the store.
  SubmissionStorePg(pg::Pool& pool, FormNumbers& forms) : pool_(pool), forms_(forms) {}
  Result<std::vector<SubmitOutcome>> submit(std::span<const PreparedSubmission> households) override;
  Result<std::optional<StoredSubmission>> find(CaseId case_id) override;
  Result<std::optional<StoredSubmission>> find(SubmissionSerial serial) override;
  Result<std::optional<StoredSubmission>> find(const PersonKey& person) override;

 private:
  Result<std::optional<StoredSubmission>> find_one(const pg::Statement& statement, const pg::Param& param);
  pg::Pool& pool_;
  FormNumbers& forms_;
};

}  // namespace sanaq
