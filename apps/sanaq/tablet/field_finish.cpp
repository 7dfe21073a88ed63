#include "processing/survey_round.h"
#include "sanaq/pictures.h"
#include "sanaq/respondent/household.h"
#include "sanaq/respondent/submit_and_wait.h"
#include "sanaq/tablet/field_desk.h"

namespace sanaq {
// The interviewer says the household is complete. The same engine that ran on the tablet decides; a household
// that is not complete after the merge with others' answers goes back to the tablet.
Result<Done> FieldDesk::finish(DeviceId device, CaseId case_id) {
  SANAQ_TRY(const auto submitted, site_.submissions.find(case_id));
  if (submitted) return Done{};
  SANAQ_TRY(const auto post, survey_.post_of(device.value));
  SANAQ_TRY(const OpenDraft draft, site_.drafts.open(case_id, site_.program, site_.context));
  SANAQ_TRY(const auto missing, missing_pictures(site_, case_id, draft.interview));
  if (!missing.empty()) return tell_unfinished(device, case_id, missing);
  const SubmissionHead head{case_id, Channel::tablet, site_.clock.now(),
                            counting_territory(site_.edition, site_.plan, draft.interview)};
  const Json answers = write_answers(draft.interview, Scope::everything);
  auto outcome =
      prepare_submission(draft.interview, site_.plan, head, {}, passed_of(answers), site_.hash, site_.sealer);
  if (!outcome && outcome.error().code == "submission.territory")
    return tell_unfinished(device, case_id, {"territory"});
  if (!outcome) return std::move(outcome.error());
  if (const auto* refused = std::get_if<NotReady>(&*outcome))
    return tell_unfinished(device, case_id, refused->names);
  // What a tablet of the post-enumeration survey brings claims nobody and counts nobody.
  if (post) return survey_.keep(std::get<PreparedSubmission>(*outcome), device.value);
  SANAQ_TRY([[maybe_unused]] const auto stored,
            submit_and_wait(site_.submitter, std::move(std::get<PreparedSubmission>(*outcome))));
  return Done{};
}

Result<Done> FieldDesk::tell_unfinished(DeviceId device, CaseId case_id,
                                        const std::vector<std::string>& findings) {
  Json text = Json::object();
  for (const char* language : {"kk", "ru", "en"})
    text.set(language, Json::string(site_.texts.text("device.unfinished", language)));
  Json names = Json::array();
  for (const std::string& name : findings) names.push(Json::string(name));
  Json payload = Json::object();
  payload.set("text", std::move(text));
  payload.set("findings", std::move(names));
  return exchange_.tell(device, {{0, exchange::FeedKind::message, case_id, 0, 0, to_canonical(payload)}});
}

}  // namespace sanaq
