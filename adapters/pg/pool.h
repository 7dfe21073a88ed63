#pragma once
#include <condition_variable>
#include <mutex>
#include <vector>

#include "pg/connection.h"

namespace sanaq::pg {

struct PoolOptions {
  std::string conninfo;
  int size = 8;  // most connections at one time
  ConnectionLimits limits;
};

class Pool;

/// A connection borrowed from a Pool; goes back when it leaves its scope. One that broke or is still inside a
/// transaction is closed instead.
class Lease {
 public:
  Lease(Lease&& other) noexcept;
  Lease& operator=(Lease&&) = delete;
  ~Lease();
  Connection& operator*() { return *connection_; }
  Connection* operator->() { return &*connection_; }

 private:
  friend class Pool;
  Lease(Pool& pool, Connection connection) : pool_(&pool), connection_(std::move(connection)) {}
  Pool* pool_;
  std::optional<Connection> connection_;
};

/// At most `size` connections shared by threads; connections are opened when first needed. Outlives its leases.
class Pool {
 public:
  explicit Pool(PoolOptions options) : options_(std::move(options)) {}
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  /// Waits for a free connection. One that the server closed is replaced; while the server is away (it restarts), it
  /// is tried again with growing pauses until `timeout`. A server that dies in this very moment is noticed by the next
  /// statement only ("db.connection"): the work is then done again with a fresh lease.
  /// Errors: "db.pool_timeout" (all are in use), "db.connection", "db.permission" (at once).
  Result<Lease> acquire(std::chrono::milliseconds timeout);
  /// Connections now lent.
  int lent() const;

 private:
  friend class Lease;
  void give_back(std::optional<Connection> connection);
  void drop_idle();
  Result<Connection> connect_until(const class Deadline& deadline) const;

  PoolOptions options_;
  mutable std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<Connection> idle_;
  int lent_ = 0;
};

}  // namespace sanaq::pg
