#pragma once
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "pg/wire.h"

struct pg_result;

namespace sanaq::pg {

struct ResultDeleter {
  void operator()(pg_result* result) const;
};
using ResultHandle = std::unique_ptr<pg_result, ResultDeleter>;

class Row;

/// What one statement gave: rows in the order of the statement, columns by position (0 first). Owns the memory that
/// `get<std::string_view>` and `get<Bytes>` point into.
class Rows {
 public:
  Rows() = default;
  explicit Rows(ResultHandle result);
  int size() const { return size_; }
  bool empty() const { return size_ == 0; }
  int columns() const;
  /// Rows inserted, updated, deleted or selected.
  std::int64_t affected() const;
  /// The command as the server names it, "INSERT 0 1".
  std::string_view command() const;
  Row operator[](int row) const;

  class Iterator;
  Iterator begin() const;
  Iterator end() const;

 private:
  friend class Row;
  TypeId type(int column) const;
  bool is_null(int row, int column) const;
  std::string_view bytes(int row, int column) const;

  ResultHandle result_;
  int size_ = 0;
};

template <class T>
struct ReadColumn {
  static T read(TypeId type, std::string_view bytes) {
    SANAQ_CHECK(Wire<T>::accepts(type));
    SANAQ_CHECK(Wire<T>::reads(bytes));
    return Wire<T>::read(bytes);
  }
};
template <class T>
struct ReadColumn<std::vector<T>> {
  static std::vector<T> read(TypeId, std::string_view bytes) {
    const auto array = read_array(bytes);
    SANAQ_CHECK(array.has_value());
    std::vector<T> values;
    values.reserve(array->parts.size());
    for (const auto& part : array->parts) {
      SANAQ_CHECK(part.has_value());
      values.push_back(ReadColumn<T>::read(array->element, *part));
    }
    return values;
  }
};
template <class T>
struct ReadColumn<std::vector<std::optional<T>>> {
  static std::vector<std::optional<T>> read(TypeId, std::string_view bytes) {
    const auto array = read_array(bytes);
    SANAQ_CHECK(array.has_value());
    std::vector<std::optional<T>> values;
    values.reserve(array->parts.size());
    for (const auto& part : array->parts) {
      values.push_back(part ? std::optional<T>(ReadColumn<T>::read(array->element, *part)) : std::nullopt);
    }
    return values;
  }
};

/// One row; valid as long as its Rows. That a column has the type asked for, and is not null unless an optional is
/// asked for, is a fact of our own schema and statements: a breach stops the program. A test compares every statement
/// with the types its file claims.
class Row {
 public:
  bool is_null(int column) const { return rows_->is_null(index_, column); }
  /// T: std::int16_t, std::int32_t, std::int64_t (any whole number column that fits), bool, UtcInstant, CivilDate,
  /// Uuid, std::string, std::string_view (text of any kind, json, jsonb, enum), Bytes, std::vector of these, and
  /// std::optional of all of them.
  template <class T>
  T get(int column) const {
    if constexpr (requires(T t) { t.value_or(*t); }) {
      if (is_null(column)) return std::nullopt;
      return get<typename T::value_type>(column);
    } else {
      SANAQ_CHECK(!is_null(column));
      return ReadColumn<T>::read(rows_->type(column), rows_->bytes(index_, column));
    }
  }

 private:
  friend class Rows;
  Row(const Rows* rows, int index) : rows_(rows), index_(index) {}
  const Rows* rows_;
  int index_;
};

class Rows::Iterator {
 public:
  Iterator(const Rows* rows, int row) : rows_(rows), row_(row) {}
  Row operator*() const { return (*rows_)[row_]; }
  Iterator& operator++() { return ++row_, *this; }
  friend bool operator==(const Iterator&, const Iterator&) = default;

 private:
  const Rows* rows_;
  int row_;
};

inline Rows::Iterator Rows::begin() const { return {this, 0}; }
inline Rows::Iterator Rows::end() const { return {this, size_}; }

}  // namespace sanaq::pg
