#pragma once
#include <optional>
#include <string>
#include <vector>

#include "access/decision.h"
#include "base/clock.h"
#include "casework/secrets.h"
#include "store/audit_log.h"
#include "store/staff_store.h"

namespace sanaq {

/// Log-in of staff (port): pages need no more than this. Errors of every function: "store.unavailable".
class StaffDesk {
 public:
  virtual ~StaffDesk() = default;
  /// Token of a new session. Errors: "staff.refused", "staff.locked".
  virtual Result<std::string> sign_in(const std::string& login, const std::string& password,
                                      const std::string& code) = 0;
  /// Whose session it is; nothing when it has ended.
  virtual Result<std::optional<Actor>> session(std::string_view token) = 0;
  virtual Result<Done> sign_out(std::string_view token) = 0;
};

/// The audit log (port). Errors of every function: "store.unavailable".
class AuditDesk {
 public:
  virtual ~AuditDesk() = default;
  virtual Result<Done> append(AuditRecord record) = 0;
  /// Newest first.
  virtual Result<std::vector<AuditRecord>> find(const AuditQuery& query) = 0;
  virtual Result<AuditVerdict> verify() = 0;
};

/// Accounts and sessions in PostgreSQL.
class StaffDeskPg final : public StaffDesk {
 public:
  struct Parts {
    StaffStore& store;
    AuditLog& audit;
    const Sealer& sealer;
    const KeyedHash& hash;
    const Clock& clock;
    const Clock& code_clock;  // of the machine: authenticator apps know no other, even in the demo
  };
  explicit StaffDeskPg(Parts parts) : parts_(parts) {}
  Result<std::string> sign_in(const std::string& login, const std::string& password,
                              const std::string& code) override;
  Result<std::optional<Actor>> session(std::string_view token) override;
  Result<Done> sign_out(std::string_view token) override;

 private:
  Parts parts_;
};

/// The log in PostgreSQL.
class AuditDeskPg final : public AuditDesk {
 public:
  explicit AuditDeskPg(AuditLog& log) : log_(log) {}
  Result<Done> append(AuditRecord record) override;
  Result<std::vector<AuditRecord>> find(const AuditQuery& query) override { return log_.find(query); }
  Result<AuditVerdict> verify() override { return log_.verify(); }

 private:
  AuditLog& log_;
};

}  // namespace sanaq
