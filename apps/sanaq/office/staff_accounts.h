#pragma once
#include <string>

#include "access/role.h"
#include "base/clock.h"
#include "casework/secrets.h"
#include "store/audit_log.h"
#include "store/staff_store.h"

namespace sanaq {

/// What a new member of staff gets, once.
struct NewAccount {
  std::string login, password, totp_secret;  // secret in base32
};

/// How many seconds an office session lasts, and what wrong log-ins do.
inline constexpr std::int64_t staff_session_seconds = 10 * 3600, staff_lock_seconds = 15 * 60;
inline constexpr int staff_failures_max = 5;

/// Makes an account. password: chosen when empty. Errors: "staff.login" (taken), "password.memory",
/// "store.unavailable".
Result<NewAccount> add_account(StaffStore& store, AuditLog& audit, const Sealer& sealer, const Clock& clock,
                               Rng& rng, const std::string& login, Role role, const std::string& territory,
                               const std::string& password, const std::string& totp_secret);

/// Checks password and code and opens a session. Every attempt is a line of the audit log; a login that does
/// not exist stands there as a keyed hash. Takes as long for an unknown or locked account as for a wrong
/// password. code_at: the moment on the wall of whoever holds the authenticator, also when the demo's clock
/// stands elsewhere. Errors: "staff.refused" (one answer for an unknown login, a wrong password and a wrong
/// code), "staff.locked", "store.unavailable".
Result<std::string> sign_in(StaffStore& store, AuditLog& audit, const Sealer& sealer, const KeyedHash& hash,
                            const Clock& clock, UtcInstant code_at, const std::string& login,
                            const std::string& password, const std::string& code);

}  // namespace sanaq
