#pragma once
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "casework/submission_store.h"

namespace sanaq {

struct GroupCommitLimits {
  std::size_t batch_max = 256;              // households in one transaction
  std::size_t waiting_max = 20'000;         // households waiting; more are refused at once
  std::chrono::microseconds gather{4'000};  // how long a batch that is not full waits for company
};

/// Collects households and stores them together: one transaction and one flush of the log for many. While a
/// batch is being written the next one gathers, so that under load batches fill by themselves.
///
/// Callbacks run on a thread of this object after the commit is durable, while the next batch is being
/// written: what they do keeps no household from the database. They must not throw. A batch that fails is
/// tried again one household at a time, so that one bad household harms no other.
class GroupCommit {
 public:
  using Callback = std::function<void(Result<SubmitOutcome>)>;
  /// store: outlives this object.
  explicit GroupCommit(SubmissionStore& store, GroupCommitLimits limits = {});
  GroupCommit(const GroupCommit&) = delete;
  GroupCommit& operator=(const GroupCommit&) = delete;
  /// Stores what waits, then ends.
  ~GroupCommit();

  /// False when too many wait or the object is ending: nothing was taken, and the callback will not be
  /// called.
  [[nodiscard]] bool submit(PreparedSubmission household, Callback done);
  /// Waits for the outcome on the calling thread. Errors: "submission.busy" (too many wait),
  /// "store.unavailable".
  Result<SubmitOutcome> submit_and_wait(PreparedSubmission household);
  std::size_t waiting() const;

 private:
  struct Job {
    PreparedSubmission household;
    Callback done;
  };
  struct Told {
    Callback done;
    Result<SubmitOutcome> outcome;
  };
  void run();
  void tell();
  void hand_over(std::vector<Told> batch);
  std::vector<Job> take_batch();
  void store(std::vector<Job> jobs);
  void store_one_by_one(std::vector<Job>& jobs, const std::vector<PreparedSubmission>& households);

  SubmissionStore& store_;
  GroupCommitLimits limits_;
  mutable std::mutex mutex_;
  std::condition_variable work_;
  std::deque<Job> queue_;
  bool ending_ = false;
  std::mutex told_mutex_;
  std::condition_variable stored_;
  std::vector<Told> told_;  // committed, and not told yet
  bool all_stored_ = false;
  std::thread teller_;  // the threads last: they use all of the above
  std::thread thread_;
};

}  // namespace sanaq
