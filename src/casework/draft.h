#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "casework/draft_store.h"
#include "casework/secrets.h"
#include "interview/interview.h"
#include "interview/program.h"

namespace sanaq {

/// Operations as a device sends them: numbered by the device from 1 without gaps.
struct DraftOperations {
  CaseId case_id;
  DeviceId device;
  std::int64_t first_number = 1;
  std::int64_t seen = 0;              // position up to which the device had read the draft when it made these
  std::vector<Operation> operations;  // 1 to 500
};

struct DraftReceipt {
  std::int64_t position = 0;  // of the draft after this call
  std::int64_t next_number = 1;
  int added = 0, already = 0;  // operations
  bool others = false;         // another device wrote after `seen`: read on from there
};

/// What a device reads: operations of all devices after a position, in the order of commits.
struct DraftPage {
  struct Entry {
    std::int64_t position = 0;
    DeviceId device;
    std::int64_t first_number = 1;
    std::vector<Operation> operations;
  };
  std::vector<Entry> entries;
  std::int64_t position = 0;  // read on after this
};

/// A draft as it stands: all operations replayed in the order of their commits.
struct OpenDraft {
  Interview interview;
  std::int64_t position = 0;
  int skipped = 0;         // operations that no longer applied (their item was removed by another device)
  bool contested = false;  // two devices wrote without having seen each other: see Drafts::overruled
  std::int64_t next_number = 1;  // of the device that asked
  bool submitted = false;        // the household was submitted, by this way or another
  /// What was written first, when it had to be replayed; nothing when a snapshot stands for it.
  std::optional<DraftPage::Entry> first = {};
};

/// An answer that lost against one committed later by a device that had not seen it. Both are kept in the
/// log.
struct Overruled {
  Operation lost, won;
  DeviceId lost_device, won_device;
  UtcInstant lost_at, won_at;
};

/// Drafts of households: append-only operations, sealed, merged per (question, item, other item) by commit
/// order.
class Drafts {
 public:
  Drafts(DraftStore& store, const Sealer& sealer, const Clock& clock)
      : store_(store), sealer_(sealer), clock_(clock) {}

  /// Sending the same operations again changes nothing. Errors: "draft.size" (none, or over 500), "draft.gap"
  /// (numbers are missing before these: detail names the next), "draft.diverged" (other operations were
  /// stored under these numbers), "submission.closed" (the household has submitted), "store.unavailable".
  Result<DraftReceipt> append(const DraftOperations& operations);
  /// From the last snapshot and the operations after it; writes a new snapshot when more than `compact_after`
  /// batches were replayed. A case without operations gives an empty interview. One call of the store, with a
  /// program made once for all: making it of the form costs as much as hundreds of answers. device: who asks.
  /// Errors: "seal.broken", "draft.form" (written with a form that cannot be read), "store.unavailable".
  Result<OpenDraft> open(CaseId case_id, std::shared_ptr<const Program> program, InterviewContext context,
                         DeviceId device = {});
  /// What all devices wrote, or all but one. Errors: as open().
  Result<DraftPage> read(CaseId case_id, std::int64_t after, int limit, DeviceId except = {});
  /// Reads the whole log. Errors: as open().
  Result<std::vector<Overruled>> overruled(CaseId case_id);

  static constexpr int compact_after = 20, operations_max = 500;

 private:
  Result<std::vector<Operation>> open_batch(CaseId case_id, const DraftBatch& batch) const;
  void compact(CaseId case_id, const OpenDraft& draft);

  DraftStore& store_;
  const Sealer& sealer_;
  const Clock& clock_;
};

}  // namespace sanaq
