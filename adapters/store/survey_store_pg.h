#pragma once
#include "pg/pool.h"
#include "processing/survey_round.h"
#include "store/form_numbers.h"

namespace sanaq {

/// Rounds of the post-enumeration survey in schema `survey`. Rounds are opened and tablets sent by the role
/// sanaq_processing; answers are kept by sanaq_server. Any thread.
class SurveyStorePg final : public SurveyRounds {
 public:
  SurveyStorePg(pg::Pool& pool, FormNumbers& forms) : pool_(pool), forms_(forms) {}
  Result<bool> open(const std::string& round, const std::vector<DrawnArea>& areas, UtcInstant at) override;
  Result<std::vector<DrawnArea>> areas(const std::string& round) override;
  Result<std::vector<std::string>> census_work(const Uuid& device) override;
  Result<bool> post(const Uuid& device, const SurveyPost& post, UtcInstant at) override;
  Result<std::optional<SurveyPost>> post_of(const Uuid& device) override;
  Result<Done> keep(const PreparedSubmission& household, const Uuid& device) override;

  /// Answers of a round in order, after a serial, each with its area. At most `limit`.
  struct Answer {
    SealedCase sealed;
    std::string area;
  };
  Result<std::vector<Answer>> read(const std::string& round, SubmissionSerial after, int limit);
  /// Keys of the people of an answer, and of a submission of the census, by member number.
  Result<std::map<std::uint16_t, PersonKey>> keys_of(CaseId survey_case);
  Result<std::map<std::uint16_t, PersonKey>> keys_of(SubmissionSerial census);

 private:
  pg::Pool& pool_;
  FormNumbers& forms_;
};

/// Submissions of the census from some counting territories alone.
class CensusOfDistricts final : public ClosedCaseStore {
 public:
  CensusOfDistricts(pg::Pool& pool, FormNumbers& forms, std::vector<std::string> territories)
      : pool_(pool), forms_(forms), territories_(std::move(territories)) {}
  /// Without what is known of conflicts: whoever asks settles them for the whole census.
  Result<std::vector<SealedCase>> read(SubmissionSerial after, int limit) override;
  Result<std::vector<DisputedCase>> disputed() override { return std::vector<DisputedCase>(); }

 private:
  pg::Pool& pool_;
  FormNumbers& forms_;
  std::vector<std::string> territories_;
};

}  // namespace sanaq
