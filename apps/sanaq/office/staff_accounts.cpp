#include "sanaq/office/staff_accounts.h"

#include "base/bytes.h"
#include "crypto/password.h"
#include "crypto/token.h"
#include "crypto/totp.h"

namespace sanaq {
namespace {

// Checked when the login is unknown.
const std::string& decoy_hash() {
  static const std::string hash = crypto::hash_password("no such account", crypto::PasswordCost{}).value();
  return hash;
}

Result<Done> note(AuditLog& audit, const Clock& clock, const std::string& actor, std::string_view action,
                  std::string_view detail = {}) {
  AuditRecord record;
  record.at = clock.now();
  record.actor = actor;
  record.action = action;
  record.subject = actor;
  record.detail = detail;
  SANAQ_TRY([[maybe_unused]] const AuditRecord written, audit.append(std::move(record)));
  return Done{};
}

// What people type into the field of a login can be a name or a password: the line holds a keyed hash of it,
// by which repeated attempts can be told apart and nobody can be told.
Result<Done> note_unknown(AuditLog& audit, const Clock& clock, const KeyedHash& hash,
                          const std::string& login) {
  const Mac mac = hash.mac(HashPurpose::session, "unknown login:" + login);
  AuditRecord record;
  record.at = clock.now();
  record.actor = "unknown";
  record.action = "staff.refused";
  record.subject = "login " + to_hex({reinterpret_cast<const char*>(mac.data()), 6});
  record.detail = "no such account";
  SANAQ_TRY([[maybe_unused]] const AuditRecord written, audit.append(std::move(record)));
  return Done{};
}

bool is_locked(const StaffRecord& staff, UtcInstant now) {
  return staff.locked_until && now < *staff.locked_until;
}

Result<Done> refuse(StaffStore& store, AuditLog& audit, const Clock& clock, const StaffRecord& staff) {
  const UtcInstant until{clock.now().micros + staff_lock_seconds * micros_per_second};
  SANAQ_TRY([[maybe_unused]] const int failures,
            store.note_failure(staff.actor.user, staff_failures_max, until));
  SANAQ_TRY_DONE(note(audit, clock, staff.actor.login, "staff.refused"));
  return Error{"staff.refused", {}};
}

}  // namespace

Result<NewAccount> add_account(StaffStore& store, AuditLog& audit, const Sealer& sealer, const Clock& clock,
                               Rng& rng, const std::string& login, Role role, const std::string& territory,
                               const std::string& password, const std::string& totp_secret) {
  NewAccount account{login, password.empty() ? crypto::random_token(12) : password, {}};
  std::string secret = crypto::make_totp_secret();
  if (!totp_secret.empty()) {
    SANAQ_TRY(secret, crypto::from_base32(totp_secret));
  }
  account.totp_secret = crypto::to_base32(secret);
  StaffRecord record;
  record.actor = {Uuid::make(clock.now().micros / 1000, rng), login, role, territory};
  SANAQ_TRY(record.password_hash, crypto::hash_password(account.password, crypto::PasswordCost{}));
  record.totp_secret = sealer.seal(SealPurpose::staff, secret, login);
  SANAQ_TRY_DONE(store.add(record, clock.now()));
  SANAQ_TRY_DONE(note(audit, clock, login, "staff.add"));
  return account;
}

Result<std::string> sign_in(StaffStore& store, AuditLog& audit, const Sealer& sealer, const KeyedHash& hash,
                            const Clock& clock, UtcInstant code_at, const std::string& login,
                            const std::string& password, const std::string& code) {
  SANAQ_TRY(const auto staff, store.find(login));
  // The costly part comes first and is the same for everybody: how long the answer takes must not tell
  // whether there is such an account, nor whether it is locked.
  const bool right = crypto::is_password(password, staff ? staff->password_hash : decoy_hash());
  if (!staff) {
    SANAQ_TRY_DONE(note_unknown(audit, clock, hash, login));
    return Error{"staff.refused", {}};
  }
  if (!staff->active) {
    SANAQ_TRY_DONE(note(audit, clock, login, "staff.refused", "account closed"));
    return Error{"staff.refused", {}};
  }
  if (is_locked(*staff, clock.now())) {
    SANAQ_TRY_DONE(note(audit, clock, login, "staff.refused", "account locked"));
    return Error{"staff.locked", {}};
  }
  SANAQ_TRY(const std::string secret, sealer.open(SealPurpose::staff, staff->totp_secret, login));
  const auto step = crypto::accepted_totp_step(secret, code, code_at, staff->totp_step);
  if (!right || !step) SANAQ_TRY_DONE(refuse(store, audit, clock, *staff));
  SANAQ_TRY(const bool fresh, store.take_totp_step(staff->actor.user, *step));
  if (!fresh) SANAQ_TRY_DONE(refuse(store, audit, clock, *staff));
  const std::string token = crypto::random_token();
  const Mac mac = hash.mac(HashPurpose::session, "staff:" + token);
  const UtcInstant until{clock.now().micros + staff_session_seconds * micros_per_second};
  SANAQ_TRY_DONE(store.add_session(mac, staff->actor.user, until));
  SANAQ_TRY_DONE(note(audit, clock, login, "staff.sign_in"));
  return token;
}

}  // namespace sanaq
