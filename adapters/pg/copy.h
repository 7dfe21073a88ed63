#pragma once
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "pg/connection.h"

namespace sanaq::pg {

/// Writes rows by binary COPY, the fastest way in. `command`: `copy person (id, no) from stdin (format binary)`.
/// The width of a whole number must be that of the column; jsonb and numeric columns cannot be written (copy into text
/// first). Rows are durable after finish() and the commit of the transaction around it.
class CopyIn {
 public:
  static Result<CopyIn> begin(Connection& connection, const std::string& command);
  CopyIn(CopyIn&& other) noexcept;
  CopyIn& operator=(CopyIn&&) = delete;
  /// Without finish() no row stays.
  ~CopyIn();

  Result<Done> row(Params values);
  Result<Done> row(std::initializer_list<Param> values);
  /// The number of rows written. Errors: constraint errors come here.
  Result<std::int64_t> finish();

 private:
  explicit CopyIn(Connection& connection) : connection_(&connection) {}
  Result<Done> send();
  Result<std::int64_t> end(const char* reason);

  Connection* connection_;  // nullptr when ended
  std::string buffer_;
};

/// Reads rows by binary COPY, without holding them all in memory. `command`: `copy (select ...) to stdout (format
/// binary)`. All rows must be read, or the object dropped: then the connection is closed.
class CopyOut {
 public:
  static Result<CopyOut> begin(Connection& connection, const std::string& command);
  CopyOut(CopyOut&& other) noexcept;
  CopyOut& operator=(CopyOut&&) = delete;
  ~CopyOut();

  /// True when a row was read, false after the last one. Errors: "db.copy_format", those of sqlstate.h.
  Result<bool> next();
  int columns() const { return static_cast<int>(fields_.size()); }
  bool is_null(int column) const { return !field(column).has_value(); }
  /// T as in Row::get, without arrays. COPY tells no types: only the length can be checked. Views are valid until the
  /// following next().
  template <class T>
  T get(int column) const {
    if constexpr (requires(T t) { t.value_or(*t); }) {
      if (is_null(column)) return std::nullopt;
      return get<typename T::value_type>(column);
    } else {
      const auto& bytes = field(column);
      SANAQ_CHECK(bytes.has_value());
      SANAQ_CHECK(Wire<T>::reads(*bytes));
      return Wire<T>::read(*bytes);
    }
  }

 private:
  explicit CopyOut(Connection& connection) : connection_(&connection) {}
  const std::optional<std::string_view>& field(int column) const;
  Result<bool> receive();
  Result<Done> end();
  Result<bool> parse_row(std::string_view bytes);

  Connection* connection_;  // nullptr when ended
  char* buffer_ = nullptr;  // owned, from libpq
  bool head_seen_ = false;
  std::vector<std::optional<std::string_view>> fields_;
};

}  // namespace sanaq::pg
