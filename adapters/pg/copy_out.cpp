#include <libpq-fe.h>

#include <utility>

#include "pg/copy.h"
#include "pg/sqlstate.h"

namespace sanaq::pg {
namespace {

constexpr std::size_t fixed_head = 19;  // signature 11, flags 4, length of the extension 4

Error broken() { return {"db.copy_format", "the answer is no binary COPY"}; }

}  // namespace

Result<CopyOut> CopyOut::begin(Connection& connection, const std::string& command) {
  ResultHandle result(PQexec(connection.handle_.get(), command.c_str()));
  if (PQresultStatus(result.get()) != PGRES_COPY_OUT) return error_of_result(result.get(), "copy");
  if (PQbinaryTuples(result.get()) != 1) {
    connection.handle_.reset();
    return broken();
  }
  return CopyOut(connection);
}

CopyOut::CopyOut(CopyOut&& other) noexcept
    : connection_(std::exchange(other.connection_, nullptr)),
      buffer_(std::exchange(other.buffer_, nullptr)),
      head_seen_(other.head_seen_),
      fields_(std::move(other.fields_)) {}

CopyOut::~CopyOut() {
  if (buffer_ != nullptr) PQfreemem(buffer_);
  if (connection_ != nullptr) connection_->handle_.reset();  // the rest of the rows stands in the way
}

const std::optional<std::string_view>& CopyOut::field(int column) const {
  SANAQ_CHECK(column >= 0 && column < columns());
  return fields_[static_cast<std::size_t>(column)];
}

Result<bool> CopyOut::next() {
  if (connection_ == nullptr) return false;
  SANAQ_TRY(const bool row, receive());
  if (row) return true;
  SANAQ_TRY_DONE(end());
  return false;
}

Result<bool> CopyOut::receive() {
  if (buffer_ != nullptr) PQfreemem(std::exchange(buffer_, nullptr));
  fields_.clear();
  const int size = PQgetCopyData(connection_->handle_.get(), &buffer_, 0);
  if (size == -1) return false;
  if (size < 0) return error_of_connection(connection_->handle_.get());
  std::string_view bytes(buffer_, static_cast<std::size_t>(size));
  if (!head_seen_) {
    if (bytes.size() < fixed_head) return broken();
    const std::uint64_t extension = read_big_endian(bytes.substr(15, 4));
    if (extension > bytes.size() - fixed_head) return broken();
    bytes.remove_prefix(fixed_head + extension);
    head_seen_ = true;
    if (bytes.empty()) return receive();  // the server may send the head by itself; this happens once
  }
  SANAQ_TRY(const bool row, parse_row(bytes));
  return row ? Result<bool>(true) : receive();  // after the end mark libpq tells the end
}

Result<bool> CopyOut::parse_row(std::string_view bytes) {
  if (bytes.size() < 2) return broken();
  const std::uint64_t count = read_big_endian(bytes.substr(0, 2));
  bytes.remove_prefix(2);
  if (count == 0xFFFF) return false;
  for (std::uint64_t i = 0; i < count; ++i) {
    if (bytes.size() < 4) return broken();
    const auto length = static_cast<std::int32_t>(read_big_endian(bytes.substr(0, 4)));
    bytes.remove_prefix(4);
    if (length < 0) {
      fields_.emplace_back(std::nullopt);
      continue;
    }
    if (static_cast<std::size_t>(length) > bytes.size()) return broken();
    fields_.emplace_back(bytes.substr(0, static_cast<std::size_t>(length)));
    bytes.remove_prefix(static_cast<std::size_t>(length));
  }
  return true;
}

Result<Done> CopyOut::end() {
  PGconn* raw = std::exchange(connection_, nullptr)->handle_.get();
  std::optional<Error> error;
  while (ResultHandle result{PQgetResult(raw)}) {
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK && !error) error = error_of_result(result.get(), "copy");
    if (PQstatus(raw) != CONNECTION_OK) break;
  }
  if (error) return *error;
  return Done{};
}

}  // namespace sanaq::pg
