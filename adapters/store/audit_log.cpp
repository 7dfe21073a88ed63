#include "store/audit_log.h"

#include <limits>

#include <sanaq_sql/access.h>

#include "pg/transaction.h"
#include "store/database.h"

namespace sanaq {
namespace {

const std::string no_hash(32, '\0');

std::vector<AuditRecord> records_of(const pg::Rows& rows) {
  std::vector<AuditRecord> records;
  for (const auto row : rows)
    records.push_back({row.get<std::int64_t>(0), row.get<UtcInstant>(1), row.get<std::string>(2),
                       row.get<std::string>(3), row.get<std::string>(4), row.get<std::string>(5),
                       std::string(row.get<pg::Bytes>(6).value)});
  return records;
}

}  // namespace

Result<AuditRecord> AuditLog::append(pg::Connection& connection, AuditRecord record) {
  SANAQ_STORE_DONE(connection.query(sql::access::lock_audit));
  SANAQ_STORE_TRY(const auto last, connection.query(sql::access::last_audit));
  const std::string previous = last.empty() ? no_hash : std::string(last[0].get<pg::Bytes>(1).value);
  record.number = last.empty() ? 1 : last[0].get<std::int64_t>(0) + 1;
  record.hash = audit_hash(previous, record);
  SANAQ_STORE_DONE(connection.execute(sql::access::add_audit,
                                      {record.number, record.at, record.actor, record.action, record.subject,
                                       record.detail, pg::Bytes{record.hash}}));
  return record;
}

Result<AuditRecord> AuditLog::append(AuditRecord record) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  SANAQ_TRY(auto written, append(*connection, std::move(record)));
  SANAQ_STORE_DONE(transaction.commit());
  return written;
}

Result<std::vector<AuditRecord>> AuditLog::read(std::int64_t after, int limit) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::access::read_audit, {after, limit}));
  return records_of(rows);
}

Result<std::vector<AuditRecord>> AuditLog::find(const AuditQuery& query) {
  const std::int64_t before = query.before > 0 ? query.before : std::numeric_limits<std::int64_t>::max();
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::access::find_audit,
                                                     {query.actor, query.action, query.territories, before,
                                                      query.limit}));
  return records_of(rows);
}

Result<AuditVerdict> AuditLog::verify() {
  constexpr int page = 1000;
  AuditVerdict verdict;
  std::string previous = no_hash;
  for (;;) {
    SANAQ_TRY(const auto records, read(verdict.lines, page));
    if (records.empty()) return verdict;
    for (const AuditRecord& record : records) {
      if (record.number != verdict.lines + 1 || record.hash != audit_hash(previous, record)) {
        verdict.broken_at = verdict.lines + 1;
        return verdict;
      }
      previous = record.hash;
      ++verdict.lines;
    }
  }
}

}  // namespace sanaq
