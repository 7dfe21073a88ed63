#pragma once
#include <optional>
#include <vector>

#include "access/audit.h"
#include "pg/pool.h"

namespace sanaq {

/// What a check of the audit log found.
struct AuditVerdict {
  std::int64_t lines = 0;                  // checked
  std::optional<std::int64_t> broken_at;   // number of the first line that was changed, or that is missing
};

/// Which lines are wanted; an empty member sets no limit.
struct AuditQuery {
  std::string actor = {}, action = {};
  std::vector<std::string> territories = {};  // of the accounts of the actors
  std::int64_t before = 0;                    // number; 0: from the newest line
  int limit = 50;                             // 1 to 500
};

/// The audit log in PostgreSQL: a hash chain with one writer at a time. Any thread.
class AuditLog {
 public:
  explicit AuditLog(pg::Pool& pool) : pool_(pool) {}
  /// number and hash of the record are set here. The record as written. Errors: "store.unavailable".
  Result<AuditRecord> append(AuditRecord record);
  /// The same inside the caller's transaction: act and line together.
  static Result<AuditRecord> append(pg::Connection& connection, AuditRecord record);
  Result<std::vector<AuditRecord>> read(std::int64_t after, int limit);
  /// Newest first. Errors: "store.unavailable".
  Result<std::vector<AuditRecord>> find(const AuditQuery& query);
  /// Reads the whole log. A chain cut at its end cannot be seen from within: compare `lines` with a number noted
  /// outside.
  Result<AuditVerdict> verify();

 private:
  pg::Pool& pool_;
};

}  // namespace sanaq
