#include "processing/person_match.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace sanaq {
namespace {

constexpr std::size_t pairs_min = 10;
constexpr int rounds_max = 200;
constexpr double share_still = 1e-7;  // change of the share at which EM ends
constexpr double probability_min = 1e-6;

using AgreementPattern = std::vector<Agreement>;

struct Candidate {
  std::size_t survey = 0, census = 0;
  AgreementPattern pattern;
};

std::size_t level_of(Agreement agreement) { return static_cast<std::size_t>(agreement); }

double likelihood(const AgreementPattern& pattern, const MatchModel& model, bool same) {
  double out = 1;
  for (std::size_t f = 0; f < pattern.size(); ++f)
    if (pattern[f] != Agreement::unknown)
      out *= same ? model.facts[f].m[level_of(pattern[f])] : model.facts[f].u[level_of(pattern[f])];
  return out;
}

// People of one household are like one another; the start says only that the same person mostly agrees. What
// two people share by chance is counted in the pairs themselves, nearly all of which are of two people.
MatchModel first_guess(const std::map<AgreementPattern, std::int64_t>& counts, std::size_t facts,
                       double share) {
  MatchModel model;
  model.share = share;
  model.facts.resize(facts);
  for (std::size_t f = 0; f < facts; ++f) {
    std::array<double, agreement_levels> seen{1, 1, 1};
    for (const auto& [pattern, count] : counts)
      if (pattern[f] != Agreement::unknown) seen[level_of(pattern[f])] += static_cast<double>(count);
    const double all = seen[0] + seen[1] + seen[2];
    model.facts[f].m = {0.05, 0.10, 0.85};
    for (std::size_t l = 0; l < agreement_levels; ++l) model.facts[f].u[l] = seen[l] / all;
  }
  return model;
}

MatchModel next_round(const std::map<AgreementPattern, std::int64_t>& counts, const MatchModel& before) {
  MatchModel after = before;
  double same_all = 0, all = 0;
  std::vector<MatchModel::Level> sums(before.facts.size());
  for (const auto& [pattern, count] : counts) {
    const double m = before.share * likelihood(pattern, before, true);
    const double u = (1 - before.share) * likelihood(pattern, before, false);
    const double same = m / (m + u) * static_cast<double>(count);
    same_all += same;
    all += static_cast<double>(count);
    for (std::size_t f = 0; f < pattern.size(); ++f) {
      if (pattern[f] == Agreement::unknown) continue;
      sums[f].m[level_of(pattern[f])] += same;
      sums[f].u[level_of(pattern[f])] += static_cast<double>(count) - same;
    }
  }
  after.share = std::clamp(same_all / all, probability_min, 1 - probability_min);
  for (std::size_t f = 0; f < sums.size(); ++f) {
    const double m = sums[f].m[0] + sums[f].m[1] + sums[f].m[2],
                 u = sums[f].u[0] + sums[f].u[1] + sums[f].u[2];
    for (std::size_t l = 0; l < agreement_levels; ++l) {
      after.facts[f].m[l] = std::max(probability_min, m > 0 ? sums[f].m[l] / m : 0);
      after.facts[f].u[l] = std::max(probability_min, u > 0 ? sums[f].u[l] / u : 0);
    }
  }
  ++after.rounds;
  return after;
}

std::vector<Candidate> open_candidates(const std::vector<MatchPerson>& survey,
                                       const std::vector<MatchPerson>& census,
                                       const std::vector<MatchFact>& facts,
                                       const std::vector<bool>& survey_done,
                                       const std::vector<bool>& census_done) {
  std::map<std::string, std::vector<std::size_t>> blocks;
  for (std::size_t c = 0; c < census.size(); ++c)
    if (!census_done[c]) blocks[census[c].block].push_back(c);
  std::vector<Candidate> out;
  for (std::size_t s = 0; s < survey.size(); ++s) {
    if (survey_done[s]) continue;
    const auto block = blocks.find(survey[s].block);
    if (block == blocks.end()) continue;
    for (const std::size_t c : block->second) {
      Candidate one{s, c, {}};
      for (std::size_t f = 0; f < facts.size(); ++f)
        one.pattern.push_back(compare_fact(survey[s].facts.at(f), census[c].facts.at(f), facts[f]));
      out.push_back(std::move(one));
    }
  }
  return out;
}

// Where too few pairs are left to learn from: the share of known facts that agree. A clerk looks at each.
double agreeing_share(const AgreementPattern& pattern) {
  int known = 0, agreeing = 0;
  for (const Agreement one : pattern) {
    known += one == Agreement::unknown ? 0 : 1;
    agreeing += one == Agreement::agrees || one == Agreement::close ? 1 : 0;
  }
  return known == 0 ? 0 : static_cast<double>(agreeing) / known;
}

// How likely each candidate is one person.
Result<std::vector<double>> candidate_probabilities(const std::vector<Candidate>& open, std::size_t facts) {
  std::vector<double> out;
  std::vector<AgreementPattern> patterns;
  for (const Candidate& one : open) patterns.push_back(one.pattern);
  if (open.size() < pairs_min) {
    for (const AgreementPattern& pattern : patterns) out.push_back(agreeing_share(pattern));
    return out;
  }
  SANAQ_TRY(const MatchModel model, fit_match_model(patterns, facts));
  for (const AgreementPattern& pattern : patterns) out.push_back(model.probability(model.weight(pattern)));
  return out;
}

std::vector<MatchedPair> match_keys(const std::vector<MatchPerson>& survey,
                                    const std::vector<MatchPerson>& census) {
  std::map<PersonKey, std::size_t> by_key;
  for (std::size_t c = 0; c < census.size(); ++c)
    if (census[c].key) by_key.emplace(*census[c].key, c);
  std::vector<MatchedPair> out;
  for (std::size_t s = 0; s < survey.size(); ++s) {
    if (!survey[s].key) continue;
    const auto found = by_key.find(*survey[s].key);
    if (found == by_key.end()) continue;
    out.push_back({s, found->second, MatchedPair::Kind::by_key, 1});
    by_key.erase(found);
  }
  return out;
}

}  // namespace

Agreement compare_fact(std::int32_t a, std::int32_t b, const MatchFact& fact) {
  if (a == MatchPerson::not_known || b == MatchPerson::not_known) return Agreement::unknown;
  if (a == b) return Agreement::agrees;
  const std::int64_t apart = a > b ? std::int64_t{a} - b : std::int64_t{b} - a;
  return apart <= fact.close ? Agreement::close : Agreement::differs;
}

double MatchModel::weight(const std::vector<Agreement>& pair) const {
  double sum = 0;
  for (std::size_t f = 0; f < pair.size(); ++f)
    if (pair[f] != Agreement::unknown)
      sum += std::log2(facts[f].m[level_of(pair[f])] / facts[f].u[level_of(pair[f])]);
  return sum;
}

double MatchModel::probability(double weight) const {
  const double odds = share / (1 - share) * std::exp2(weight);
  return odds / (1 + odds);
}

Result<MatchModel> fit_match_model(const std::vector<std::vector<Agreement>>& pairs, std::size_t facts) {
  if (pairs.size() < pairs_min) return Error{"coverage.pairs", std::to_string(pairs.size())};
  std::map<AgreementPattern, std::int64_t> counts;
  for (const AgreementPattern& pattern : pairs) ++counts[pattern];
  MatchModel model = first_guess(counts, facts, 1 / std::sqrt(static_cast<double>(pairs.size())));
  for (int round = 0; round < rounds_max; ++round) {
    const double before = model.share;
    model = next_round(counts, model);
    if (std::fabs(model.share - before) < share_still) break;
  }
  return model;
}

Result<std::vector<MatchedPair>> match_people(const std::vector<MatchPerson>& survey,
                                              const std::vector<MatchPerson>& census,
                                              const std::vector<MatchFact>& facts,
                                              MatchThresholds thresholds) {
  std::vector<MatchedPair> out = match_keys(survey, census);
  std::vector<bool> survey_done(survey.size()), census_done(census.size());
  for (const MatchedPair& pair : out) survey_done[pair.survey] = census_done[pair.census] = true;
  const auto open = open_candidates(survey, census, facts, survey_done, census_done);
  if (open.empty()) return out;
  SANAQ_TRY(const auto probabilities, candidate_probabilities(open, facts.size()));
  std::vector<std::pair<double, std::size_t>> ranked;
  for (std::size_t i = 0; i < open.size(); ++i)
    if (probabilities[i] >= thresholds.possible) ranked.emplace_back(probabilities[i], i);
  std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  for (const auto& [probability, i] : ranked) {
    const Candidate& one = open[i];
    if (survey_done[one.survey] || census_done[one.census]) continue;
    survey_done[one.survey] = census_done[one.census] = true;
    const bool is_sure = open.size() >= pairs_min && probability >= thresholds.sure;
    const auto kind = is_sure ? MatchedPair::Kind::probable : MatchedPair::Kind::doubtful;
    out.push_back({one.survey, one.census, kind, probability});
  }
  return out;
}

}  // namespace sanaq
