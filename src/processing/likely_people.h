#pragma once
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "casework/identifiers.h"
#include "processing/pair_review.h"

namespace sanaq {

/// The round of pairs of the census itself among those that wait for clerks.
inline constexpr std::string_view namesake_round = "namesakes";

/// A person by the questionnaire and the number in it, from 1.
struct PersonPlace {
  SubmissionSerial serial;
  std::uint16_t member = 0;
  friend auto operator<=>(const PersonPlace&, const PersonPlace&) = default;
};

/// Somebody who has the names and the day of birth of somebody in another questionnaire.
struct LikelyPerson {
  PersonPlace place;
  bool has_number = false;  // by number or document they are told apart, or known to be one
  std::int64_t group = 0;   // of those with the same names and day of birth; no hash of them
  std::string institution_kind;
};

/// What clerks said of two of them; the smaller place first.
using LikelyDecisions = std::map<std::pair<PersonPlace, PersonPlace>, PairDecision>;

/// Two people of whom the facts of the edition do not say whether they are one.
struct LikelyPair {
  PersonPlace first, second;
  std::vector<PairFact> facts;  // `survey`: of the first
};

/// People who may stand in two questionnaires (port). Errors of every function: "store.unavailable".
class LikelyPeople {
 public:
  virtual ~LikelyPeople() = default;
  /// Groups in which somebody has no number; by questionnaire, then by member. Reads the keys of all people
  /// once.
  virtual Result<std::vector<LikelyPerson>> people() = 0;
  virtual Result<LikelyDecisions> decisions() = 0;
  /// Questionnaires whose people have not been compared yet.
  virtual Result<std::int64_t> not_compared() = 0;
};

/// A pair as clerks get it: rows are places, 256 of them a questionnaire.
DoubtfulPair to_doubtful(const LikelyPair& pair);

}  // namespace sanaq
