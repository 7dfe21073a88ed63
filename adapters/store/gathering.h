#pragma once
#include <algorithm>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sanaq {

/// Calls that come together are carried out together: one transaction and one flush of the log for many
/// callers. There is no thread and no pause of its own: who finds nobody at work does the work at once, for
/// himself and all who wait; while he works the next ones gather, so that under load batches fill by
/// themselves.
///
/// A batch that fails as a whole is tried again one call at a time, so that one caller harms no other; when
/// the database is away all are told so. Any thread.
template <class In, class Out>
class Gathering {
 public:
  using Batch = std::span<const In* const>;
  /// One outcome for each of the batch, in its order, after all of it is durable. An error of its own is one
  /// of its outcomes; an error of the whole says that nothing of the batch is known to be stored.
  using Work = std::function<Result<std::vector<Result<Out>>>(Batch)>;

  /// lanes: batches under way at one time.
  explicit Gathering(Work work, std::size_t batch_max = 64, int lanes = 1)
      : work_(std::move(work)), batch_max_(batch_max), lanes_left_(lanes) {}
  Gathering(const Gathering&) = delete;
  Gathering& operator=(const Gathering&) = delete;

  /// Waits until the call was carried out with others. Errors: those of the work.
  Result<Out> run(const In& in) {
    Call call{&in, {}, {}, false};
    std::vector<Call*> batch;
    {
      std::unique_lock lock(mutex_);
      if (lanes_left_ > 0) {
        --lanes_left_;
      } else {
        waiting_.push_back(&call);
        call.wake.wait(lock, [&] { return call.out.has_value() || call.leads; });
        if (call.out) return *std::move(call.out);
      }
      batch = take(call);
    }
    auto outcomes = carry_out(batch);
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < batch.size(); ++i) tell(*batch[i], std::move(outcomes[i]));
    hand_over();
    return *std::move(call.out);
  }

  /// Calls that are not yet being carried out.
  std::size_t waiting() const {
    const std::lock_guard lock(mutex_);
    return waiting_.size();
  }

 private:
  struct Call {
    const In* in;
    std::optional<Result<Out>> out;
    std::condition_variable wake;
    bool leads;
  };

  // The one who leads, then the oldest.
  std::vector<Call*> take(Call& first) {
    const std::size_t count = std::min(waiting_.size(), batch_max_ - 1);
    const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(count);
    std::vector<Call*> batch{&first};
    batch.insert(batch.end(), waiting_.begin(), end);
    waiting_.erase(waiting_.begin(), end);
    return batch;
  }

  std::vector<Result<Out>> carry_out(const std::vector<Call*>& batch) {
    std::vector<const In*> inputs;
    inputs.reserve(batch.size());
    for (const Call* call : batch) inputs.push_back(call->in);
    auto together = work_(inputs);
    if (together) return *std::move(together);
    const bool alone = batch.size() > 1 && !is_away(together.error());
    std::vector<Result<Out>> outcomes;
    for (const In*& input : inputs) {
      auto one = alone ? work_({&input, 1}) : Result<std::vector<Result<Out>>>(together.error());
      outcomes.push_back(one ? std::move((*one)[0]) : Result<Out>(one.error()));
    }
    return outcomes;
  }

  // Trying again one by one would only let all of them wait one after the other.
  static bool is_away(const Error& error) {
    const std::string_view cause = error.detail;
    return cause.starts_with("db.connection") || cause.starts_with("db.pool_timeout") ||
           cause.starts_with("db.permission");
  }

  static void tell(Call& call, Result<Out> outcome) {
    call.out.emplace(std::move(outcome));
    call.wake.notify_one();  // under the lock: the caller takes `wake` with it as soon as it may
  }

  void hand_over() {
    if (waiting_.empty()) {
      ++lanes_left_;
      return;
    }
    Call& next = *waiting_.front();
    waiting_.pop_front();  // or another lane would take him too
    next.leads = true;
    next.wake.notify_one();
  }

  Work work_;
  std::size_t batch_max_;
  mutable std::mutex mutex_;
  std::deque<Call*> waiting_;
  int lanes_left_;
};

}  // namespace sanaq
