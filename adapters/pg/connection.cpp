#include "pg/connection.h"

#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <array>

#include "pg/sqlstate.h"

namespace sanaq::pg {
namespace {

constexpr int binary = 1;

/// Notices may quote values: nothing is written anywhere.
void drop_notice(void*, const PGresult*) {}

std::string session_settings(const ConnectionLimits& limits) {
  const auto set = [](std::string_view name, std::chrono::milliseconds value) {
    return "set " + std::string(name) + " = " + std::to_string(value.count()) + ";";
  };
  const std::string plans = limits.look_ups
                                ? "set enable_seqscan = off; set enable_hashjoin = off;"
                                  "set enable_mergejoin = off; set plan_cache_mode = force_generic_plan;"
                                : "";
  return plans + "set timezone = 'UTC';" + set("statement_timeout", limits.statement) +
         set("lock_timeout", limits.lock) +
         set("idle_in_transaction_session_timeout", limits.idle_in_transaction);
}

bool has_answer(const PGresult* result) {
  const ExecStatusType status = PQresultStatus(result);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
}

Result<Rows> rows_of(PGresult* raw, std::string_view statement) {
  ResultHandle result(raw);
  if (!has_answer(raw)) return error_of_result(raw, statement);
  return Rows(std::move(result));
}

}  // namespace

void Connection::Closer::operator()(pg_conn* connection) const { PQfinish(connection); }
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
Connection::~Connection() = default;

Result<Connection> Connection::connect(const std::string& conninfo, const ConnectionLimits& limits) {
  const auto whole_seconds =
      std::max<std::int64_t>(2, (limits.connect.count() + 999) / 1000);  // libpq takes 2 or more
  const std::string timeout = std::to_string(whole_seconds);
  // What stands before `dbname` are defaults that the conninfo may change.
  const std::array<const char*, 8> keys{"application_name",
                                        "connect_timeout",
                                        "keepalives_idle",
                                        "tcp_user_timeout",
                                        "dbname",
                                        "client_encoding",
                                        nullptr};
  const std::array<const char*, 8> values{"sanaq",          timeout.c_str(), "30",   "30000",
                                          conninfo.c_str(), "UTF8",          nullptr};
  Connection connection(PQconnectdbParams(keys.data(), values.data(), 1));
  PGconn* raw = connection.handle_.get();
  if (raw == nullptr) return Error{"db.connection", "no memory"};
  if (PQstatus(raw) != CONNECTION_OK) return error_of_connection(raw);
  PQsetNoticeReceiver(raw, drop_notice, nullptr);
  SANAQ_TRY_DONE(connection.run_script(session_settings(limits)));
  return connection;
}

std::string Connection::cache_key(const Statement& statement, const BoundParams& params) {
  std::string key(statement.name);
  key.push_back('\0');
  key.append(reinterpret_cast<const char*>(params.types()),
             static_cast<std::size_t>(params.size()) * sizeof(TypeId));
  return key;
}

std::string Connection::next_server_name() { return "s" + std::to_string(prepared_count_++); }

Result<const std::string*> Connection::prepare(const Statement& statement, const BoundParams& params) {
  std::string key = cache_key(statement, params);
  if (auto found = prepared_.find(key); found != prepared_.end()) return &found->second;
  std::string name = next_server_name();
  ResultHandle result(PQprepare(handle_.get(), name.c_str(), std::string(statement.text).c_str(),
                                params.size(), params.types()));
  if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) return error_of_result(result.get(), statement.name);
  return &prepared_.emplace(std::move(key), std::move(name)).first->second;
}

Result<Rows> Connection::query(const Statement& statement, Params params) {
  const BoundParams bound(params);
  if (statement.name.empty()) {
    return rows_of(PQexecParams(handle_.get(), std::string(statement.text).c_str(), bound.size(),
                                bound.types(), bound.values(), bound.lengths(), bound.formats(), binary),
                   "once");
  }
  SANAQ_TRY(const std::string* name, prepare(statement, bound));
  return rows_of(PQexecPrepared(handle_.get(), name->c_str(), bound.size(), bound.values(), bound.lengths(),
                                bound.formats(), binary),
                 statement.name);
}

Result<Rows> Connection::query(const Statement& statement, std::initializer_list<Param> params) {
  return query(statement, Params(params.begin(), params.size()));
}

Result<std::int64_t> Connection::execute(const Statement& statement, std::initializer_list<Param> params) {
  SANAQ_TRY(const Rows rows, query(statement, params));
  return rows.affected();
}

Result<Done> Connection::run_script(const std::string& script) {
  SANAQ_TRY(const Rows rows, rows_of(PQexec(handle_.get(), script.c_str()), "script"));
  return Done{};
}

bool Connection::is_usable() {
  PGconn* raw = handle_.get();
  if (raw == nullptr || PQstatus(raw) != CONNECTION_OK) return false;
  pollfd watched{PQsocket(raw), POLLIN, 0};
  if (::poll(&watched, 1, 0) == 0) return true;  // a quiet socket: nothing said, nothing closed
  return PQconsumeInput(raw) == 1 && PQstatus(raw) == CONNECTION_OK;
}

bool Connection::is_idle() const { return PQtransactionStatus(handle_.get()) == PQTRANS_IDLE; }

int Connection::server_process() const { return PQbackendPID(handle_.get()); }

std::string conninfo_value(std::string_view value) {
  std::string quoted = "'";
  for (char c : value) {
    if (c == '\'' || c == '\\') quoted.push_back('\\');
    quoted.push_back(c);
  }
  return quoted + "'";
}

}  // namespace sanaq::pg
