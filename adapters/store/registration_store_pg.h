#pragma once
#include "casework/registration_store.h"
#include "pg/pool.h"

namespace sanaq {

/// Accounts, challenges and sessions of respondents in PostgreSQL. Any thread.
class RegistrationStorePg final : public RegistrationStore {
 public:
  explicit RegistrationStorePg(pg::Pool& pool) : pool_(pool) {}
  Result<std::optional<AccountRecord>> find_account(const PersonKey& person) override;
  Result<std::optional<AccountRecord>> account_of(AccountId id) override;
  Result<AttemptCounts> count_attempts(const PersonKey& person, const PersonKey& phone, UtcInstant since) override;
  Result<Done> add_challenge(const ChallengeRecord& challenge) override;
  Result<std::optional<ChallengeRecord>> find_challenge(ChallengeId id) override;
  Result<std::optional<int>> spend_try(ChallengeId id) override;
  Result<Done> renew_challenge(const ChallengeRecord& challenge) override;
  Result<AccountRecord> admit(const AdmissionRecord& admission) override;
  Result<std::optional<SessionRecord>> find_session(const Mac& token_hash) override;
  Result<std::vector<std::optional<SessionRecord>>> find_sessions(std::span<const Mac> token_hashes) override;
  Result<Done> end_session(const Mac& token_hash) override;

  /// Takes away attempts and sessions that ended before a moment; for a job that runs now and then.
  Result<Done> forget(UtcInstant before);

 private:
  pg::Pool& pool_;
};

}  // namespace sanaq
