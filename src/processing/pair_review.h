#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "processing/person_match.h"

namespace sanaq {

/// A fact about the two people of a pair, as matching compared it; nothing: not stated.
struct PairFact {
  std::string name;
  std::optional<std::int32_t> survey, census;
  friend bool operator==(const PairFact&, const PairFact&) = default;
};

/// Two people, one of the survey and one of the census, of whom a machine could not say whether they are one.
struct DoubtfulPair {
  std::int64_t survey_row = 0, census_row = 0;  // of the tables that were matched, from 2
  std::string area;
  std::int32_t probability_ppm = 0;
  std::vector<PairFact> facts;
};
/// The pairs of kind `doubtful` with what is known of both.
std::vector<DoubtfulPair> doubtful_pairs(const std::vector<MatchedPair>& pairs,
                                         const std::vector<MatchPerson>& survey,
                                         const std::vector<MatchPerson>& census,
                                         const std::vector<MatchFact>& facts);

enum class PairDecision : std::uint8_t { same = 1, other = 2 };  // stored
std::string_view to_string(PairDecision decision);
std::optional<PairDecision> parse_pair_decision(std::string_view text);

/// A pair on a clerk's page.
struct PairToReview {
  std::int64_t id = 0;
  std::string round;
  DoubtfulPair pair;
  std::optional<PairDecision> decision;
};
struct PairCounts {
  std::string round;
  std::int64_t open = 0, same = 0, other = 0;
};
/// A pair of a round with its decision; nothing: it waits.
struct ReviewedPair {
  std::int64_t survey_row = 0, census_row = 0;
  std::optional<PairDecision> decision;
};

/// Pairs that wait for clerks (port). Errors of every function: "store.unavailable".
class PairReview {
 public:
  virtual ~PairReview() = default;
  /// Of pairs known nothing changes.
  virtual Result<Done> add(const std::string& round, const std::vector<DoubtfulPair>& pairs) = 0;
  /// The one that waits longest; nothing when none waits.
  virtual Result<std::optional<PairToReview>> next() = 0;
  virtual Result<std::optional<PairToReview>> find(std::int64_t id) = 0;
  /// False when somebody has decided it meanwhile.
  virtual Result<bool> decide(std::int64_t id, PairDecision decision, const std::string& clerk,
                              UtcInstant at) = 0;
  virtual Result<std::vector<PairCounts>> counts() = 0;
  virtual Result<std::vector<ReviewedPair>> reviewed(const std::string& round) = 0;
};

}  // namespace sanaq
