#pragma once
#include <chrono>
#include <initializer_list>
#include <memory>
#include <string>
#include <unordered_map>

#include "base/result.h"
#include "pg/param.h"
#include "pg/rows.h"
#include "pg/statement.h"

struct pg_conn;

namespace sanaq::pg {

struct ConnectionLimits {
  std::chrono::milliseconds connect{5'000};
  std::chrono::milliseconds statement{30'000};  // 0: no limit
  std::chrono::milliseconds lock{10'000};       // waiting for a row or table lock; 0: no limit
  std::chrono::milliseconds idle_in_transaction{60'000};
  /// For statements that look up a few rows of many households at once: planned once for a session, always by
  /// index. A plan made while the tables are empty must not scan them when they are full.
  bool look_ups = false;
};

/// One session of a PostgreSQL server. Used by one thread at a time. All results come in binary form; the
/// session's zone is UTC. Errors of every call: those of sqlstate.h, "db.connection" when the server is gone
/// (then is_usable() is false for ever and the object is thrown away).
class Connection {
 public:
  /// conninfo: libpq's "key=value ..." or a postgresql:// address. Errors: "db.connection", "db.permission".
  static Result<Connection> connect(const std::string& conninfo, const ConnectionLimits& limits = {});
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) noexcept;
  ~Connection();

  /// Runs one statement. A named one is prepared at its first use on this connection and kept (one more round
  /// trip).
  Result<Rows> query(const Statement& statement, Params params);
  Result<Rows> query(const Statement& statement, std::initializer_list<Param> params = {});
  /// The number of rows touched.
  Result<std::int64_t> execute(const Statement& statement, std::initializer_list<Param> params = {});
  /// Several statements without parameters, in one implicit transaction; results are dropped. For migrations.
  Result<Done> run_script(const std::string& script);

  /// False when the server has closed the connection or an error made it useless. No round trip.
  bool is_usable();
  /// True when no transaction is open.
  bool is_idle() const;
  /// PostgreSQL's number of the process that serves this connection.
  int server_process() const;

 private:
  friend class Pipeline;
  friend class CopyIn;
  friend class CopyOut;
  friend Result<struct StatementShape> describe(Connection&, const Statement&);
  struct Closer {
    void operator()(pg_conn* connection) const;
  };
  explicit Connection(pg_conn* connection) : handle_(connection) {}
  /// Key of the cache: a name used with other parameter types is another prepared statement.
  static std::string cache_key(const Statement& statement, const BoundParams& params);
  Result<const std::string*> prepare(const Statement& statement, const BoundParams& params);
  std::string next_server_name();

  std::unique_ptr<pg_conn, Closer> handle_;
  std::unordered_map<std::string, std::string> prepared_;  // cache key -> name at the server
  std::int64_t prepared_count_ = 0;
};

/// The types PostgreSQL sees in a statement, spelled as in the head comments ("uuid,timestamptz").
struct StatementShape {
  std::string params;
  std::string columns;
};
/// Prepares the statement with the parameter types its head comment claims, and asks the server for its
/// shape; tests compare the two. Errors: those of prepare.
Result<StatementShape> describe(Connection& connection, const Statement& statement);

/// `value` quoted for a "key=value" conninfo.
std::string conninfo_value(std::string_view value);

}  // namespace sanaq::pg
