#pragma once
#include <cstdint>
#include <span>
#include <string_view>

#include "base/result.h"

namespace sanaq::pg {

class Connection;

/// One step of the schema, a file sql/migrations/NNNN_name.sql. It runs once, in a transaction of its own; a file that
/// was applied anywhere is never changed again.
struct Migration {
  int number;  // from 1, growing
  std::string_view name;
  std::string_view text;
};

struct MigrationReport {
  int applied = 0;  // in this run
  int version = 0;  // number of the last migration of the database, 0 for none
};

/// Runs `roles` (must change nothing when run again), then the migrations that the database lacks. Servers that start
/// at the same time wait for each other. Use a connection of its own: its time limits are lifted. Needs a role that may
/// create roles and tables.
/// Errors: "migration.checksum" (an applied file was changed), "migration.newer" (the database was made by a newer
/// program), "migration.order" (one is missing below the last applied), those of sqlstate.h; detail names the file.
Result<MigrationReport> migrate(Connection& connection, std::span<const Migration> migrations, std::string_view roles);

/// The migrations and roles of this build (sql/migrations, sql/roles.sql).
std::span<const Migration> schema_migrations();
std::string_view schema_roles();

}  // namespace sanaq::pg
