#include "pg/pool.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "pg/deadline.h"

namespace sanaq::pg {
namespace {

constexpr std::chrono::milliseconds pause_first{20};
constexpr std::chrono::milliseconds pause_max{1'000};

}  // namespace

Lease::Lease(Lease&& other) noexcept
    : pool_(std::exchange(other.pool_, nullptr)), connection_(std::move(other.connection_)) {}

Lease::~Lease() {
  if (pool_ != nullptr) pool_->give_back(std::move(connection_));
}

Result<Lease> Pool::acquire(std::chrono::milliseconds timeout) {
  const Deadline deadline = Deadline::after(timeout);
  std::optional<Connection> found;
  {
    std::unique_lock lock(mutex_);
    if (!returned_.wait_for(lock, timeout, [&] { return lent_ < options_.size; })) {
      return Error{"db.pool_timeout", "all database connections are in use"};
    }
    ++lent_;
    if (!idle_.empty()) {
      found = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (found && found->is_usable()) return Lease(*this, *std::move(found));
  if (found) drop_idle();
  auto fresh = connect_until(deadline);
  if (!fresh) {
    give_back(std::nullopt);
    return fresh.error();
  }
  return Lease(*this, *std::move(fresh));
}

Result<Connection> Pool::connect_until(const Deadline& deadline) const {
  std::chrono::milliseconds pause = pause_first;
  while (true) {
    auto fresh = Connection::connect(options_.conninfo, options_.limits);
    if (fresh || fresh.error().code == "db.permission" || deadline.passed()) return fresh;
    std::this_thread::sleep_for(std::min(pause, deadline.left()));
    pause = std::min(pause * 2, pause_max);
  }
}

/// One session was cut off: its neighbours were too, or will be in a moment.
void Pool::drop_idle() {
  std::vector<Connection> dropped;
  {
    const std::lock_guard lock(mutex_);
    dropped.swap(idle_);
  }  // closed outside the lock
}

void Pool::give_back(std::optional<Connection> connection) {
  if (connection && !connection->is_usable()) drop_idle();
  if (connection && !(connection->is_usable() && connection->is_idle())) connection.reset();
  {
    const std::lock_guard lock(mutex_);
    --lent_;
    if (connection) idle_.push_back(*std::move(connection));
  }
  returned_.notify_one();
}

int Pool::lent() const {
  const std::lock_guard lock(mutex_);
  return lent_;
}

}  // namespace sanaq::pg
