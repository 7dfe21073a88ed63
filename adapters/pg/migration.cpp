#include "pg/migration.h"

#include <map>

#include "base/sha256.h"
#include "base/text.h"
#include "pg/transaction.h"

namespace sanaq::pg {
namespace {

constexpr std::int64_t lock_number = 0x73616E6171;  // "sanaq"

constexpr Statement take_lock{"", "select pg_advisory_lock($1)", "int8", "void"};
constexpr Statement drop_lock{"", "select pg_advisory_unlock($1)", "int8", "bool"};
constexpr Statement read_applied{"", "select number, checksum from public.schema_migration order by number", "",
                                 "int4,text"};
constexpr Statement note_applied{
    "", "insert into public.schema_migration (number, name, checksum, applied) values ($1, $2, $3, now())",
    "int4,text,text", ""};

constexpr const char* make_table = R"(
  create table if not exists public.schema_migration (
    number int4 primary key,
    name text not null,
    checksum text not null,
    applied timestamptz not null
  ))";

std::string file_name(const Migration& migration) {
  return zero_padded(migration.number, 4) + "_" + std::string(migration.name);
}

using Applied = std::map<int, std::string>;  // number -> checksum

Result<Applied> applied_migrations(Connection& connection) {
  SANAQ_TRY(const Rows rows, connection.query(read_applied));
  Applied applied;
  for (const Row row : rows) applied.emplace(row.get<std::int32_t>(0), row.get<std::string>(1));
  return applied;
}

/// That what is applied is a beginning of what we have.
Result<Done> compare(const Applied& applied, std::span<const Migration> migrations) {
  const int last_known = migrations.empty() ? 0 : migrations.back().number;
  const int last_applied = applied.empty() ? 0 : applied.rbegin()->first;
  if (last_applied > last_known) return Error{"migration.newer", "database version " + std::to_string(last_applied)};
  for (const Migration& migration : migrations) {
    const auto found = applied.find(migration.number);
    if (found == applied.end() && migration.number < last_applied) {
      return Error{"migration.order", file_name(migration)};
    }
    if (found != applied.end() && found->second != sha256_hex(migration.text)) {
      return Error{"migration.checksum", file_name(migration)};
    }
  }
  return Done{};
}

Result<Done> apply(Connection& connection, const Migration& migration) {
  const auto run = [&]() -> Result<Done> {
    SANAQ_TRY(Transaction transaction, Transaction::begin(connection));
    SANAQ_TRY_DONE(connection.run_script("set local statement_timeout = 0; set local lock_timeout = 0"));
    SANAQ_TRY_DONE(connection.run_script(std::string(migration.text)));
    SANAQ_TRY(const std::int64_t noted, connection.execute(note_applied, {std::int32_t{migration.number},
                                                                          migration.name,
                                                                          sha256_hex(migration.text)}));
    SANAQ_CHECK(noted == 1);
    return transaction.commit();
  };
  auto outcome = run();
  if (!outcome) outcome.error().detail = file_name(migration) + ": " + outcome.error().detail;
  return outcome;
}

Result<MigrationReport> migrate_locked(Connection& connection, std::span<const Migration> migrations,
                                       std::string_view roles) {
  SANAQ_TRY_DONE(connection.run_script(make_table));
  SANAQ_TRY(const Applied applied, applied_migrations(connection));
  SANAQ_TRY_DONE(compare(applied, migrations));
  SANAQ_TRY_DONE(connection.run_script(std::string(roles)));
  MigrationReport report;
  for (const Migration& migration : migrations) {
    SANAQ_CHECK(migration.number > report.version);
    if (!applied.contains(migration.number)) {
      SANAQ_TRY_DONE(apply(connection, migration));
      ++report.applied;
    }
    report.version = migration.number;
  }
  return report;
}

}  // namespace

Result<MigrationReport> migrate(Connection& connection, std::span<const Migration> migrations,
                                std::string_view roles) {
  // Waiting for another server's migrations may take long.
  SANAQ_TRY_DONE(connection.run_script("set statement_timeout = 0; set lock_timeout = 0"));
  SANAQ_TRY(const Rows locked, connection.query(take_lock, {lock_number}));
  auto report = migrate_locked(connection, migrations, roles);
  SANAQ_TRY(const Rows unlocked, connection.query(drop_lock, {lock_number}));
  return report;
}

}  // namespace sanaq::pg
