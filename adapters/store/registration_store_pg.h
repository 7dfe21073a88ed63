#pragma once
#include "casework/registration_store.h"
#include "pg/pool.h"
#include "store/gathering.h"
#include "store/session_memory.h"

namespace sanaq {

/// Accounts, challenges and sessions of respondents in PostgreSQL. Steps of many persons that come together
/// are one transaction; sessions are remembered. See docs/decisions/0007. Any thread.
class RegistrationStorePg final : public RegistrationStore {
 public:
  /// pool: outlives the store; its sessions should have ConnectionLimits::look_ups.
  explicit RegistrationStorePg(pg::Pool& pool);
  Result<std::optional<AccountRecord>> find_account(const PersonKey& person) override;
  Result<std::optional<AccountRecord>> account_of(AccountId id) override;
  Result<Applicant> find_applicant(const PersonKey& person, const PersonKey& phone,
                                   UtcInstant since) override;
  Result<Done> add_challenge(const ChallengeRecord& challenge) override { return challenges_.run(challenge); }
  Result<std::optional<ChallengeRecord>> find_challenge(ChallengeId id) override;
  Result<std::optional<SpentTry>> spend_try(ChallengeId id) override { return tries_.run(id); }
  Result<Done> renew_challenge(const ChallengeRecord& challenge) override;
  Result<AccountRecord> admit(const AdmissionRecord& admission) override;
  Result<std::optional<SessionRecord>> find_session(const Mac& token_hash) override;
  Result<std::vector<std::optional<SessionRecord>>> find_sessions(std::span<const Mac> token_hashes) override;
  Result<Done> end_session(const Mac& token_hash) override;
  Result<bool> forget(UtcInstant before) override;

 private:
  struct Asked {
    PersonKey person, phone;
    UtcInstant since;
  };
  using Applicants = Gathering<Asked, Applicant>;
  using Challenges = Gathering<ChallengeRecord, Done>;
  using Tries = Gathering<ChallengeId, std::optional<SpentTry>>;
  using Admitted = Gathering<AdmissionRecord, AccountRecord>;
  Result<std::vector<Result<Applicant>>> find_applicants(Applicants::Batch asked);
  Result<std::vector<Result<Done>>> add_challenges(Challenges::Batch challenges);
  Result<std::vector<Result<std::optional<SpentTry>>>> spend_tries(Tries::Batch ids);

  pg::Pool& pool_;
  SessionMemory sessions_;
  Applicants applicants_;
  Challenges challenges_;
  Tries tries_;
  Admitted admitted_;
};

}  // namespace sanaq
