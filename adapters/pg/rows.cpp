#include "pg/rows.h"

#include <libpq-fe.h>

#include "base/text.h"

namespace sanaq::pg {
namespace {

constexpr TypeId jsonb_type = 3802;

}  // namespace

void ResultDeleter::operator()(pg_result* result) const { PQclear(result); }

Rows::Rows(ResultHandle result) : result_(std::move(result)), size_(PQntuples(result_.get())) {}

int Rows::columns() const { return result_ ? PQnfields(result_.get()) : 0; }

std::int64_t Rows::affected() const {
  if (!result_) return 0;
  return parse_digits(PQcmdTuples(result_.get())).value_or(0);
}

std::string_view Rows::command() const { return result_ ? PQcmdStatus(result_.get()) : ""; }

Row Rows::operator[](int row) const {
  SANAQ_CHECK(row >= 0 && row < size_);
  return {this, row};
}

TypeId Rows::type(int column) const {
  SANAQ_CHECK(column >= 0 && column < columns());
  return PQftype(result_.get(), column);
}

bool Rows::is_null(int row, int column) const {
  SANAQ_CHECK(column >= 0 && column < columns());
  return PQgetisnull(result_.get(), row, column) == 1;
}

std::string_view Rows::bytes(int row, int column) const {
  std::string_view bytes(PQgetvalue(result_.get(), row, column),
                         static_cast<std::size_t>(PQgetlength(result_.get(), row, column)));
  if (type(column) == jsonb_type && !bytes.empty()) bytes.remove_prefix(1);  // version of the jsonb format
  return bytes;
}

}  // namespace sanaq::pg
