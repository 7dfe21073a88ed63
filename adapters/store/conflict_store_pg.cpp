#include "store/conflict_store_pg.h"

#include <sanaq_sql/casework.h>

#include "pg/transaction.h"
#include "store/audit_log.h"
#include "store/database.h"
#include "store/submission_row.h"

namespace sanaq {

Result<std::vector<ConflictSummary>> ConflictStorePg::list(const ConflictQuery& query) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::casework::list_conflicts,
                                    {query.territories, to_string(query.state), query.after, query.limit}));
  std::vector<ConflictSummary> found;
  for (const auto row : rows)
    found.push_back({ConflictId(row.get<std::int64_t>(0)), row.get<UtcInstant>(1), row.get<bool>(2),
                     row.get<std::vector<std::string>>(3)});
  return found;
}

Result<std::vector<StoredClaim>> ConflictStorePg::claims(pg::Connection& connection, ConflictId id,
                                                         std::optional<SubmissionSerial> winner) {
  SANAQ_STORE_TRY(const auto rows, connection.query(sql::casework::claims_of_conflict, {id.value()}));
  std::vector<StoredClaim> found;
  for (const auto row : rows) {
    SANAQ_TRY(auto stored, read_stored(row, connection, forms_));
    found.push_back({stored.serial, stored.case_id, static_cast<std::uint16_t>(row.get<std::int16_t>(9)),
                     stored.form, stored.channel, stored.received_at, stored.territory, stored.persons,
                     !winner || *winner == stored.serial, std::string(row.get<pg::Bytes>(8).value)});
  }
  return found;
}

Result<StoredConflict> ConflictStorePg::load(ConflictId id) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::casework::find_conflict, {id.value()}));
  if (rows.empty()) return Error{"conflict.unknown", {}};
  const auto row = rows[0];
  StoredConflict conflict;
  conflict.id = id;
  conflict.opened_at = row.get<UtcInstant>(1);
  std::optional<SubmissionSerial> winner;
  if (!row.is_null(2)) {
    conflict.rule = static_cast<ConflictRule>(row.get<std::int16_t>(2));
    winner = SubmissionSerial(row.get<std::int64_t>(3));
    conflict.evidence = row.get<std::string>(4);
    conflict.resolved_by = row.get<std::string>(5);
    conflict.resolved_at = row.get<UtcInstant>(6);
  }
  SANAQ_TRY(conflict.claims, claims(*connection, id, winner));
  return conflict;
}

Result<Done> ConflictStorePg::resolve(const ConflictResolution& resolution) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::casework::lock_conflict,
                                                     {resolution.id.value(), resolution.winner.value()}));
  if (rows.empty()) return Error{"conflict.unknown", {}};
  if (rows[0].is_null(1)) return Error{"conflict.winner", {}};
  SANAQ_STORE_DONE(
      connection->execute(sql::casework::resolve_conflict,
                          {resolution.id.value(), static_cast<std::int16_t>(resolution.rule),
                           resolution.winner.value(), resolution.evidence, resolution.actor, resolution.at}));
  SANAQ_STORE_DONE(
      connection->execute(sql::casework::move_person,
                          {rows[0].get<Uuid>(0), resolution.winner.value(), rows[0].get<std::int16_t>(1)}));
  AuditRecord line;
  line.at = resolution.at;
  line.actor = resolution.actor;
  line.action = "conflict.resolve";
  line.subject = "conflict " + std::to_string(resolution.id.value());
  line.detail =
      std::string(to_string(resolution.rule)) + ": submission " + std::to_string(resolution.winner.value());
  SANAQ_TRY_DONE(AuditLog::append(*connection, std::move(line)));
  SANAQ_STORE_DONE(transaction.commit());
  return Done{};
}

}  // namespace sanaq
