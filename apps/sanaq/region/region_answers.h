#pragma once
#include "interview/interview.h"
#include "sanaq/region/region_plan.h"
#include "sanaq/site.h"
#include "simulation/respondent.h"

namespace sanaq::region {

/// Fills in questionnaires as the people of the region would. Any thread.
class RegionAnswers {
 public:
  explicit RegionAnswers(const Site& site);

  /// What leads from a questionnaire in which the list stands already to a complete one. unlisted: somebody
  /// more in it. Nothing when the answers that were drawn do not go together.
  std::optional<std::vector<Operation>> to_the_end(Interview& interview, const ResidentPerson& person,
                                                   const ResidentPerson* unlisted, Rng& rng) const;
  /// A questionnaire of the person alone, sent by a way of its own; false as above. Errors: those of
  /// prepare_submission() and submit_and_wait().
  Result<bool> send_alone(const Institution& place, const ResidentPerson& person, Channel channel,
                          Rng& rng) const;
  /// A household of the nation as it stands, online.
  Result<bool> send_home(const Json& home) const;

 private:
  Result<bool> send(const Interview& interview, Channel channel) const;

  const Site& site_;
  simulation::FormMap map_;
};

}  // namespace sanaq::region
