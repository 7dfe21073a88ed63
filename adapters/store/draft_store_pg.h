#pragma once
#include "casework/draft_store.h"
#include "pg/pool.h"
#include "store/gathering.h"

namespace sanaq {

/// Drafts in PostgreSQL. Operations of many households that come together are one transaction, and so are
/// look-ups; see docs/decisions/0007. Any thread.
class DraftStorePg final : public DraftStore {
 public:
  /// pool: outlives the store; its sessions should have ConnectionLimits::look_ups.
  explicit DraftStorePg(pg::Pool& pool);
  Result<AppendOutcome> append(const DraftBatch& batch) override { return appends_.run(batch); }
  Result<StoredDraft> load(CaseId case_id, DeviceId device) override { return loads_.run({case_id, device}); }
  Result<std::vector<DraftBatch>> read_log(CaseId case_id, std::int64_t after, int limit,
                                           DeviceId except) override;
  Result<Done> save_snapshot(CaseId case_id, std::int64_t position, const std::string& sealed) override;

 private:
  struct Place {
    CaseId case_id;
    DeviceId device;
  };
  using Appends = Gathering<DraftBatch, AppendOutcome>;
  using Loads = Gathering<Place, StoredDraft>;
  Result<std::vector<Result<AppendOutcome>>> append_all(Appends::Batch batches);
  Result<std::vector<Result<StoredDraft>>> load_all(Loads::Batch places);

  pg::Pool& pool_;
  Appends appends_;
  Loads loads_;
};

}  // namespace sanaq
