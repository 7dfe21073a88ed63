#include "pg/pipeline.h"

#include <libpq-fe.h>
#include <poll.h>

#include <utility>

#include "pg/sqlstate.h"

namespace sanaq::pg {
namespace {

constexpr std::size_t pump_bytes = 64 * 1024;  // send at least this often, so that libpq's buffer stays small
constexpr int answer_wait_ms = 120'000;        // the server's own statement_timeout ends a statement long before

/// Waits until the socket can be read, or also written when `writing`. False after answer_wait_ms.
bool wait_socket(const pg_conn* connection, bool writing) {
  pollfd watched{PQsocket(connection), static_cast<short>(writing ? POLLIN | POLLOUT : POLLIN), 0};
  int ready = 0;
  do {
    ready = ::poll(&watched, 1, answer_wait_ms);
  } while (ready < 0 && errno == EINTR);
  return ready > 0;
}

std::size_t bytes_of(Params params) {
  std::size_t bytes = 0;
  for (const Param& param : params) bytes += param.bytes().size() + 8;
  return bytes;
}

}  // namespace

Result<Pipeline> Pipeline::begin(Connection& connection) {
  PGconn* raw = connection.handle_.get();
  if (PQsetnonblocking(raw, 1) != 0 || PQenterPipelineMode(raw) != 1) {
    return Error{"db.connection", "the connection cannot start a batch"};
  }
  return Pipeline(connection);
}

Pipeline::Pipeline(Pipeline&& other) noexcept
    : connection_(std::exchange(other.connection_, nullptr)),
      expected_(std::move(other.expected_)),
      preparing_(std::move(other.preparing_)),
      count_(other.count_),
      unsent_bytes_(other.unsent_bytes_),
      failed_at_(other.failed_at_),
      first_error_(std::move(other.first_error_)) {}

Pipeline::~Pipeline() {
  if (connection_ != nullptr) static_cast<void>(finish());
}

Error Pipeline::lost() const { return error_of_connection(connection_->handle_.get()); }

Result<Done> Pipeline::add(const Statement& statement, std::initializer_list<Param> params) {
  return add(statement, Params(params.begin(), params.size()));
}

Result<Done> Pipeline::add(const Statement& statement, Params params) {
  SANAQ_CHECK(connection_ != nullptr);
  SANAQ_CHECK(!statement.name.empty());
  const BoundParams bound(params);
  const std::string key = Connection::cache_key(statement, bound);
  SANAQ_TRY_DONE(send_prepare(statement, bound, key));
  const auto known = connection_->prepared_.find(key);
  const std::string& name = known != connection_->prepared_.end() ? known->second : preparing_.at(key);
  if (PQsendQueryPrepared(connection_->handle_.get(), name.c_str(), bound.size(), bound.values(), bound.lengths(),
                          bound.formats(), 1) != 1) {
    return lost();
  }
  expected_.push_back({count_++, false, {}, {}, statement.name});
  unsent_bytes_ += bytes_of(params);
  if (unsent_bytes_ < pump_bytes) return Done{};
  unsent_bytes_ = 0;
  return pump();
}

Result<Done> Pipeline::send_prepare(const Statement& statement, const BoundParams& bound, const std::string& key) {
  if (connection_->prepared_.contains(key) || preparing_.contains(key)) return Done{};
  std::string name = connection_->next_server_name();
  if (PQsendPrepare(connection_->handle_.get(), name.c_str(), std::string(statement.text).c_str(), bound.size(),
                    bound.types()) != 1) {
    return lost();
  }
  expected_.push_back({count_, true, key, name, statement.name});
  preparing_.emplace(key, std::move(name));
  return Done{};
}

Result<Done> Pipeline::pump() {
  PGconn* raw = connection_->handle_.get();
  while (true) {
    const int left = PQflush(raw);
    if (left < 0) return lost();
    if (left == 0) return Done{};
    // The server stops reading when nobody takes its answers, so both directions must move.
    if (!wait_socket(raw, true)) return Error{"db.timeout", "the database does not read"};
    if (PQconsumeInput(raw) != 1) return lost();
  }
}

Result<Done> Pipeline::wait_for_answer() {
  PGconn* raw = connection_->handle_.get();
  while (PQisBusy(raw) == 1) {
    if (!wait_socket(raw, false)) return Error{"db.timeout", "the database does not answer"};
    if (PQconsumeInput(raw) != 1) return lost();
  }
  return Done{};
}

void Pipeline::note(const Expected& expected, Error error) {
  if (first_error_) return;
  first_error_ = std::move(error);
  failed_at_ = expected.index;
}

Result<Done> Pipeline::take(const Expected& expected, std::vector<Rows>& rows) {
  PGconn* raw = connection_->handle_.get();
  SANAQ_TRY_DONE(wait_for_answer());
  ResultHandle result(PQgetResult(raw));
  if (!result) return lost();
  const ExecStatusType status = PQresultStatus(result.get());
  const bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
  if (!good && status != PGRES_PIPELINE_ABORTED) note(expected, error_of_result(result.get(), expected.statement));
  if (good && expected.is_prepare) connection_->prepared_.emplace(expected.key, expected.server_name);
  if (good && !expected.is_prepare) rows.emplace_back(std::move(result));
  SANAQ_TRY_DONE(wait_for_answer());
  ResultHandle end(PQgetResult(raw));  // each statement ends with an empty result
  if (end) return Error{"db.other", "a statement gave more than one result"};
  return Done{};
}

Result<Done> Pipeline::take_sync() {
  PGconn* raw = connection_->handle_.get();
  while (true) {
    SANAQ_TRY_DONE(wait_for_answer());
    ResultHandle result(PQgetResult(raw));
    if (!result) {
      if (PQstatus(raw) != CONNECTION_OK) return lost();
      continue;
    }
    if (PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC) return Done{};
    // A failed commit (a deferred constraint) is told here.
    if (!first_error_) first_error_ = error_of_result(result.get(), "commit");
  }
}

Result<std::vector<Rows>> Pipeline::finish() {
  SANAQ_CHECK(connection_ != nullptr);
  PGconn* raw = connection_->handle_.get();
  std::vector<Rows> rows;
  rows.reserve(count_);
  const auto run = [&]() -> Result<Done> {
    if (PQpipelineSync(raw) != 1) return lost();
    SANAQ_TRY_DONE(pump());
    for (const Expected& expected : expected_) SANAQ_TRY_DONE(take(expected, rows));
    return take_sync();
  };
  auto outcome = run();
  const bool clean = outcome && PQexitPipelineMode(raw) == 1 && PQsetnonblocking(raw, 0) == 0;
  if (!clean) connection_->handle_.reset();  // half a conversation: nobody may use it again
  connection_ = nullptr;
  if (first_error_) return *first_error_;
  if (!outcome) return outcome.error();
  return rows;
}

}  // namespace sanaq::pg
