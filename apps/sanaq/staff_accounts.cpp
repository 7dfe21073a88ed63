#include "sanaq/staff_accounts.h"

#include "crypto/password.h"
#include "crypto/token.h"
#include "crypto/totp.h"

namespace sanaq {
namespace {

// Checked when the login is unknown, so that the answer takes as long as for a known one.
const std::string& decoy_hash() {
  static const std::string hash = crypto::hash_password("no such account", crypto::PasswordCost{}).value();
  return hash;
}

Result<Done> note(AuditLog& audit, const Clock& clock, const std::string& actor, std::string_view action) {
  AuditRecord record;
  record.at = clock.now();
  record.actor = actor;
  record.action = action;
  record.subject = actor;
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
                            const Clock& clock, const std::string& login, const std::string& password,
                            const std::string& code) {
  SANAQ_TRY(const auto staff, store.find(login));
  if (!staff || !staff->active) {
    static_cast<void>(crypto::is_password(password, decoy_hash()));
    return Error{"staff.refused", {}};
  }
  if (is_locked(*staff, clock.now())) return Error{"staff.locked", {}};
  const bool right = crypto::is_password(password, staff->password_hash);
  SANAQ_TRY(const std::string secret, sealer.open(SealPurpose::staff, staff->totp_secret, login));
  const auto step = crypto::accepted_totp_step(secret, code, clock.now(), staff->totp_step);
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
