#include <libpq-fe.h>

#include <utility>

#include "base/text.h"
#include "pg/copy.h"
#include "pg/sqlstate.h"

namespace sanaq::pg {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t send_bytes = 64 * 1024;
constexpr std::string_view head = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0"sv;  // signature, flags, no extension

}  // namespace

Result<CopyIn> CopyIn::begin(Connection& connection, const std::string& command) {
  ResultHandle result(PQexec(connection.handle_.get(), command.c_str()));
  if (PQresultStatus(result.get()) != PGRES_COPY_IN) return error_of_result(result.get(), "copy");
  CopyIn copy(connection);
  copy.buffer_ = head;
  return copy;
}

CopyIn::CopyIn(CopyIn&& other) noexcept
    : connection_(std::exchange(other.connection_, nullptr)), buffer_(std::move(other.buffer_)) {}

CopyIn::~CopyIn() {
  if (connection_ != nullptr) static_cast<void>(end("given up"));
}

Result<Done> CopyIn::row(std::initializer_list<Param> values) { return row(Params(values.begin(), values.size())); }

Result<Done> CopyIn::row(Params values) {
  SANAQ_CHECK(connection_ != nullptr);
  append_big_endian(buffer_, values.size(), 2);
  for (const Param& value : values) {
    append_element(buffer_, value.is_null() ? std::nullopt : std::optional(value.bytes()));
  }
  return buffer_.size() < send_bytes ? Result<Done>(Done{}) : send();
}

Result<Done> CopyIn::send() {
  if (PQputCopyData(connection_->handle_.get(), buffer_.data(), static_cast<int>(buffer_.size())) != 1) {
    return error_of_connection(connection_->handle_.get());
  }
  buffer_.clear();
  return Done{};
}

Result<std::int64_t> CopyIn::finish() {
  SANAQ_CHECK(connection_ != nullptr);
  append_big_endian(buffer_, 0xFFFF, 2);
  if (auto sent = send(); !sent) {
    static_cast<void>(end("cannot send"));
    return sent.error();
  }
  return end(nullptr);
}

Result<std::int64_t> CopyIn::end(const char* reason) {
  PGconn* raw = std::exchange(connection_, nullptr)->handle_.get();
  if (PQputCopyEnd(raw, reason) != 1) return error_of_connection(raw);
  std::optional<Error> error;
  std::int64_t rows = 0;
  while (ResultHandle result{PQgetResult(raw)}) {
    if (PQresultStatus(result.get()) == PGRES_COMMAND_OK) {
      rows = parse_digits(PQcmdTuples(result.get())).value_or(0);
    } else if (!error) {
      error = error_of_result(result.get(), "copy");
    }
    if (PQstatus(raw) != CONNECTION_OK) break;
  }
  if (error) return *error;
  return rows;
}

}  // namespace sanaq::pg
