#pragma once
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "casework/closed_cases.h"
#include "edition/institution_kind.h"
#include "processing/counting_rules.h"
#include "processing/likely_people.h"

namespace sanaq {

/// A person of a questionnaire who does not count in it, and why.
struct CountingDecision {
  SubmissionSerial household;
  std::uint16_t member = 0;     // from 1
  SubmissionSerial counted_in;  // the questionnaire that won; 0: not told (decided by the office)
  // "office", a criterion, or "household:" and a criterion: the whole household is there. Before it "names:"
  // or "clerk:" for people without a number: by names, day of birth and facts, or by a clerk, they are one.
  std::string rule;
};

/// Which of several accepted questionnaires counts, for every person in more than one of them: what the
/// office decided stands; a household that answered twice counts once, as a whole; what is left is decided
/// person by person. The order in which cases are noted does not matter. Names and numbers are never seen.
class ClaimBook {
 public:
  /// permanent_codes: codes of the concept `population_group` that mean a permanent resident. kinds must
  /// outlive the book.
  ClaimBook(CountingRules rules, std::vector<std::string> permanent_codes, const InstitutionRules& kinds)
      : rules_(std::move(rules)), permanent_codes_(std::move(permanent_codes)), kinds_(kinds) {}

  /// Who has the names and the day of birth of somebody elsewhere, and what clerks said of them. Before
  /// settle().
  void expect(std::vector<LikelyPerson> people, LikelyDecisions decisions);
  /// Each disputed case once, and each with likely people.
  void note(const ClosedCase& closed, const DisputedCase& facts);
  /// After the last of them. O(n log n) in what was noted; questionnaires of one address or person are
  /// compared pair by pair.
  void settle();
  /// Says in `closed.counts` who counts. A case that was not noted is left as it is.
  void apply(ClosedCase& closed) const;

  /// By household, then by person.
  const std::vector<CountingDecision>& decisions() const { return decisions_; }
  /// Pairs of likely people that neither facts nor clerks have decided; each counts in both places.
  const std::vector<LikelyPair>& doubtful() const { return doubtful_; }
  /// Questionnaires found to be of a household that counts in another one.
  std::int64_t second_households() const { return second_households_; }
  /// "household,person,counted_in,rule", a line a decision; households by the serials of their submissions.
  std::string to_csv() const;

 private:
  struct Member {
    ConflictId conflict;  // 0: in none
    Standing standing = Standing::counted;
    bool permanent = false;
    std::vector<Value> facts;
    std::vector<std::string>
        namesake_facts;    // as CountingRules::namesakes; codes and numbers, empty: not told
    const char* how = "";  // somebody without a number is known here by "names:" or "clerk:"
  };
  struct Case {
    SubmissionSerial serial;
    Channel channel = Channel::online;
    std::optional<Uuid> place;
    int institution_rank = 1;
    std::vector<Member> members;
  };
  struct Claim {
    std::size_t at = 0, member = 0;  // of cases_, of its members
  };
  using MemberPairs = std::vector<std::pair<std::size_t, std::size_t>>;

  std::int64_t rank(ClaimCriterion criterion, const Claim& claim) const;
  /// The criterion that prefers `a` to `b`; nothing when b is preferred.
  std::optional<ClaimCriterion> prefers(const std::vector<ClaimCriterion>& criteria, const Claim& a,
                                        const Claim& b) const;
  Member read_member(const ClosedCase& closed, NodeIndex list, std::uint16_t item) const;
  void pair_by_conflicts();
  void pair_by_places();
  void pair_by_likeness();
  PersonPlace place_of(const Claim& claim) const;
  bool facts_agree(const Member& a, const Member& b) const;
  void join(const Claim& a, const Claim& b, const char* how);
  void doubt(const Claim& a, const Claim& b);
  void settle_likeness(const Claim& a, const Claim& b, bool is_clear);
  /// group: who has a number is said of each.
  void settle_group(const std::vector<std::pair<Claim, bool>>& group);
  void settle_claim(const Claim& loser, const Claim& best, std::string_view why);
  void match_facts(std::size_t a, std::size_t b);
  void settle_households();
  void settle_persons();
  void leave_out(const Claim& loser, SubmissionSerial winner, std::string rule);
  bool is_left_out(const Claim& claim) const;

  CountingRules rules_;
  std::vector<std::string> permanent_codes_;
  const InstitutionRules& kinds_;
  std::vector<Case> cases_;
  std::map<ConflictId, std::vector<Claim>> claims_;
  std::map<std::pair<std::size_t, std::size_t>, MemberPairs> pairs_;  // of cases: who is in both
  std::map<std::pair<SubmissionSerial, std::uint16_t>, CountingDecision> left_out_;
  std::vector<CountingDecision> decisions_;
  std::vector<LikelyPerson> likely_;
  LikelyDecisions decided_;
  std::vector<LikelyPair> doubtful_;
  int likely_groups_ = 0;
  std::int64_t second_households_ = 0;
};

}  // namespace sanaq
