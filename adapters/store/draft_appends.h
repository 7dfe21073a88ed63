#pragma once
#include <span>
#include <vector>

#include "casework/draft_store.h"
#include "pg/connection.h"

namespace sanaq {

/// One transaction that adds operations to many drafts, each at most once: their rows are locked, what each
/// device and the others wrote is looked up, and everything new is written with one statement a table. Two
/// round trips.
class DraftAppends {
 public:
  /// batches: of different cases; they and the connection outlive the object.
  DraftAppends(pg::Connection& connection, std::span<const DraftBatch* const> batches)
      : connection_(connection), batches_(batches) {}
  /// An outcome for each batch, in their order, after the commit. Errors of one: "draft.gap",
  /// "draft.diverged", "submission.closed"; of all: "store.unavailable".
  Result<std::vector<Result<AppendOutcome>>> run();

 private:
  struct Standing {
    std::int64_t position = 0, next_number = 1;
    bool others = false, submitted = false;
  };
  Result<Done> lock_and_look_up();
  Result<Result<AppendOutcome>> outcome_of(const DraftBatch& batch, const Standing& standing);
  Result<bool> matches_stored(const DraftBatch& batch, std::int64_t next_number);
  void add(const DraftBatch& batch, const AppendOutcome& outcome);
  Result<Done> write_and_commit();

  // One array a column.
  struct Added {
    std::vector<Uuid> case_ids, devices;
    std::vector<std::int64_t> positions, first_numbers, next_numbers, seen;
    std::vector<UtcInstant> at;
    std::vector<pg::Bytes> hashes, sealed;
    std::vector<bool> contested;
  };

  pg::Connection& connection_;
  std::span<const DraftBatch* const> batches_;
  std::vector<Standing> standings_;  // a batch each
  Added added_;
};

}  // namespace sanaq
