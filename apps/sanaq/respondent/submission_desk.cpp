#include "sanaq/respondent/submission_desk.h"

#include <algorithm>
#include <iterator>

namespace sanaq {
namespace {

constexpr std::size_t share_max =
    8;  // households a thread takes at once: fewer wake-ups, and no long wait of the last

}  // namespace

SubmissionDesk::SubmissionDesk(Steps steps, SubmissionDeskLimits limits)
    : steps_(std::move(steps)), limits_(limits) {
  for (std::size_t i = 0; i < limits_.threads; ++i) workers_.emplace_back([this] { run_work(); });
  look_up_ = std::thread([this] { run_look_up(); });
}

SubmissionDesk::~SubmissionDesk() {
  {
    const std::lock_guard lock(arrived_mutex_);
    ending_ = true;
  }
  arrival_.notify_one();
  look_up_.join();
  {
    const std::lock_guard lock(ready_mutex_);
    all_looked_up_ = true;
  }
  work_.notify_all();
  for (std::thread& thread : workers_) thread.join();
}

bool SubmissionDesk::take(ArrivedSubmission&& arrived) {
  std::size_t waiting = 0;
  {
    const std::lock_guard lock(arrived_mutex_);
    if (ending_ || arrived_.size() >= limits_.waiting_max) return false;
    arrived_.push_back(std::move(arrived));
    waiting = arrived_.size();
  }
  if (waiting == 1 || waiting == limits_.asked_max) arrival_.notify_one();
  return true;
}

std::vector<ArrivedSubmission> SubmissionDesk::take_arrived() {
  std::vector<ArrivedSubmission> taken;
  std::unique_lock lock(arrived_mutex_);
  arrival_.wait(lock, [this] { return ending_ || !arrived_.empty(); });
  arrival_.wait_for(lock, limits_.gather, [this] { return ending_ || arrived_.size() >= limits_.asked_max; });
  taken.swap(arrived_);
  return taken;
}

void SubmissionDesk::run_look_up() {
  for (;;) {
    auto taken = take_arrived();
    if (taken.empty()) return;  // ending, and nothing waits
    for (std::size_t at = 0; at < taken.size(); at += limits_.asked_max) {
      const auto part = std::span(taken).subspan(at, std::min(limits_.asked_max, taken.size() - at));
      const Result<Done> outcome = steps_.look_up(part);
      {
        const std::lock_guard lock(ready_mutex_);
        for (ArrivedSubmission& one : part) ready_.push_back({std::move(one), outcome});
      }
      part.size() == 1 ? work_.notify_one() : work_.notify_all();
    }
  }
}

std::vector<SubmissionDesk::LookedUp> SubmissionDesk::take_share() {
  std::vector<LookedUp> share;
  std::unique_lock lock(ready_mutex_);
  work_.wait(lock, [this] { return all_looked_up_ || !ready_.empty(); });
  const std::size_t fair = (ready_.size() + limits_.threads - 1) / limits_.threads;
  const auto end = ready_.begin() + static_cast<std::ptrdiff_t>(std::min(fair, share_max));
  std::move(ready_.begin(), end, std::back_inserter(share));
  ready_.erase(ready_.begin(), end);
  return share;
}

void SubmissionDesk::run_work() {
  for (;;) {
    auto share = take_share();
    if (share.empty()) return;
    for (LookedUp& one : share) steps_.handle(std::move(one.household), one.outcome);
  }
}

}  // namespace sanaq
