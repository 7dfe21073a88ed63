#include "http/inside/loop.h"

#include "base/bytes.h"
#include "http/inside/loop_post.h"
#include "os/clocks.h"
#include "os/system_rng.h"

namespace sanaq::http {

ServerShared::ServerShared(ServerConfig settings, Router routes, ServerHooks callbacks)
    : config(std::move(settings)),
      router(std::move(routes)),
      hooks(std::move(callbacks)),
      metrics(hooks.metrics, router),
      id_prefix(to_hex(os::random_bytes(4)) + "-"),
      pool(config.workers, config.queue_max) {}

std::string ServerShared::make_request_id() {
  return id_prefix + std::to_string(next_request.fetch_add(1, std::memory_order_relaxed));
}

Response ServerShared::make_problem(int status, std::string_view code, const Request* request,
                                    std::string_view request_id) const {
  if (!hooks.problem_page) return problem(status, code, request_id);
  Response out = hooks.problem_page(status, code, request);
  out.status = status;
  return out;
}

Loop::Loop(std::shared_ptr<ServerShared> shared) : shared_(std::move(shared)), work_(io_.get_executor()) {
  head_.fixed = render_headers(shared_->config.fixed_headers);
}

void Loop::run() { io_.run(); }

void Loop::finish() {
  {
    const std::lock_guard lock(ended_mutex_);
    ended_ = true;
  }
  // Answers posted in the last moment and aborted operations let go of their connections.
  io_.restart();
  io_.poll();
}

void Loop::start_stopping() {
  stopping_ = true;
  const auto now_open = connections_;
  for (OpenConnection* connection : now_open)
    if (connections_.contains(connection)) connection->close_when_idle();
}

void Loop::close_all() {
  stopping_ = true;
  while (!connections_.empty()) (*connections_.begin())->close_now();
  work_.reset();
}

const HeadTemplate& Loop::head_template() {
  const UtcInstant now = os::SystemClock().now();
  if (now.micros / micros_per_second != head_second_) {
    head_second_ = now.micros / micros_per_second;
    head_.date = http_date(now);
  }
  return head_;
}

}  // namespace sanaq::http
