#include "pg/transaction.h"

#include <utility>

namespace sanaq::pg {
namespace {

constexpr Statement begin_read_committed{"", "begin isolation level read committed", "", ""};
constexpr Statement begin_repeatable_read{"", "begin isolation level repeatable read", "", ""};
constexpr Statement begin_serializable{"", "begin isolation level serializable", "", ""};
constexpr Statement commit_statement{"", "commit", "", ""};
constexpr Statement rollback_statement{"", "rollback", "", ""};

const Statement& begin_statement(Isolation isolation) {
  switch (isolation) {
    case Isolation::repeatable_read: return begin_repeatable_read;
    case Isolation::serializable: return begin_serializable;
    case Isolation::read_committed: break;
  }
  return begin_read_committed;
}

}  // namespace

Result<Transaction> Transaction::begin(Connection& connection, Isolation isolation) {
  SANAQ_CHECK(connection.is_idle() || !connection.is_usable());
  SANAQ_TRY(const Rows rows, connection.query(begin_statement(isolation)));
  return Transaction(connection);
}

Transaction::Transaction(Transaction&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) {}

Transaction::~Transaction() {
  if (connection_ != nullptr) static_cast<void>(rollback());  // a lost server rolls back by itself
}

Result<Done> Transaction::commit() {
  SANAQ_CHECK(connection_ != nullptr);
  Connection* connection = std::exchange(connection_, nullptr);
  SANAQ_TRY(const Rows rows, connection->query(commit_statement));
  // COMMIT of a failed transaction is no error for PostgreSQL: it answers ROLLBACK.
  if (rows.command() != "COMMIT") return Error{"db.aborted", "an earlier statement of the transaction failed"};
  return Done{};
}

Result<Done> Transaction::rollback() {
  SANAQ_CHECK(connection_ != nullptr);
  Connection* connection = std::exchange(connection_, nullptr);
  SANAQ_TRY(const Rows rows, connection->query(rollback_statement));
  return Done{};
}

}  // namespace sanaq::pg
