#pragma once
#include <algorithm>
#include <map>
#include <set>

#include "casework/draft_store.h"

namespace sanaq::testing {

/// Drafts in memory. `fail_at`: the n-th call from now fails (0: none).
class MemoryDraftStore final : public DraftStore {
 public:
  int fail_at = 0;
  std::set<CaseId> closed;

  Result<AppendOutcome> append(const DraftBatch& batch) override {
    SANAQ_TRY_DONE(step());
    auto& log = logs_[batch.case_id];
    std::map<std::int64_t, std::string> known;  // number -> hash
    bool others = false;
    for (const DraftBatch& b : log) {
      others = others || (b.device != batch.device && b.position > batch.seen);
      for (int i = 0; b.device == batch.device && i < b.count(); ++i)
        known[b.first_number + i] = b.hashes.substr(static_cast<std::size_t>(i) * 8, 8);
    }
    AppendOutcome outcome{AppendOutcome::Kind::added, static_cast<std::int64_t>(log.size()),
                          static_cast<std::int64_t>(known.size()) + 1, others};
    if (batch.first_number > outcome.next_number) return Error{"draft.gap", {}};
    for (int i = 0; i < batch.count(); ++i) {
      const auto there = known.find(batch.first_number + i);
      if (there != known.end() && there->second != batch.hashes.substr(static_cast<std::size_t>(i) * 8, 8))
        return Error{"draft.diverged", {}};
    }
    if (batch.first_number < outcome.next_number) {
      outcome.kind = batch.first_number + batch.count() <= outcome.next_number ? AppendOutcome::Kind::already
                                                                               : AppendOutcome::Kind::overlap;
      return outcome;
    }
    if (closed.contains(batch.case_id)) return Error{"submission.closed", {}};
    log.push_back(batch);
    log.back().position = ++outcome.position;
    outcome.next_number += batch.count();
    contested_[batch.case_id] = contested_[batch.case_id] || others;
    return outcome;
  }
  Result<StoredDraft> load(CaseId case_id, DeviceId device) override {
    SANAQ_TRY_DONE(step());
    const auto& log = logs_[case_id];
    const auto& [position, snapshot] = snapshots_[case_id];
    StoredDraft draft{
        static_cast<std::int64_t>(log.size()), position, snapshot, contested_[case_id], {}, 1, false};
    draft.submitted = closed.contains(case_id);
    for (const DraftBatch& b : log) {
      if (b.position > position) draft.batches.push_back(b);
      if (b.device == device) draft.next_number = std::max(draft.next_number, b.first_number + b.count());
    }
    return draft;
  }
  Result<std::vector<DraftBatch>> read_log(CaseId case_id, std::int64_t after, int limit,
                                           DeviceId except) override {
    SANAQ_TRY_DONE(step());
    std::vector<DraftBatch> page;
    for (const DraftBatch& b : logs_[case_id])
      if (b.position > after && b.device != except && static_cast<int>(page.size()) < limit)
        page.push_back(b);
    return page;
  }
  Result<Done> save_snapshot(CaseId case_id, std::int64_t position, const std::string& sealed) override {
    SANAQ_TRY_DONE(step());
    auto& snapshot = snapshots_[case_id];
    if (snapshot.first < position) snapshot = {position, sealed};
    return Done{};
  }

 private:
  Result<Done> step() {
    if (fail_at > 0 && --fail_at == 0) return Error{"store.unavailable", "planned"};
    return Done{};
  }
  std::map<CaseId, std::vector<DraftBatch>> logs_;
  std::map<CaseId, std::pair<std::int64_t, std::string>> snapshots_;
  std::map<CaseId, bool> contested_;
};

}  // namespace sanaq::testing
