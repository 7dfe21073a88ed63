#pragma once
#include <algorithm>
#include <map>

#include "casework/closed_cases.h"
#include "casework/notice.h"
#include "casework/progress.h"
#include "casework/submission_store.h"

namespace sanaq::testing {

/// Submissions, conflicts, notices and counts in memory: a plain second implementation of what the database
/// does.
class MemoryCaseStore final : public SubmissionStore,
                              public ConflictStore,
                              public ClosedCaseStore,
                              public NoticeStore,
                              public ProgressStore {
 public:
  int fail_at = 0;  // the n-th submit from now fails and stores nothing (0: none)
  std::map<CaseId, UnnoticedHousehold> accounts;  // account, account_sealed and language by case

  Result<std::vector<SubmitOutcome>> submit(std::span<const PreparedSubmission> households) override {
    if (fail_at > 0 && --fail_at == 0) return Error{"store.unavailable", "planned"};
    std::vector<SubmitOutcome> outcomes;
    for (const auto& household : households) outcomes.push_back(submit_one(household));
    return outcomes;
  }
  Result<std::optional<StoredSubmission>> find(CaseId case_id) override {
    for (const Row& row : rows_)
      if (row.facts.case_id == case_id) return std::optional(row.facts);
    return std::optional<StoredSubmission>();
  }
  Result<std::optional<StoredSubmission>> find(SubmissionSerial serial) override {
    if (serial.value() < 1 || serial.value() > static_cast<std::int64_t>(rows_.size()))
      return std::optional<StoredSubmission>();
    return std::optional(row(serial).facts);
  }
  Result<std::optional<StoredSubmission>> find(const PersonKey& person) override {
    const auto found = holders_.find(person);
    if (found == holders_.end()) return std::optional<StoredSubmission>();
    return find(found->second.serial);
  }

  Result<std::vector<ConflictSummary>> list(const ConflictQuery& query) override {
    std::vector<ConflictSummary> found;
    for (const auto& conflict : conflicts_) {
      ConflictSummary summary{conflict.stored.id, conflict.stored.opened_at, !conflict.stored.rule, {}};
      bool here = query.territories.empty();
      for (const Claim& claim : conflict.claims) {
        summary.territories.push_back(row(claim.serial).facts.territory);
        here = here || std::find(query.territories.begin(), query.territories.end(),
                                 summary.territories.back()) != query.territories.end();
      }
      if (!here ||
          (query.state != ConflictState::all && summary.open != (query.state == ConflictState::open)) ||
          summary.id.value() <= query.after)
        continue;
      if (static_cast<int>(found.size()) < query.limit) found.push_back(std::move(summary));
    }
    return found;
  }
  Result<StoredConflict> load(ConflictId id) override {
    if (id.value() < 1 || id.value() > static_cast<std::int64_t>(conflicts_.size()))
      return Error{"conflict.unknown", {}};
    const Conflict& conflict = conflicts_[static_cast<std::size_t>(id.value() - 1)];
    StoredConflict stored = conflict.stored;
    for (const Claim& claim : conflict.claims) {
      const Row& r = row(claim.serial);
      stored.claims.push_back({claim.serial, r.facts.case_id, claim.member, r.facts.form, r.facts.channel,
                               r.facts.received_at, r.facts.territory, r.facts.persons,
                               !stored.rule || holders_[conflict.key].serial == claim.serial, r.response});
    }
    return stored;
  }
  Result<Done> resolve(const ConflictResolution& resolution) override {
    if (resolution.id.value() < 1 || resolution.id.value() > static_cast<std::int64_t>(conflicts_.size()))
      return Error{"conflict.unknown", {}};
    Conflict& conflict = conflicts_[static_cast<std::size_t>(resolution.id.value() - 1)];
    const auto claim = std::find_if(conflict.claims.begin(), conflict.claims.end(),
                                    [&](const Claim& c) { return c.serial == resolution.winner; });
    if (claim == conflict.claims.end()) return Error{"conflict.winner", {}};
    conflict.stored.rule = resolution.rule;
    conflict.stored.evidence = resolution.evidence;
    conflict.stored.resolved_by = resolution.actor;
    conflict.stored.resolved_at = resolution.at;
    holders_[conflict.key] = *claim;
    return Done{};
  }

  Result<std::vector<SealedCase>> read(SubmissionSerial after, int limit) override {
    std::vector<SealedCase> cases;
    for (const Row& r : rows_) {
      if (r.facts.serial <= after || static_cast<int>(cases.size()) >= limit) continue;
      SealedCase one{r.facts.serial,  r.facts.case_id,     r.facts.form,
                     r.facts.channel, r.facts.received_at, r.facts.territory,
                     r.facts.persons, r.response,          {}};
      for (const Conflict& conflict : conflicts_)
        for (const Claim& claim : conflict.claims) {
          if (claim.serial != r.facts.serial) continue;
          const bool holds = holders_[conflict.key].serial == claim.serial;
          one.disputed.push_back({claim.member,
                                  !conflict.stored.rule ? Standing::contested
                                  : holds               ? Standing::counted
                                                        : Standing::not_counted,
                                  holds, conflict.stored.id});
        }
      std::sort(one.disputed.begin(), one.disputed.end(),
                [](const MemberStanding& a, const MemberStanding& b) { return a.member < b.member; });
      cases.push_back(std::move(one));
    }
    return cases;
  }

  std::map<SubmissionSerial, DisputedCase> places;  // what is known of a case besides its claims
  Result<std::vector<DisputedCase>> disputed() override {
    std::map<SubmissionSerial, DisputedCase> found = places;
    for (const Conflict& conflict : conflicts_)
      for (const Claim& claim : conflict.claims) found[claim.serial].serial = claim.serial;
    std::vector<DisputedCase> out;
    for (const auto& [serial, one] : found) out.push_back(one);
    return out;
  }

  Result<std::vector<UnnoticedHousehold>> next(int limit) override {
    std::vector<UnnoticedHousehold> households;
    for (const Row& r : rows_) {
      if (r.facts.serial.value() <= noticed_ || static_cast<int>(households.size()) >= limit) continue;
      UnnoticedHousehold one = accounts[r.facts.case_id];
      one.serial = r.facts.serial;
      one.case_id = r.facts.case_id;
      one.form = r.facts.form;
      one.persons = r.facts.persons;
      one.identity = r.identity;
      households.push_back(std::move(one));
    }
    return households;
  }
  Result<Done> record(SubmissionSerial last, const std::vector<NoticeRecord>& records) override {
    for (const NoticeRecord& record : records) notices_[record.serial].push_back(record);
    noticed_ = std::max(noticed_, last.value());
    return Done{};
  }
  Result<std::vector<NoticeRecord>> of(SubmissionSerial serial) override { return notices_[serial]; }

  /// Days are those of UTC.
  Result<std::vector<ProgressCount>> counts(const std::vector<std::string>& territories) override {
    std::map<std::tuple<std::string, CivilDate, Channel>, ProgressCount> sums;
    for (const Row& r : rows_) {
      const auto day =
          CivilDate::from_days(static_cast<std::int32_t>(r.facts.received_at.micros / 86'400'000'000));
      if (!territories.empty() &&
          std::find(territories.begin(), territories.end(), r.facts.territory) == territories.end())
        continue;
      ProgressCount& sum = sums[{r.facts.territory, day, r.facts.channel}];
      sum = {r.facts.territory, day, r.facts.channel, sum.households + 1, sum.persons + r.facts.persons};
    }
    std::vector<ProgressCount> counted;
    for (const auto& [key, sum] : sums) counted.push_back(sum);
    return counted;
  }
  Result<std::int64_t> fold() override {
    const auto folded = static_cast<std::int64_t>(rows_.size()) - folded_;
    folded_ = static_cast<std::int64_t>(rows_.size());
    return folded;
  }

 private:
  struct Row {
    StoredSubmission facts;
    std::string response, identity;
  };
  struct Claim {
    SubmissionSerial serial;
    std::uint16_t member = 0;
  };
  struct Conflict {
    PersonKey key;
    StoredConflict stored;
    std::vector<Claim> claims;
  };

  const Row& row(SubmissionSerial serial) const {
    return rows_[static_cast<std::size_t>(serial.value() - 1)];
  }

  void claim(const PersonKey& key, Claim by, UtcInstant at) {
    auto found =
        std::find_if(conflicts_.begin(), conflicts_.end(), [&](const Conflict& c) { return c.key == key; });
    if (found == conflicts_.end()) {
      StoredConflict stored;
      stored.id = ConflictId(static_cast<std::int64_t>(conflicts_.size()) + 1);
      stored.opened_at = at;
      conflicts_.push_back({key, stored, {holders_[key]}});
      found = conflicts_.end() - 1;
    }
    found->stored.rule.reset();
    found->stored.evidence.clear();
    found->stored.resolved_by.clear();
    found->stored.resolved_at = {};
    found->claims.push_back(by);
  }

  SubmitOutcome submit_one(const PreparedSubmission& household) {
    for (const Row& r : rows_) {
      if (r.facts.case_id != household.case_id) continue;
      if (r.facts.content != household.content) return {SubmitOutcome::Kind::closed, r.facts, {}};
      SubmitOutcome outcome{SubmitOutcome::Kind::already, r.facts, {}};
      for (const Conflict& conflict : conflicts_)
        for (std::size_t i = 1; i < conflict.claims.size(); ++i)
          if (conflict.claims[i].serial == r.facts.serial)
            outcome.duplicates.push_back(conflict.claims[i].member);
      std::sort(outcome.duplicates.begin(), outcome.duplicates.end());
      return outcome;
    }
    const SubmissionSerial serial(static_cast<std::int64_t>(rows_.size()) + 1);
    SubmitOutcome outcome;
    outcome.facts = {serial,
                     household.case_id,
                     household.form,
                     household.channel,
                     household.received_at,
                     household.territory,
                     static_cast<std::uint16_t>(household.members.size()),
                     household.content};
    rows_.push_back({outcome.facts, household.response, household.identity});
    for (const MemberClaim& member : household.members) {
      if (!member.key) continue;
      const Claim by{serial, member.number};
      if (holders_.emplace(*member.key, by).second) continue;
      claim(*member.key, by, household.received_at);
      outcome.duplicates.push_back(member.number);
    }
    return outcome;
  }

  std::vector<Row> rows_;
  std::map<PersonKey, Claim> holders_;
  std::vector<Conflict> conflicts_;
  std::map<SubmissionSerial, std::vector<NoticeRecord>> notices_;
  std::int64_t noticed_ = 0, folded_ = 0;
};

}  // namespace sanaq::testing
