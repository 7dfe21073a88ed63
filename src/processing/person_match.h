#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "casework/identifiers.h"

namespace sanaq {

/// A person as matching sees one: no name and no number, only their keyed hash and coded facts.
struct MatchPerson {
  std::string block;                // pairs are looked for within it: an enumeration area
  std::optional<PersonKey> key;     // nothing: no number and no document
  std::vector<std::int32_t> facts;  // in the order of the match plan; not_known where not stated
  static constexpr std::int32_t not_known = INT32_MIN;
};

/// How two values of a fact agree.
enum class Agreement : std::uint8_t { differs, close, agrees, unknown };
inline constexpr std::size_t agreement_levels = 3;  // unknown says nothing

/// One fact of the plan. close: the largest difference that counts as close; 0: there is no close.
struct MatchFact {
  std::string name;
  std::int32_t close = 0;
};
Agreement compare_fact(std::int32_t a, std::int32_t b, const MatchFact& fact);

/// Probabilities of each agreement among pairs that are the same person (m) and among others (u).
struct MatchModel {
  struct Level {
    std::array<double, agreement_levels> m{}, u{};
  };
  std::vector<Level> facts;
  double share = 0;  // of pairs that are the same person
  int rounds = 0;    // EM rounds until it stood still
  /// Sum of log2(m/u): how much the pair speaks for one person.
  double weight(const std::vector<Agreement>& pair) const;
  /// Probability that a pair of this weight is one person.
  double probability(double weight) const;
};

/// Estimates the model from pairs nobody has looked at (Fellegi and Sunter 1969; EM as in Winkler 1988, facts
/// independent within each of the two classes). pairs: agreements of every candidate pair. Errors:
/// "coverage.pairs" (fewer than 10).
Result<MatchModel> fit_match_model(const std::vector<std::vector<Agreement>>& pairs, std::size_t facts);

/// Two positions, in the survey and in the census, and how sure it is.
struct MatchedPair {
  enum class Kind : std::uint8_t { by_key, probable, doubtful };  // doubtful: for a clerk
  std::size_t survey = 0, census = 0;
  Kind kind = Kind::by_key;
  double probability = 1;
};
struct MatchThresholds {
  double sure = 0.95, possible = 0.20;  // probabilities; between them a clerk looks
};
/// Matches the people of a survey with those of the census: first by equal keys, everywhere; then within
/// blocks by the model, one to one, the likeliest pair first. Where fewer than ten candidate
/// pairs are left nothing can be learnt from them: then all that agree in some facts are for a clerk.
/// Deterministic.
Result<std::vector<MatchedPair>> match_people(const std::vector<MatchPerson>& survey,
                                              const std::vector<MatchPerson>& census,
                                              const std::vector<MatchFact>& facts,
                                              MatchThresholds thresholds);

}  // namespace sanaq
