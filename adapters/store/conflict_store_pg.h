#pragma once
#include "casework/conflict.h"
#include "pg/pool.h"
#include "store/form_numbers.h"

namespace sanaq {

/// Conflicts in PostgreSQL. A decision moves the person to the winner, and writes its audit line in the same
/// transaction. Any thread.
class ConflictStorePg final : public ConflictStore {
 public:
  ConflictStorePg(pg::Pool& pool, FormNumbers& forms) : pool_(pool), forms_(forms) {}
  Result<std::vector<ConflictSummary>> list(const ConflictQuery& query) override;
  Result<StoredConflict> load(ConflictId id) override;
  Result<Done> resolve(const ConflictResolution& resolution) override;

 private:
  Result<std::vector<StoredClaim>> claims(pg::Connection& connection, ConflictId id,
                                          std::optional<SubmissionSerial> winner);
  pg::Pool& pool_;
  FormNumbers& forms_;
};

}  // namespace sanaq
