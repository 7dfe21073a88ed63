#pragma once
#include <chrono>

#include "pg/pool.h"
#include "store/store_error.h"

namespace sanaq {

/// How long a store waits for a free connection or for a server that restarts.
inline constexpr std::chrono::milliseconds connection_wait{5'000};

/// A connection of the pool. Errors: "store.unavailable".
inline Result<pg::Lease> lease(pg::Pool& pool) {
  auto connection = pool.acquire(connection_wait);
  if (!connection) return store_error(connection.error());
  return connection;
}

}  // namespace sanaq
