#pragma once
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace sanaq::http {

/// Threads that run jobs from one queue with a limit. Jobs must not throw.
class WorkerPool {
 public:
  /// threads >= 1; queue_max: jobs waiting beside those running.
  WorkerPool(std::size_t threads, std::size_t queue_max);
  /// Runs what is queued, then ends the threads.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;
  /// False when the queue is full or the pool has stopped; `job` is then left as it was.
  bool try_run(std::function<void()>& job);
  /// Waits for the queued jobs and ends the threads; later jobs are refused.
  void stop();
  std::size_t waiting() const;

 private:
  void work();
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> queue_;
  std::size_t queue_max_;
  bool stopped_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace sanaq::http
