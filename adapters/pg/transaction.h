#pragma once
#include "pg/connection.h"

namespace sanaq::pg {

/// For a Pipeline: a transaction that is opened, or ended, in the same round trip as its work. One that is
/// not ended is rolled back with its session: a pool closes it.
inline constexpr Statement begin_in_pipeline{"pg.begin", "begin isolation level read committed", "", ""};
inline constexpr Statement commit_in_pipeline{"pg.commit", "commit", "", ""};

enum class Isolation : std::uint8_t { read_committed, repeatable_read, serializable };

/// A transaction that is rolled back when it leaves its scope without commit(). The Connection outlives it.
class Transaction {
 public:
  static Result<Transaction> begin(Connection& connection, Isolation isolation = Isolation::read_committed);
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  /// Durable when it returns Done. Errors: "db.serialization", "db.connection" (whether it was committed is
  /// unknown), "db.aborted" (a statement failed before and the server rolled back), constraint errors that
  /// were deferred.
  Result<Done> commit();
  Result<Done> rollback();

 private:
  explicit Transaction(Connection& connection) : connection_(&connection) {}
  Connection* connection_;  // nullptr when ended
};

}  // namespace sanaq::pg
