#include "sanaq/office/paper_desk.h"

#include <algorithm>

#include "sanaq/pictures.h"
#include "sanaq/respondent/submit_and_wait.h"

namespace sanaq {
namespace {

using PaperState = PaperForm::State;

bool holds(const std::vector<std::string>& logins, const std::string& login) {
  return std::find(logins.begin(), logins.end(), login) != logins.end();
}

// The same number leads to the same case, whoever opens it and however often.
CaseId case_of(const KeyedHash& hash, std::string_view what, std::string_view number) {
  const Mac mac = hash.mac(HashPurpose::content, std::string(what) + std::string(number));
  Uuid::Bytes bytes{};
  std::copy_n(mac.begin(), bytes.size(), bytes.begin());
  return {Uuid(bytes)};
}

}  // namespace

Result<PaperForm> PaperDesk::open(std::string_view number, const std::string& territory,
                                  const std::string& login) {
  PaperForm fresh;
  fresh.number = paper_number(number);
  if (fresh.number.empty()) return Error{"paper.number", {}};
  fresh.case_id = case_of(site_.hash, "paper-1:", fresh.number);
  fresh.second_id = case_of(site_.hash, "paper-2:", fresh.number);
  fresh.territory = territory;
  fresh.sampled = is_sampled(fresh.number, site_.edition.edition.second_keying_percent);
  fresh.keyed_by = login;
  return store_.open(fresh, site_.clock.now());
}

bool PaperDesk::may_key(const PaperForm& form, const std::string& login) {
  return (form.state == PaperState::keying && form.keyed_by == login) ||
         (form.state == PaperState::verifying && form.verified_by == login);
}

bool PaperDesk::may_second(const PaperForm& form, const std::string& login) {
  return form.state == PaperState::waits && form.keyed_by != login && !holds(form.first_before, login);
}

bool PaperDesk::may_take_over(const PaperForm& form, const std::string& login) {
  if (form.state == PaperState::keying) return form.keyed_by != login;
  return form.state == PaperState::verifying && form.verified_by != login && form.keyed_by != login &&
         !holds(form.first_before, login);
}

bool PaperDesk::was_taken_from(const PaperForm& form, const std::string& login) {
  if (may_key(form, login)) return false;
  return (form.state == PaperState::keying && holds(form.first_before, login)) ||
         (form.state == PaperState::verifying && holds(form.second_before, login));
}

Result<bool> PaperDesk::take_over(const PaperForm& form, const std::string& login, TakeoverReason reason) {
  if (!may_take_over(form, login)) return false;
  return store_.take_over(form, login, reason, site_.clock.now());
}

Result<bool> PaperDesk::begin_second(PaperForm& form, const std::string& login) {
  if (!may_second(form, login)) return false;
  form.verified_by = login;
  SANAQ_TRY(const bool moved, store_.move(form, PaperState::verifying, site_.clock.now()));
  if (moved) form.state = PaperState::verifying;
  return moved;
}

Result<OpenDraft> PaperDesk::draft(const PaperForm& form) {
  const CaseId keyed = form.state == PaperState::verifying ? form.second_id : form.case_id;
  return site_.drafts.open(keyed, site_.program, site_.context);
}

Result<Done> PaperDesk::store(const PaperForm& form, std::int64_t seen,
                              const std::vector<Operation>& operations, const Interview& interview) {
  const CaseId keyed = form.state == PaperState::verifying ? form.second_id : form.case_id;
  SANAQ_TRY_DONE(append_operations(site_, keyed, seen, operations));
  if (form.state != PaperState::verifying) return Done{};
  SANAQ_TRY(const auto found, differences(form, interview, site_.edition.edition.languages.front()));
  return store_.note_differences(form.case_id, keyed_differences(found));
}

Result<std::vector<KeyingDifference>> PaperDesk::differences(const PaperForm& form,
                                                             const Interview& interview,
                                                             std::string_view language) {
  SANAQ_TRY(const OpenDraft before, site_.drafts.open(form.case_id, site_.program, site_.context));
  return keying_differences(before.interview, interview, language);
}

Result<std::vector<page::Rejected>> PaperDesk::take_files(const PaperForm& form, const Interview& interview,
                                                          const http::Request& request,
                                                          page::Fields& fields) {
  return sanaq::take_files(site_, form.case_id, interview, request, fields);
}

http::Response PaperDesk::picture(const PaperForm& form, const http::Request& request) {
  return picture_response(site_, form.case_id, request.param("name"), request.id);
}

Result<PaperSent> PaperDesk::send(PaperForm form, bool confirmed, std::string_view language) {
  SANAQ_TRY(const OpenDraft keyed, draft(form));
  if (!keyed.interview.complete()) return PaperSent{PaperSent::Kind::incomplete, {}, {}};
  if (form.state == PaperState::keying && form.sampled) {
    SANAQ_TRY(const bool moved, store_.move(form, PaperState::waits, site_.clock.now()));
    return PaperSent{moved ? PaperSent::Kind::waits : PaperSent::Kind::taken, {}, {}};
  }
  if (form.state == PaperState::keying) return submit(std::move(form), keyed.interview, 0);
  SANAQ_TRY(auto found, differences(form, keyed.interview, language));
  if (!found.empty() && !confirmed) return PaperSent{PaperSent::Kind::differs, {}, std::move(found)};
  return submit(std::move(form), keyed.interview, static_cast<std::int32_t>(found.size()));
}

// The second keying counts: whoever made it has seen what differs, with the paper at hand.
Result<PaperSent> PaperDesk::submit(PaperForm form, const Interview& interview, std::int32_t differences) {
  SANAQ_TRY(const auto missing, missing_pictures(site_, form.case_id, interview));
  if (!missing.empty()) return PaperSent{PaperSent::Kind::incomplete, {}, {}};
  const SubmissionHead head{form.case_id, Channel::paper, site_.clock.now(),
                            counting_territory(site_.edition, site_.plan, interview)};
  const Json answers = write_answers(interview, Scope::everything);
  auto outcome =
      prepare_submission(interview, site_.plan, head, {}, passed_of(answers), site_.hash, site_.sealer);
  if (!outcome && outcome.error().code == "submission.territory")
    return PaperSent{PaperSent::Kind::incomplete, {}, {}};
  if (!outcome) return std::move(outcome.error());
  if (const auto* refused = std::get_if<NotReady>(&*outcome))
    return PaperSent{
        refused->findings.empty() ? PaperSent::Kind::same_person : PaperSent::Kind::incomplete, {}, {}};
  SANAQ_TRY(auto stored, submit_and_wait(site_.submitter, std::move(std::get<PreparedSubmission>(*outcome))));
  if (stored.kind == SubmitOutcome::Kind::closed) return PaperSent{PaperSent::Kind::closed, {}, {}};
  form.differences = differences;
  SANAQ_TRY([[maybe_unused]] const bool moved, store_.move(form, PaperState::sent, site_.clock.now()));
  return PaperSent{PaperSent::Kind::stored, std::move(stored.facts), {}};
}

}  // namespace sanaq
