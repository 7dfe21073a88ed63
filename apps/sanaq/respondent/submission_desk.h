#pragma once
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <vector>

#include "casework/registration_store.h"
#include "http/router.h"

namespace sanaq {

/// A whole household as it came.
struct ArrivedSubmission {
  http::Request request;
  http::Responder responder;
  std::optional<SessionRecord> session;  // set by the look-up when there is one
};

struct SubmissionDeskLimits {
  std::size_t threads = 2;          // that open, check and seal: work without waiting, so as many as cores
  std::size_t waiting_max = 2'000;  // at each of the two steps; more are refused at once
  std::size_t asked_max = 256;      // sessions asked for together
  std::chrono::microseconds gather{3'000};  // how long those that wait are kept for company
};

/// Where submitted households wait for their two steps: one thread looks up the sessions of all that wait
/// together, then several threads work on one household each.
class SubmissionDesk {
 public:
  struct Steps {
    /// Sets the sessions of those that have one. Error: the database is away; then each is handled without
    /// session.
    std::function<Result<Done>(std::span<ArrivedSubmission>)> look_up;
    /// Answers, at once or later. looked_up: false when the look-up failed. Must not throw; several at a
    /// time.
    std::function<void(ArrivedSubmission&&, const Result<Done>& looked_up)> handle;
  };
  SubmissionDesk(Steps steps, SubmissionDeskLimits limits);
  SubmissionDesk(const SubmissionDesk&) = delete;
  SubmissionDesk& operator=(const SubmissionDesk&) = delete;
  /// Works off what waits, then ends.
  ~SubmissionDesk();
  /// False when too many wait: `arrived` is then left as it was. Any thread; does not block.
  [[nodiscard]] bool take(ArrivedSubmission&& arrived);

 private:
  struct LookedUp {
    ArrivedSubmission household;
    Result<Done> outcome;
  };
  void run_look_up();
  void run_work();
  std::vector<ArrivedSubmission> take_arrived();
  std::vector<LookedUp> take_share();

  Steps steps_;
  SubmissionDeskLimits limits_;
  std::mutex arrived_mutex_;
  std::condition_variable arrival_;
  std::vector<ArrivedSubmission> arrived_;
  bool ending_ = false;
  std::mutex ready_mutex_;
  std::condition_variable work_;
  std::deque<LookedUp> ready_;
  bool all_looked_up_ = false;
  std::vector<std::thread> workers_;  // the threads last: they use all of the above
  std::thread look_up_;
};

}  // namespace sanaq
