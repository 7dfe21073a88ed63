#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "casework/closed_cases.h"
#include "casework/submission.h"
#include "processing/coverage_tally.h"

namespace sanaq {

/// Where a tablet works for the post-enumeration survey.
struct SurveyPost {
  std::string round, territory;  // the area
};

/// Rounds of the survey (port). Errors of every function: "store.unavailable".
class SurveyRounds {
 public:
  virtual ~SurveyRounds() = default;
  /// False when the name is taken.
  virtual Result<bool> open(const std::string& round, const std::vector<DrawnArea>& areas, UtcInstant at) = 0;
  virtual Result<std::vector<DrawnArea>> areas(const std::string& round) = 0;
  /// Territories in which the tablet, or somebody who had it, worked for the census.
  virtual Result<std::vector<std::string>> census_work(const Uuid& device) = 0;
  /// False when there is no such tablet, it works for a round already, or has census cases that are not done.
  virtual Result<bool> post(const Uuid& device, const SurveyPost& post, UtcInstant at) = 0;
  /// Nothing: the tablet works for the census.
  virtual Result<std::optional<SurveyPost>> post_of(const Uuid& device) = 0;
  /// Keeps an answer apart from the census: it claims nobody. The same case again changes nothing.
  virtual Result<Done> keep(const PreparedSubmission& household, const Uuid& device) = 0;
};

/// Sends a tablet to an area of a round. Whoever enumerated there must not check it: the tablet and all
/// people who had it may not have worked in the area, in a territory within it or in one it lies in. Errors:
/// "survey.area" (not of the round), "survey.worked" (detail: the territory), "survey.device" (see
/// SurveyRounds::post), those of the port.
Result<Done> send_to_area(SurveyRounds& rounds, const Codelist& territories, const Uuid& device,
                          const SurveyPost& post, UtcInstant at);

/// Whether a territory is, or lies in, another one.
bool lies_in(const Codelist& territories, std::string_view code, std::string_view area);

/// The facts by which survey and census are compared: sex, year, month and day of birth, relation to the
/// person listed first. Concepts of the form; a form without one of them has no such fact.
std::vector<MatchFact> survey_facts(const Form& form);
/// The people of a case who count in it, in the area, with their keys by member number.
std::vector<MatchPerson> match_people_of(const ClosedCase& closed, const std::string& area,
                                         const std::map<std::uint16_t, PersonKey>& keys);
/// As parse_match_table reads it.
std::string match_table_csv(const std::vector<MatchFact>& facts, const std::vector<MatchPerson>& people);

}  // namespace sanaq
