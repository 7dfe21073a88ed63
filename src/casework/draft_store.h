#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "casework/identifiers.h"

namespace sanaq {

/// Operations committed together. `hashes`: 8 bytes an operation, by which a repeated one is known.
struct DraftBatch {
  CaseId case_id;
  DeviceId device;
  std::int64_t position = 0;  // in the draft, from 1 without gaps, in the order of commits; set by the store
  std::int64_t first_number = 1;  // of the device
  std::int64_t seen = 0;
  UtcInstant at;
  std::string hashes;
  std::string sealed;
  int count() const { return static_cast<int>(hashes.size() / 8); }
};

/// `overlap`: some of the operations are there already (unchanged); the rest, from `next_number`, is to be
/// sent alone.
struct AppendOutcome {
  enum class Kind : std::uint8_t { added, already, overlap };
  Kind kind = Kind::added;
  std::int64_t position = 0;     // of the draft now
  std::int64_t next_number = 1;  // of the device
  bool others = false;           // batches of other devices lie after `seen`
};

struct StoredDraft {
  std::int64_t position = 0;           // 0: nothing was written yet
  std::int64_t snapshot_position = 0;  // 0: none
  std::string snapshot;                // sealed
  bool contested = false;
  std::vector<DraftBatch> batches;  // after the snapshot, in order
  std::int64_t next_number = 1;     // of the device that asks
  bool submitted = false;           // the household was submitted, by this way or another
};

/// Logs of drafts (port). Errors of every function: "store.unavailable".
class DraftStore {
 public:
  virtual ~DraftStore() = default;
  /// Errors: "draft.gap", "draft.diverged", "submission.closed".
  virtual Result<AppendOutcome> append(const DraftBatch& batch) = 0;
  /// All of it as it was at one moment. device: whose next number is told; 1 when it has written nothing yet.
  virtual Result<StoredDraft> load(CaseId case_id, DeviceId device) = 0;
  /// Batches after a position, at most `limit`, without those of one device.
  virtual Result<std::vector<DraftBatch>> read_log(CaseId case_id, std::int64_t after, int limit,
                                                   DeviceId except) = 0;
  /// Keeps the newest snapshot; an older one than that stored is dropped.
  virtual Result<Done> save_snapshot(CaseId case_id, std::int64_t position, const std::string& sealed) = 0;
};

}  // namespace sanaq
