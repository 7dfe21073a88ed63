// People without a number who are in questionnaires of different addresses: the same names and day of birth
// find them, facts of the edition or a clerk decide.
#include <algorithm>

#include "base/text.h"
#include "processing/claim_book.h"

namespace sanaq {
namespace {

/// More people of one name and day are no two questionnaires of a person but a text that stands for many.
constexpr std::size_t group_max = 20;

std::optional<std::int32_t> shown(const std::string& fact) {
  const auto number = parse_integer(fact);
  if (!number || *number < INT32_MIN || *number > INT32_MAX) return std::nullopt;
  return static_cast<std::int32_t>(*number);
}

std::int64_t row_of(const PersonPlace& place) { return place.serial.value() * 256 + place.member; }

}  // namespace

DoubtfulPair to_doubtful(const LikelyPair& pair) {
  return {row_of(pair.first), row_of(pair.second), "", 0, pair.facts};
}

PersonPlace ClaimBook::place_of(const Claim& claim) const {
  return {cases_[claim.at].serial, static_cast<std::uint16_t>(claim.member + 1)};
}

// All of those that must agree, and none of the others against it.
bool ClaimBook::facts_agree(const Member& a, const Member& b) const {
  for (std::size_t i = 0; i < rules_.namesakes.size(); ++i) {
    const std::string &left = a.namesake_facts[i], &right = b.namesake_facts[i];
    if (left.empty() || right.empty()) {
      if (rules_.namesakes[i].must_agree) return false;
    } else if (left != right) {
      return false;
    }
  }
  return !rules_.namesakes.empty();
}

// Who has the other's conflict, or a conflict of their own between them. Numbers below zero: none of the
// office.
void ClaimBook::join(const Claim& a, const Claim& b, const char* how) {
  Member &first = cases_[a.at].members[a.member], &second = cases_[b.at].members[b.member];
  for (Member* one : {&first, &second})
    if (one->conflict.value() == 0) {
      one->standing = Standing::contested;
      one->how = how;
    }
  if (first.conflict.value() == 0 && second.conflict.value() == 0) {
    first.conflict = ConflictId(-static_cast<std::int64_t>(++likely_groups_));
    claims_[first.conflict].push_back(a);
  }
  const Claim& known = first.conflict.value() != 0 ? a : b;
  const Claim& other = first.conflict.value() != 0 ? b : a;
  const ConflictId to = cases_[known.at].members[known.member].conflict;
  const ConflictId from = cases_[other.at].members[other.member].conflict;
  if (from == to) return;
  std::vector<Claim> moved = {other};
  if (const auto group = claims_.find(from); from.value() != 0 && group != claims_.end()) {
    moved = std::move(group->second);
    claims_.erase(group);
  }
  for (const Claim& one : moved) {
    cases_[one.at].members[one.member].conflict = to;
    claims_[to].push_back(one);
  }
}

void ClaimBook::doubt(const Claim& a, const Claim& b) {
  const Member &first = cases_[a.at].members[a.member], &second = cases_[b.at].members[b.member];
  LikelyPair pair{place_of(a), place_of(b), {}};
  for (std::size_t i = 0; i < rules_.namesakes.size(); ++i)
    pair.facts.push_back(
        {rules_.namesakes[i].name, shown(first.namesake_facts[i]), shown(second.namesake_facts[i])});
  doubtful_.push_back(std::move(pair));
}

void ClaimBook::settle_likeness(const Claim& a, const Claim& b, bool is_clear) {
  const auto decided = decided_.find({place_of(a), place_of(b)});
  if (decided != decided_.end() && decided->second == PairDecision::other) return;
  const Member &first = cases_[a.at].members[a.member], &second = cases_[b.at].members[b.member];
  const bool is_same = decided != decided_.end() || (is_clear && facts_agree(first, second));
  if (!is_same) return doubt(a, b);
  join(a, b, decided != decided_.end() ? "clerk:" : "names:");
  MemberPairs& pairs = pairs_[{a.at, b.at}];
  const bool is_paired = std::any_of(pairs.begin(), pairs.end(), [&](const auto& pair) {
    return pair.first == a.member || pair.second == b.member;
  });
  if (!is_paired) pairs.emplace_back(a.member, b.member);
}

// Two in one questionnaire who are called and born alike are two, and then names say nothing about a third.
void ClaimBook::settle_group(const std::vector<std::pair<Claim, bool>>& group) {
  bool is_clear = true;
  for (std::size_t i = 1; i < group.size(); ++i)
    is_clear = is_clear && group[i].first.at != group[i - 1].first.at;
  for (std::size_t i = 0; i < group.size(); ++i)
    for (std::size_t j = i + 1; j < group.size(); ++j)
      if (group[i].first.at != group[j].first.at && !(group[i].second && group[j].second))
        settle_likeness(group[i].first, group[j].first, is_clear);
}

void ClaimBook::pair_by_likeness() {
  std::map<std::int64_t, std::vector<std::pair<Claim, bool>>> groups;
  for (const LikelyPerson& one : likely_) {
    const auto at =
        std::lower_bound(cases_.begin(), cases_.end(), one.place.serial,
                         [](const Case& known, SubmissionSerial serial) { return known.serial < serial; });
    if (at == cases_.end() || at->serial != one.place.serial || one.place.member == 0 ||
        one.place.member > at->members.size())
      continue;
    const Claim claim{static_cast<std::size_t>(at - cases_.begin()), one.place.member - std::size_t{1}};
    // Whom the office has settled elsewhere counts there whatever is found here.
    if (at->members[claim.member].standing == Standing::not_counted) continue;
    groups[one.group].emplace_back(claim, one.has_number);
  }
  for (auto& [number, group] : groups) {
    std::sort(group.begin(), group.end(), [](const auto& a, const auto& b) {
      return std::pair(a.first.at, a.first.member) < std::pair(b.first.at, b.first.member);
    });
    if (group.size() <= group_max) settle_group(group);
  }
}

}  // namespace sanaq
