#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/iin.h"
#include "base/messages.h"
#include "base/rng.h"
#include "casework/account_details.h"
#include "casework/person_register.h"
#include "casework/phone.h"
#include "casework/registration_store.h"
#include "casework/secrets.h"
#include "casework/sms_gateway.h"

namespace sanaq {

/// What a person types to begin or to come back.
struct RegistrationRequest {
  Iin iin;
  std::string document;  // number of the identity card or passport
  std::string phone;     // as typed
  std::string email;
  std::string language;  // of the SMS: kk, ru, en
};

/// The same whether or not the IIN is registered.
struct ChallengeNotice {
  ChallengeId id;
  UtcInstant expires_at, resend_after;
};

/// A person who may go on: the session token is shown once and stored only as a hash.
struct Admission {
  AccountId account;
  CaseId case_id;
  std::string session_token;
  UtcInstant expires_at;
  bool resumed = false;  // the account was there before
  bool phone_changed = false;
  std::optional<RegisteredPerson> person;  // from the register, to fill in the form of a new case
  std::string iin;                         // of that person, for the same
};

struct RegistrationRules {
  PhoneRules phone;
  std::int64_t code_seconds = 600, resend_seconds = 60, session_seconds = 12 * 3600, window_seconds = 3600;
  int tries_max = 5, sends_max = 3;
  int attempts_per_person = 5,
      attempts_per_phone = 10;  // within the window; never by network address (schools)
};

/// Registration on the respondents' site. Only the SMS code is proof; IIN, name and birth date are not.
/// Nothing tells whether an IIN is registered before the code is right: the answer, the moments and the
/// errors are the same.
class Registration {
 public:
  struct Ports {
    RegistrationStore& store;
    PersonRegister& people;
    SmsGateway& sms;
    const KeyedHash& hash;
    const Sealer& sealer;
    const Clock& clock;
    Rng& rng;               // of the operating system
    const Messages& texts;  // locale/casework.csv
  };
  Registration(Ports ports, RegistrationRules rules);

  /// Sends a code. To whom: a new person's code goes to the phone given; a registered person's to the phone
  /// registered first, or to the new phone when the document number matches. Errors: "phone.form",
  /// "registration.document", "registration.email", "registration.person" (IIN and document do not belong
  /// together), "registration.attempts", "sms.unavailable", "store.unavailable".
  Result<ChallengeNotice> begin(const RegistrationRequest& request);
  /// A new code to the same phone. Errors: "registration.challenge" (gone or too old), "registration.wait",
  /// "registration.sends", and those of SMS and store.
  Result<ChallengeNotice> resend(ChallengeId id);
  /// Errors: "registration.challenge", "registration.code" (wrong), "registration.tries" (too many: begin
  /// again).
  Result<Admission> confirm(ChallengeId id, std::string_view code);
  /// For a person proved another way (digital signature, app of the state): opens or resumes without SMS.
  Result<Admission> admit_proven(const RegistrationRequest& request);
  /// Errors: "session.gone" (unknown, ended or too old).
  Result<SessionRecord> session(std::string_view token);
  /// The same for many tokens with one question to the store; nothing where session() says "session.gone".
  Result<std::vector<std::optional<SessionRecord>>> sessions(std::span<const std::string_view> tokens);
  Result<Done> sign_out(std::string_view token);
  /// Details of an account for its owner and for messages to it. Errors: "account.unknown", "seal.broken".
  Result<AccountDetails> details(AccountId account);

 private:
  Result<Done> send_code(ChallengeRecord& challenge, const PendingRegistration& pending);
  Result<PendingRegistration> pending_for(const RegistrationRequest& request,
                                          const std::optional<AccountRecord>& account);
  Result<Admission> admit(const PendingRegistration& pending, const PersonKey& person,
                          const std::optional<AccountRecord>& known, std::optional<ChallengeId> challenge);
  std::optional<AccountDetails> changed(const AccountDetails& known, const PendingRegistration& pending);
  PersonKey key_of(std::string_view text) const;
  Mac token_hash(std::string_view token) const;
  std::string random_token();

  Ports ports_;
  RegistrationRules rules_;
};

}  // namespace sanaq
