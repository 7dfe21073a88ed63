#include "sanaq/office/paper_desk.h"

#include <algorithm>

#include "sanaq/respondent/submit_and_wait.h"

namespace sanaq {
namespace {

using PaperState = PaperForm::State;

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

Result<bool> PaperDesk::begin_second(PaperForm& form, const std::string& login) {
  if (form.state != PaperState::waits || form.keyed_by == login) return false;
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
                              const std::vector<Operation>& operations) {
  const CaseId keyed = form.state == PaperState::verifying ? form.second_id : form.case_id;
  return append_operations(site_, keyed, seen, operations);
}

Result<PaperSent> PaperDesk::send(PaperForm form, bool confirmed, std::string_view language) {
  SANAQ_TRY(const OpenDraft keyed, draft(form));
  if (!keyed.interview.complete()) return PaperSent{PaperSent::Kind::incomplete, {}, {}};
  if (form.state == PaperState::keying && form.sampled) {
    SANAQ_TRY(const bool moved, store_.move(form, PaperState::waits, site_.clock.now()));
    return PaperSent{moved ? PaperSent::Kind::waits : PaperSent::Kind::taken, {}, {}};
  }
  if (form.state == PaperState::keying) return submit(std::move(form), keyed.interview, 0);
  SANAQ_TRY(const OpenDraft before, site_.drafts.open(form.case_id, site_.program, site_.context));
  auto found = keying_differences(before.interview, keyed.interview, language);
  if (!found.empty() && !confirmed) return PaperSent{PaperSent::Kind::differs, {}, std::move(found)};
  return submit(std::move(form), keyed.interview, static_cast<std::int32_t>(found.size()));
}

// The second keying counts: whoever made it has seen what differs, with the paper at hand.
Result<PaperSent> PaperDesk::submit(PaperForm form, const Interview& interview, std::int32_t differences) {
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
