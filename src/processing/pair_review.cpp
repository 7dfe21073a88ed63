#include "processing/pair_review.h"

#include <cmath>

namespace sanaq {
namespace {

std::optional<std::int32_t> told(const MatchPerson& person, std::size_t fact) {
  const std::int32_t value = person.facts[fact];
  return value == MatchPerson::not_known ? std::nullopt : std::optional(value);
}

}  // namespace

std::vector<DoubtfulPair> doubtful_pairs(const std::vector<MatchedPair>& pairs,
                                         const std::vector<MatchPerson>& survey,
                                         const std::vector<MatchPerson>& census,
                                         const std::vector<MatchFact>& facts) {
  std::vector<DoubtfulPair> out;
  for (const MatchedPair& pair : pairs) {
    if (pair.kind != MatchedPair::Kind::doubtful) continue;
    const MatchPerson &left = survey[pair.survey], &right = census[pair.census];
    DoubtfulPair one{static_cast<std::int64_t>(pair.survey) + 2,
                     static_cast<std::int64_t>(pair.census) + 2,
                     left.block,
                     static_cast<std::int32_t>(std::lround(pair.probability * 1'000'000)),
                     {}};
    for (std::size_t i = 0; i < facts.size(); ++i)
      one.facts.push_back({facts[i].name, told(left, i), told(right, i)});
    out.push_back(std::move(one));
  }
  return out;
}

std::string_view to_string(PairDecision decision) {
  return decision == PairDecision::same ? "same" : "other";
}

std::optional<PairDecision> parse_pair_decision(std::string_view text) {
  for (const PairDecision one : {PairDecision::same, PairDecision::other})
    if (to_string(one) == text) return one;
  return std::nullopt;
}

}  // namespace sanaq
