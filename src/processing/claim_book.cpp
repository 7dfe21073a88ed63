#include "processing/claim_book.h"

#include <algorithm>
#include <numeric>

#include "processing/person_variables.h"

namespace sanaq {
namespace {

std::string code_of(const Form& form, const CodedAnswer& answer) {
  const Node& node = form.nodes[answer.node];
  if (node.type == ValueType::integer || node.type == ValueType::date)
    return std::to_string(answer.value.number);
  if (node.type != ValueType::choice) return answer.value.text;
  const auto& choices = form.choice_lists[node.choices].choices;
  const auto at = static_cast<std::size_t>(answer.value.number);
  return at < choices.size() ? choices[at].code : std::string();
}

int rank_of(const InstitutionRules& kinds, const std::string& kind) {
  const InstitutionKind* found = kind.empty() ? nullptr : kinds.find(kind);
  if (found == nullptr) return 1;
  return found->residence == UsualResidence::institution ? 0 : 2;
}

}  // namespace

ClaimBook::Member ClaimBook::read_member(const ClosedCase& closed, NodeIndex list, std::uint16_t item) const {
  const Form& form = *closed.form->form;
  const NodeIndex group = question_of(form, "population_group");
  Member out;
  out.facts.resize(rules_.same_facts.size());
  out.namesake_facts.resize(rules_.namesakes.size());
  for (const CodedAnswer& answer : closed.response.answers) {
    if (answer.item != item || form.nodes[answer.node].list != list || answer.other != CodedAnswer::none)
      continue;
    if (answer.node == group)
      out.permanent = std::find(permanent_codes_.begin(), permanent_codes_.end(), code_of(form, answer)) !=
                      permanent_codes_.end();
    for (std::size_t i = 0; i < rules_.same_facts.size(); ++i)
      if (answer.node == rules_.same_facts[i]) out.facts[i] = answer.value;
    for (std::size_t i = 0; i < rules_.namesakes.size(); ++i)
      if (answer.node == rules_.namesakes[i].question) out.namesake_facts[i] = code_of(form, answer);
  }
  return out;
}

void ClaimBook::expect(std::vector<LikelyPerson> people, LikelyDecisions decisions) {
  likely_ = std::move(people);
  decided_ = std::move(decisions);
}

void ClaimBook::note(const ClosedCase& closed, const DisputedCase& facts) {
  Case one{closed.head.serial, closed.head.channel, facts.place, rank_of(kinds_, facts.institution_kind), {}};
  one.members.resize(closed.head.persons);
  for (const PersonPlan& persons : closed.form->plan.persons)
    for (const CodedList& list : closed.response.lists) {
      if (list.node != persons.list) continue;
      for (std::uint16_t item = 0; item < list.item_ids.size(); ++item) {
        const std::uint16_t number = member_number(closed.form->plan, closed.response, list.node, item);
        if (number > 0 && number <= one.members.size())
          one.members[number - 1U] = read_member(closed, list.node, item);
      }
    }
  for (const MemberStanding& standing : closed.head.disputed) {
    if (standing.member == 0 || standing.member > one.members.size()) continue;
    one.members[standing.member - 1U].conflict = standing.conflict;
    one.members[standing.member - 1U].standing = standing.standing;
  }
  cases_.push_back(std::move(one));
}

std::int64_t ClaimBook::rank(ClaimCriterion criterion, const Claim& claim) const {
  const Case& of = cases_[claim.at];
  const auto permanent = [](const Member& member) { return member.permanent; };
  switch (criterion) {
    case ClaimCriterion::usual_residence:
      // Of a whole household: one in which more people live for good.
      if (claim.member >= of.members.size())
        return -std::count_if(of.members.begin(), of.members.end(), permanent);
      return of.members[claim.member].permanent ? 0 : 1;
    case ClaimCriterion::institution:
      return of.institution_rank;
    case ClaimCriterion::channel:
      return std::find(rules_.channels.begin(), rules_.channels.end(), of.channel) - rules_.channels.begin();
    case ClaimCriterion::persons:
      return -static_cast<std::int64_t>(of.members.size());
    case ClaimCriterion::first:
      return of.serial.value();
    case ClaimCriterion::last:
      return -of.serial.value();
  }
  SANAQ_CHECK(false);
}

std::optional<ClaimCriterion> ClaimBook::prefers(const std::vector<ClaimCriterion>& criteria, const Claim& a,
                                                 const Claim& b) const {
  for (const ClaimCriterion criterion : criteria) {
    const std::int64_t of_a = rank(criterion, a), of_b = rank(criterion, b);
    if (of_a != of_b) return of_a < of_b ? std::optional(criterion) : std::nullopt;
  }
  return std::nullopt;
}

void ClaimBook::pair_by_conflicts() {
  for (std::size_t at = 0; at < cases_.size(); ++at)
    for (std::size_t member = 0; member < cases_[at].members.size(); ++member)
      if (const ConflictId conflict = cases_[at].members[member].conflict; conflict.value() != 0)
        claims_[conflict].push_back({at, member});
  for (const auto& [conflict, claims] : claims_)
    for (std::size_t i = 0; i < claims.size(); ++i)
      for (std::size_t j = i + 1; j < claims.size(); ++j)
        pairs_[{claims[i].at, claims[j].at}].emplace_back(claims[i].member, claims[j].member);
}

void ClaimBook::pair_by_places() {
  if (rules_.same_facts.empty()) return;
  std::map<Uuid, std::vector<std::size_t>> places;
  for (std::size_t at = 0; at < cases_.size(); ++at)
    if (cases_[at].place) places[*cases_[at].place].push_back(at);
  for (const auto& [place, at_place] : places)
    for (std::size_t i = 0; i < at_place.size(); ++i)
      for (std::size_t j = i + 1; j < at_place.size(); ++j) match_facts(at_place[i], at_place[j]);
}

// Each person at most once: two children born on one day are two.
void ClaimBook::match_facts(std::size_t a, std::size_t b) {
  MemberPairs& pairs = pairs_[{a, b}];
  const auto is_paired = [&](std::size_t member, auto side) {
    return std::any_of(pairs.begin(), pairs.end(), [&](const auto& pair) { return pair.*side == member; });
  };
  for (std::size_t i = 0; i < cases_[a].members.size(); ++i) {
    const auto& facts = cases_[a].members[i].facts;
    const bool whole =
        std::all_of(facts.begin(), facts.end(), [](const Value& value) { return value.present(); });
    if (!whole || is_paired(i, &MemberPairs::value_type::first)) continue;
    for (std::size_t j = 0; j < cases_[b].members.size(); ++j) {
      if (cases_[b].members[j].facts != facts || is_paired(j, &MemberPairs::value_type::second)) continue;
      pairs.emplace_back(i, j);
      break;
    }
  }
}

void ClaimBook::leave_out(const Claim& loser, SubmissionSerial winner, std::string rule) {
  const auto member = static_cast<std::uint16_t>(loser.member + 1);
  const SubmissionSerial household = cases_[loser.at].serial;
  left_out_.try_emplace({household, member}, CountingDecision{household, member, winner, std::move(rule)});
}

bool ClaimBook::is_left_out(const Claim& claim) const {
  return left_out_.contains({cases_[claim.at].serial, static_cast<std::uint16_t>(claim.member + 1)});
}

// The best questionnaire of a household first: each other one falls to the best it shares its people with.
void ClaimBook::settle_households() {
  constexpr auto whole = static_cast<std::size_t>(-1);
  std::vector<std::size_t> order(cases_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return prefers(rules_.same_household, {a, whole}, {b, whole}).has_value();
  });
  std::vector<std::size_t> place(cases_.size());
  for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  std::map<std::size_t, std::vector<std::pair<std::size_t, MemberPairs>>> losers;  // by place: winners
  for (const auto& [cases, pairs] : pairs_) {
    const auto [a, b] = cases;
    const std::size_t smaller = std::min(cases_[a].members.size(), cases_[b].members.size());
    if (pairs.empty() || 100 * pairs.size() < static_cast<std::size_t>(rules_.shared_percent) * smaller)
      continue;
    MemberPairs of_loser = pairs;  // first: of the loser
    if (place[a] < place[b])
      for (auto& pair : of_loser) std::swap(pair.first, pair.second);
    losers[std::max(place[a], place[b])].emplace_back(std::min(place[a], place[b]), std::move(of_loser));
  }
  std::vector<bool> lost(cases_.size());
  for (auto& [loser, winners] : losers) {
    std::sort(winners.begin(), winners.end());
    const auto winner =
        std::find_if(winners.begin(), winners.end(), [&](const auto& one) { return !lost[one.first]; });
    if (winner == winners.end()) continue;
    lost[loser] = true;
    ++second_households_;
    const std::size_t from = order[loser], to = order[winner->first];
    const auto why = prefers(rules_.same_household, {to, whole}, {from, whole});
    const std::string rule = "household:" + std::string(to_string(why.value_or(ClaimCriterion::first)));
    for (std::size_t member = 0; member < cases_[from].members.size(); ++member) {
      const Member& person = cases_[from].members[member];
      const auto pair = std::find_if(winner->second.begin(), winner->second.end(),
                                     [&](const auto& one) { return one.first == member; });
      const bool shared = pair != winner->second.end();
      // What the office decided of a person stands, for either questionnaire.
      if (person.conflict.value() != 0 && person.standing != Standing::contested) continue;
      if (shared || rules_.others == CountingRules::Others::leave_out)
        leave_out({from, member}, cases_[to].serial, rule);
    }
  }
}

void ClaimBook::settle_claim(const Claim& loser, const Claim& best, std::string_view why) {
  const Member &person = cases_[loser.at].members[loser.member],
               &other = cases_[best.at].members[best.member];
  const std::string how = *person.how != '\0' ? person.how : other.how;
  leave_out(loser, cases_[best.at].serial, how + std::string(why));
}

void ClaimBook::settle_persons() {
  for (const auto& [conflict, claims] : claims_) {
    std::vector<Claim> open, chosen;
    for (const Claim& claim : claims) {
      const Standing standing = cases_[claim.at].members[claim.member].standing;
      if (standing == Standing::not_counted) leave_out(claim, SubmissionSerial(), "office");
      if (standing == Standing::contested && !is_left_out(claim)) open.push_back(claim);
      if (standing == Standing::counted && !is_left_out(claim)) chosen.push_back(claim);
    }
    // Where the office said that a person counts, whoever was found to be that person does not count too.
    if (!chosen.empty())
      for (const Claim& claim : open) settle_claim(claim, chosen.front(), "office");
    if (open.size() < 2 || !chosen.empty()) continue;
    const Claim best = *std::min_element(open.begin(), open.end(), [&](const Claim& a, const Claim& b) {
      return prefers(rules_.same_person, a, b).has_value();
    });
    for (const Claim& claim : open) {
      const auto why = prefers(rules_.same_person, best, claim);
      if (why) settle_claim(claim, best, to_string(*why));
    }
  }
}

void ClaimBook::settle() {
  std::sort(cases_.begin(), cases_.end(), [](const Case& a, const Case& b) { return a.serial < b.serial; });
  pair_by_conflicts();
  pair_by_likeness();
  pair_by_places();
  settle_households();
  settle_persons();
  for (const auto& [key, decision] : left_out_) decisions_.push_back(decision);
  std::sort(doubtful_.begin(), doubtful_.end(), [](const LikelyPair& a, const LikelyPair& b) {
    return std::pair(a.first, a.second) < std::pair(b.first, b.second);
  });
  std::erase_if(doubtful_, [&](const LikelyPair& pair) {
    return left_out_.contains({pair.first.serial, pair.first.member}) ||
           left_out_.contains({pair.second.serial, pair.second.member});
  });
}

void ClaimBook::apply(ClosedCase& closed) const {
  const auto at =
      std::lower_bound(cases_.begin(), cases_.end(), closed.head.serial,
                       [](const Case& one, SubmissionSerial serial) { return one.serial < serial; });
  if (at == cases_.end() || at->serial != closed.head.serial) return;
  closed.counts.assign(closed.head.persons, true);
  for (auto one = left_out_.lower_bound({closed.head.serial, std::uint16_t{0}});
       one != left_out_.end() && one->first.first == closed.head.serial; ++one)
    closed.counts[one->first.second - 1U] = false;
}

std::string ClaimBook::to_csv() const {
  std::string out = "household,person,counted_in,rule\n";
  for (const CountingDecision& one : decisions_)
    out += std::to_string(one.household.value()) + ',' + std::to_string(one.member) + ',' +
           (one.counted_in.value() == 0 ? std::string() : std::to_string(one.counted_in.value())) + ',' +
           one.rule + '\n';
  return out;
}

}  // namespace sanaq
