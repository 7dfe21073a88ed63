#pragma once
#include "casework/draft_store.h"
#include "pg/pool.h"

namespace sanaq {

/// Drafts in PostgreSQL. The row of a draft is locked while a batch is added. Any thread.
class DraftStorePg final : public DraftStore {
 public:
  explicit DraftStorePg(pg::Pool& pool) : pool_(pool) {}
  Result<AppendOutcome> append(const DraftBatch& batch) override;
  Result<StoredDraft> load(CaseId case_id) override;
  Result<std::vector<DraftBatch>> read_log(CaseId case_id, std::int64_t after, int limit) override;
  Result<std::int64_t> next_number(CaseId case_id, DeviceId device) override;
  Result<Done> save_snapshot(CaseId case_id, std::int64_t position, const std::string& sealed) override;

 private:
  pg::Pool& pool_;
};

}  // namespace sanaq
