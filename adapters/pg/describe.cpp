#include <libpq-fe.h>

#include "base/text.h"
#include "pg/connection.h"
#include "pg/sqlstate.h"

namespace sanaq::pg {
namespace {

/// The spelling of head comments: short names, `[]` for arrays.
Result<std::string> type_name(Connection& connection, TypeId type) {
  static constexpr Statement named{"pg.type_name", R"(
      select case when t.typelem <> 0 and t.typcategory = 'A' then e.typname || '[]' else t.typname end
      from pg_type t left join pg_type e on e.oid = t.typelem where t.oid = $1::int8::oid)",
                                   "int8", "text"};
  SANAQ_TRY(const Rows rows, connection.query(named, {static_cast<std::int64_t>(type)}));
  if (rows.empty()) return Error{"db.other", "unknown type"};
  return rows[0].get<std::string>(0);
}

Result<std::vector<TypeId>> claimed_types(Connection& connection, std::string_view claimed) {
  static constexpr Statement numbered{"pg.type_number", "select to_regtype($1::text)::oid::int8", "text", "int8"};
  std::vector<TypeId> types;
  if (claimed.empty()) return types;
  for (std::string_view name : split(claimed, ',')) {
    SANAQ_TRY(const Rows rows, connection.query(numbered, {name}));
    const auto number = rows[0].get<std::optional<std::int64_t>>(0);
    if (!number) return Error{"db.other", "head comment names a type that does not exist: " + std::string(name)};
    types.push_back(static_cast<TypeId>(*number));
  }
  return types;
}

}  // namespace

Result<StatementShape> describe(Connection& connection, const Statement& statement) {
  SANAQ_TRY(const std::vector<TypeId> types, claimed_types(connection, statement.params));
  PGconn* raw = connection.handle_.get();
  ResultHandle prepared(PQprepare(raw, "", std::string(statement.text).c_str(), static_cast<int>(types.size()),
                                  types.data()));
  if (PQresultStatus(prepared.get()) != PGRES_COMMAND_OK) return error_of_result(prepared.get(), statement.name);
  ResultHandle described(PQdescribePrepared(raw, ""));
  if (PQresultStatus(described.get()) != PGRES_COMMAND_OK) return error_of_result(described.get(), statement.name);
  StatementShape shape;
  for (int i = 0; i < PQnparams(described.get()); ++i) {
    SANAQ_TRY(const std::string name, type_name(connection, PQparamtype(described.get(), i)));
    shape.params += (i == 0 ? "" : ",") + name;
  }
  for (int i = 0; i < PQnfields(described.get()); ++i) {
    SANAQ_TRY(const std::string name, type_name(connection, PQftype(described.get(), i)));
    shape.columns += (i == 0 ? "" : ",") + name;
  }
  return shape;
}

}  // namespace sanaq::pg
