#pragma once
#include <map>

#include "casework/registration_store.h"

namespace sanaq::testing {

/// Accounts, challenges and sessions in memory. `fail_at`: the n-th call from now fails (0: none).
class MemoryRegistrationStore final : public RegistrationStore {
 public:
  int fail_at = 0;

  Result<std::optional<AccountRecord>> find_account(const PersonKey& person) override {
    SANAQ_TRY_DONE(step());
    return account_with(person);
  }
  Result<std::optional<AccountRecord>> account_of(AccountId id) override {
    SANAQ_TRY_DONE(step());
    const auto found = accounts_.find(id);
    return found == accounts_.end() ? std::optional<AccountRecord>() : std::optional(found->second);
  }
  Result<Applicant> find_applicant(const PersonKey& person, const PersonKey& phone,
                                   UtcInstant since) override {
    SANAQ_TRY_DONE(step());
    Applicant counts{0, 0, account_with(person)};
    for (const auto& [id, entry] : challenges_) {
      counts.of_person += entry.record.person == person && entry.record.created_at > since ? 1 : 0;
      counts.of_phone += entry.record.phone == phone && entry.record.created_at > since ? 1 : 0;
    }
    return counts;
  }
  Result<Done> add_challenge(const ChallengeRecord& challenge) override {
    SANAQ_TRY_DONE(step());
    challenges_[challenge.id] = {challenge, false};
    return Done{};
  }
  Result<std::optional<ChallengeRecord>> find_challenge(ChallengeId id) override {
    SANAQ_TRY_DONE(step());
    const auto found = challenges_.find(id);
    if (found == challenges_.end() || found->second.used) return std::optional<ChallengeRecord>();
    return std::optional(found->second.record);
  }
  Result<std::optional<SpentTry>> spend_try(ChallengeId id) override {
    SANAQ_TRY_DONE(step());
    const auto found = challenges_.find(id);
    if (found == challenges_.end() || found->second.used) return std::optional<SpentTry>();
    ChallengeRecord& record = found->second.record;
    ++record.tries;
    return std::optional(SpentTry{record, account_with(record.person)});
  }
  Result<Done> renew_challenge(const ChallengeRecord& challenge) override {
    SANAQ_TRY_DONE(step());
    auto& record = challenges_[challenge.id].record;
    const int tries = record.tries;
    record = challenge;
    record.tries = tries;
    return Done{};
  }
  Result<AccountRecord> admit(const AdmissionRecord& admission) override {
    SANAQ_TRY_DONE(step());
    if (admission.challenge) {
      auto found = challenges_.find(*admission.challenge);
      if (found == challenges_.end() || found->second.used) return Error{"registration.challenge", {}};
      found->second.used = true;
    }
    AccountRecord* stored = nullptr;
    for (auto& [id, account] : accounts_)
      if (account.person == admission.account.person) stored = &account;
    if (stored == nullptr) stored = &(accounts_[admission.account.id] = admission.account);
    if (admission.replaced_details && stored->id == admission.account.id)
      stored->sealed = *admission.replaced_details;
    sessions_[admission.session.token_hash] = {admission.session.token_hash, stored->id, stored->case_id,
                                               admission.session.expires_at};
    return *stored;
  }
  Result<std::optional<SessionRecord>> find_session(const Mac& token_hash) override {
    SANAQ_TRY_DONE(step());
    const auto found = sessions_.find(token_hash);
    return found == sessions_.end() ? std::optional<SessionRecord>() : std::optional(found->second);
  }
  Result<std::vector<std::optional<SessionRecord>>> find_sessions(
      std::span<const Mac> token_hashes) override {
    SANAQ_TRY_DONE(step());
    std::vector<std::optional<SessionRecord>> sessions;
    for (const Mac& hash : token_hashes) {
      const auto found = sessions_.find(hash);
      sessions.push_back(found == sessions_.end() ? std::nullopt : std::optional(found->second));
    }
    return sessions;
  }
  Result<Done> end_session(const Mac& token_hash) override {
    SANAQ_TRY_DONE(step());
    sessions_.erase(token_hash);
    return Done{};
  }
  int forget_at_once = 1'000;
  Result<bool> forget(UtcInstant before) override {
    SANAQ_TRY_DONE(step());
    int left = forget_at_once;
    std::erase_if(challenges_,
                  [&](const auto& e) { return e.second.record.created_at < before && left-- > 0; });
    std::erase_if(sessions_, [&](const auto& e) { return e.second.expires_at < before && left-- > 0; });
    return left <= 0;
  }

  std::size_t accounts() const { return accounts_.size(); }
  std::size_t challenges() const { return challenges_.size(); }
  std::size_t sessions() const { return sessions_.size(); }

 private:
  struct Challenge {
    ChallengeRecord record;
    bool used = false;
  };
  std::optional<AccountRecord> account_with(const PersonKey& person) const {
    for (const auto& [id, account] : accounts_)
      if (account.person == person) return account;
    return std::nullopt;
  }
  Result<Done> step() {
    if (fail_at > 0 && --fail_at == 0) return Error{"store.unavailable", "planned"};
    return Done{};
  }
  std::map<AccountId, AccountRecord> accounts_;
  std::map<ChallengeId, Challenge> challenges_;
  std::map<Mac, SessionRecord> sessions_;
};

}  // namespace sanaq::testing
