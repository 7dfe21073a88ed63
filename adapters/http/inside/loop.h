#pragma once
#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "http/inside/response_head.h"
#include "http/inside/server_metrics.h"
#include "http/server.h"
#include "http/worker_pool.h"

namespace sanaq::http {

/// What all connections of a server share. Outlives them: loops and held Responders own it together.
struct ServerShared {
  ServerShared(ServerConfig settings, Router routes, ServerHooks callbacks);
  ServerConfig config;
  Router router;
  ServerHooks hooks;
  ServerMetrics metrics;
  std::atomic<std::size_t> open{0};
  std::atomic<std::uint64_t> next_request{0};
  std::string id_prefix;  // random, so that ids of two runs differ
  WorkerPool pool;        // last: its jobs use the members above

  std::string make_request_id();
  Response make_problem(int status, std::string_view code, const Request* request,
                        std::string_view request_id) const;
};

/// A connection as its loop sees it; called on the loop's thread only.
class OpenConnection {
 public:
  virtual ~OpenConnection() = default;
  /// Closes at once when idle, else after the answer under way.
  virtual void close_when_idle() = 0;
  virtual void close_now() = 0;
};

/// One event loop: its sockets, timers and connections belong to one thread.
class Loop {
 public:
  explicit Loop(std::shared_ptr<ServerShared> shared);
  boost::asio::io_context& io() { return io_; }
  ServerShared& shared() { return *shared_; }
  bool is_loop_thread() { return io_.get_executor().running_in_this_thread(); }
  /// Runs `work` on the loop's thread; dropped once the loop has ended. Any thread.
  template <class Work>
  void post(Work&& work);
  void run();
  /// After the thread has ended: nothing is posted any more, what still waits is finished.
  void finish();
  void add(OpenConnection* connection) { connections_.insert(connection); }
  void remove(OpenConnection* connection) { connections_.erase(connection); }
  /// On the loop's thread.
  void start_stopping();
  void close_all();
  bool is_stopping() const { return stopping_; }
  const HeadTemplate& head_template();

 private:
  std::shared_ptr<ServerShared> shared_;
  boost::asio::io_context io_{1};
  std::optional<boost::asio::executor_work_guard<boost::asio::io_context::executor_type>> work_;
  std::unordered_set<OpenConnection*> connections_;
  std::mutex ended_mutex_;
  bool ended_ = false;
  bool stopping_ = false;
  HeadTemplate head_;
  std::int64_t head_second_ = -1;
};

}  // namespace sanaq::http
