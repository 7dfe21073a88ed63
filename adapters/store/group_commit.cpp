#include "store/group_commit.h"

#include <algorithm>
#include <future>
#include <iterator>

namespace sanaq {

GroupCommit::GroupCommit(SubmissionStore& store, GroupCommitLimits limits)
    : store_(store), limits_(limits), teller_([this] { tell(); }), thread_([this] { run(); }) {}

GroupCommit::~GroupCommit() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  work_.notify_all();
  thread_.join();
  {
    const std::lock_guard lock(told_mutex_);
    all_stored_ = true;
  }
  stored_.notify_one();
  teller_.join();
}

bool GroupCommit::submit(PreparedSubmission household, Callback done) {
  bool first = false;
  bool full = false;
  {
    const std::lock_guard lock(mutex_);
    if (ending_ || queue_.size() >= limits_.waiting_max) return false;
    queue_.push_back({std::move(household), std::move(done)});
    first = queue_.size() == 1;
    full = queue_.size() == limits_.batch_max;
  }
  if (first || full) work_.notify_one();
  return true;
}

Result<SubmitOutcome> GroupCommit::submit_and_wait(PreparedSubmission household) {
  std::promise<Result<SubmitOutcome>> promise;
  auto outcome = promise.get_future();
  const bool taken =
      submit(std::move(household), [&](Result<SubmitOutcome> r) { promise.set_value(std::move(r)); });
  if (!taken) return Error{"submission.busy", {}};
  return outcome.get();
}

std::size_t GroupCommit::waiting() const {
  const std::lock_guard lock(mutex_);
  return queue_.size();
}

std::vector<GroupCommit::Job> GroupCommit::take_batch() {
  std::unique_lock lock(mutex_);
  work_.wait(lock, [&] { return !queue_.empty() || ending_; });
  work_.wait_for(lock, limits_.gather, [&] { return queue_.size() >= limits_.batch_max || ending_; });
  std::vector<Job> jobs;
  jobs.reserve(std::min(queue_.size(), limits_.batch_max));
  while (!queue_.empty() && jobs.size() < limits_.batch_max) {
    jobs.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
  return jobs;
}

void GroupCommit::run() {
  for (;;) {
    auto jobs = take_batch();
    if (jobs.empty()) return;  // ending, and nothing waits
    store(std::move(jobs));
  }
}

void GroupCommit::store(std::vector<Job> jobs) {
  std::vector<PreparedSubmission> households;
  households.reserve(jobs.size());
  for (Job& job : jobs) households.push_back(std::move(job.household));
  auto outcomes = store_.submit(households);
  if (!outcomes && jobs.size() > 1) return store_one_by_one(jobs, households);
  std::vector<Told> batch;
  batch.reserve(jobs.size());
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    if (outcomes)
      batch.push_back({std::move(jobs[i].done), std::move((*outcomes)[i])});
    else
      batch.push_back({std::move(jobs[i].done), outcomes.error()});
  }
  hand_over(std::move(batch));
}

void GroupCommit::store_one_by_one(std::vector<Job>& jobs,
                                   const std::vector<PreparedSubmission>& households) {
  std::vector<Told> batch;
  batch.reserve(jobs.size());
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    auto outcome = store_.submit({&households[i], 1});
    if (outcome)
      batch.push_back({std::move(jobs[i].done), std::move((*outcome)[0])});
    else
      batch.push_back({std::move(jobs[i].done), outcome.error()});
  }
  hand_over(std::move(batch));
}

void GroupCommit::hand_over(std::vector<Told> batch) {
  {
    const std::lock_guard lock(told_mutex_);
    std::move(batch.begin(), batch.end(), std::back_inserter(told_));
  }
  stored_.notify_one();
}

void GroupCommit::tell() {
  for (;;) {
    std::vector<Told> batch;
    {
      std::unique_lock lock(told_mutex_);
      stored_.wait(lock, [this] { return all_stored_ || !told_.empty(); });
      if (told_.empty()) return;
      batch.swap(told_);
    }
    for (Told& one : batch) one.done(std::move(one.outcome));
  }
}

}  // namespace sanaq
