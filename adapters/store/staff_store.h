#pragma once
#include <optional>
#include <string>

#include "access/decision.h"
#include "casework/secrets.h"
#include "pg/pool.h"

namespace sanaq {

/// An account of a member of staff as stored. `totp_secret` is sealed (purpose `staff`, context: the login).
struct StaffRecord {
  Actor actor;
  std::string password_hash;  // argon2id text
  std::string totp_secret;
  std::int64_t totp_step = -1;  // of the last code that was taken
  int failures = 0;
  std::optional<UtcInstant> locked_until;
  bool active = true;
};

/// Accounts and sessions of staff in PostgreSQL. Passwords and codes are checked by the caller
/// (adapters/crypto); this class only makes sure that no code is taken twice and that failures are counted.
/// Any thread. Errors of every function: "store.unavailable".
class StaffStore {
 public:
  explicit StaffStore(pg::Pool& pool) : pool_(pool) {}
  /// Errors: "staff.login" (taken).
  Result<Done> add(const StaffRecord& staff, UtcInstant now);
  Result<std::optional<StaffRecord>> find(std::string_view login);
  /// Uses a time step up and forgets failures. False when a code of this step or a later one was taken
  /// before.
  Result<bool> take_totp_step(const Uuid& user, std::int64_t step);
  /// Counts a failed log-in; from `limit` failures on the account is locked until `until`. Failures so far.
  Result<int> note_failure(const Uuid& user, int limit, UtcInstant until);
  Result<Done> set_password(const Uuid& user, std::string_view password_hash);
  /// Whether the account may see institutions whose address is hidden.
  Result<Done> set_sees_protected(std::string_view login, bool sees);
  Result<Done> set_active(const Uuid& user, bool active);
  Result<Done> add_session(const Mac& token_hash, const Uuid& user, UtcInstant expires_at);
  /// Nothing when the session is unknown, too old, or the account was closed.
  Result<std::optional<Actor>> find_session(const Mac& token_hash, UtcInstant now);
  Result<Done> end_session(const Mac& token_hash);

 private:
  pg::Pool& pool_;
};

}  // namespace sanaq
