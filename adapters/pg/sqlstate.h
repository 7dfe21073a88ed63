#pragma once
#include <string_view>

#include "base/result.h"

struct pg_conn;
struct pg_result;

namespace sanaq::pg {

/// Error code of a five-character SQLSTATE: "db.unique", "db.foreign_key", "db.check" (also not null),
/// "db.serialization" (also deadlock: try again), "db.disk_full", "db.connection", "db.permission", "db.timeout",
/// "db.aborted" (an earlier statement of the transaction failed), "db.other".
std::string_view code_of_sqlstate(std::string_view sqlstate);

/// The Error of a failed result. The detail is "sqlstate=23505 constraint=person_pkey table=person statement=x":
/// names of our own schema only. The server's message is left out, because it may quote values, except where it can
/// only speak of SQL text and names (class 42) or of the machine (classes 53, 57, 58).
Error error_of_result(const pg_result* result, std::string_view statement);
/// The Error of a connection that cannot be used: "db.connection" or "db.permission".
Error error_of_connection(const pg_conn* connection);

/// Name of the constraint in the detail of an Error made here, empty when there is none.
std::string_view constraint_of(const Error& error);
/// True when trying the whole transaction again may succeed: "db.serialization", "db.connection".
bool is_worth_retrying(const Error& error);

}  // namespace sanaq::pg
