#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/instant.h"
#include "casework/identifiers.h"
#include "casework/secrets.h"

namespace sanaq {

/// `person` is a keyed hash of the IIN (purpose `account`); `sealed` holds AccountDetails.
struct AccountRecord {
  AccountId id;
  CaseId case_id;
  PersonKey person;
  std::string sealed;
  std::string language;
  UtcInstant created_at;
};

/// A registration attempt. The code itself is nowhere; `sealed` holds PendingRegistration.
struct ChallengeRecord {
  ChallengeId id;
  PersonKey person;  // of the IIN, purpose `account`
  PersonKey phone;   // of the phone the code went to, purpose `account`
  Mac code_hash{};
  std::string sealed;
  UtcInstant created_at, expires_at, resend_after;
  int tries = 0, sends = 1;
};

struct SessionRecord {
  Mac token_hash{};
  AccountId account;
  CaseId case_id;
  UtcInstant expires_at;
};

/// A confirmed challenge: what becomes of it, in one transaction.
struct AdmissionRecord {
  std::optional<ChallengeId> challenge;  // nothing when proof came another way (digital signature)
  AccountRecord account;                 // used when the person has none yet; else the stored one stays
  std::optional<std::string> replaced_details;  // sealed AccountDetails with a changed phone
  SessionRecord session;                        // `account` and `case_id` are set by the store
};

/// Who wants to register: attempts since a moment, and the account of the person.
struct Applicant {
  int of_person = 0, of_phone = 0;
  std::optional<AccountRecord> account;
};

/// An attempt of which a try was just counted (`tries`: with this one), and the account of its person.
struct SpentTry {
  ChallengeRecord challenge;
  std::optional<AccountRecord> account;
};

/// Accounts, challenges, sessions and cases of respondents (port). Errors of every function:
/// "store.unavailable".
class RegistrationStore {
 public:
  virtual ~RegistrationStore() = default;
  virtual Result<std::optional<AccountRecord>> find_account(const PersonKey& person) = 0;
  virtual Result<std::optional<AccountRecord>> account_of(AccountId id) = 0;
  virtual Result<Applicant> find_applicant(const PersonKey& person, const PersonKey& phone,
                                           UtcInstant since) = 0;
  virtual Result<Done> add_challenge(const ChallengeRecord& challenge) = 0;
  virtual Result<std::optional<ChallengeRecord>> find_challenge(ChallengeId id) = 0;
  /// Counts one try before the code is looked at, so that parallel guesses are counted too. Nothing when the
  /// challenge is gone.
  virtual Result<std::optional<SpentTry>> spend_try(ChallengeId id) = 0;
  /// A new code for a challenge: replaces hash, moments and sends; tries stay.
  virtual Result<Done> renew_challenge(const ChallengeRecord& challenge) = 0;
  /// Takes the challenge away, adds account and case unless the person has them, adds the session. The
  /// account as stored. Errors: "registration.challenge" (taken away already).
  virtual Result<AccountRecord> admit(const AdmissionRecord& admission) = 0;
  virtual Result<std::optional<SessionRecord>> find_session(const Mac& token_hash) = 0;
  /// The same for many at once, in their order: what a server under load asks.
  virtual Result<std::vector<std::optional<SessionRecord>>> find_sessions(
      std::span<const Mac> token_hashes) = 0;
  virtual Result<Done> end_session(const Mac& token_hash) = 0;
  /// Takes away some thousands of attempts made and sessions ended before a moment. True when more may be
  /// left.
  virtual Result<bool> forget(UtcInstant before) = 0;
};

}  // namespace sanaq
