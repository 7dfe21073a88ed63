#include "sanaq/institution/institution_desk.h"

#include "base/sha256.h"
#include "base/text.h"
#include "institution/list_content.h"
#include "sanaq/institution/known_answers.h"
#include "sanaq/respondent/prefill.h"
#include "sanaq/respondent/submit_and_wait.h"

namespace sanaq {

Resident InstitutionDesk::make_resident(ResidentPerson person, bool came_later) const {
  Resident one;
  one.id = {Uuid::make(site_.clock.now().micros / 1000, site_.rng)};
  one.came_later = came_later;
  one.key = key_of(person, site_.hash);
  one.person = std::move(person);
  return one;
}

InstitutionId InstitutionDesk::new_id() const {
  return {Uuid::make(site_.clock.now().micros / 1000, site_.rng)};
}

namespace {

// What the employee types at every log-in: letters, digits and dashes of the institution's number. Log-ins
// stand in the audit log: that of a protected institution is drawn.
std::string login_of(const Institution& place, std::size_t before, Rng& rng) {
  constexpr std::size_t bytes_max = 40;
  constexpr std::uint64_t drawn = 90'000'000;
  if (place.is_protected) return "i-" + std::to_string(drawn / 9 + rng.below(drawn));
  std::string login = "i-";
  for (const char c : fold_case(place.number))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-') login += c;
  return login.substr(0, bytes_max) + (before == 0 ? "" : "-" + std::to_string(before + 1));
}

CivilDate day_of(UtcInstant at, int zone_minutes) {
  constexpr std::int64_t day_micros = 86'400 * micros_per_second;
  const std::int64_t local = at.micros + std::int64_t{zone_minutes} * 60 * micros_per_second;
  return CivilDate::from_days(static_cast<std::int32_t>(local / day_micros));
}

}  // namespace

Result<NewAccount> InstitutionDesk::appoint(const Institution& place, ResponsibleEmployee employee,
                                            std::string_view scan, const std::string& password,
                                            const std::string& totp_secret) const {
  SANAQ_TRY_DONE(check_employee(employee, day_of(site_.clock.now(), site_.edition.edition.zone_minutes)));
  SANAQ_TRY(const auto before, places_.employees(place.id));
  employee.institution = place.id;
  if (employee.login.empty()) employee.login = login_of(place, before.size(), site_.rng);
  SANAQ_TRY(auto account, add_account(staff_, audit_, site_.sealer, site_.clock, site_.rng, employee.login,
                                      Role::institution, place.territory, password, totp_secret));
  SANAQ_TRY_DONE(places_.appoint(employee, scan, site_.clock.now()));
  return account;
}

Result<bool> InstitutionDesk::send(const Institution& place, const std::string& login) const {
  if (!after(place.state, ListCommand::send)) return false;
  SANAQ_TRY(const auto people, people_.residents(place.id, 0, people_max));
  ListVersion version;
  version.number = place.version + 1;
  version.people = static_cast<std::int32_t>(people.size());
  const std::string content = write_list(people);
  version.digest = sha256(content);
  version.sent_by = login;
  version.sent_at = site_.clock.now();
  return people_.send(place.id, place.state, version, content);
}

Result<bool> InstitutionDesk::decide(const Institution& place, ListCommand command,
                                     const std::string& login) const {
  const auto to = after(place.state, command);
  if (!to || place.state != ListState::sent) return false;
  if (command == ListCommand::accept && rules().sign_lists) SANAQ_TRY_DONE(check_signed(place));
  ListVersion version;
  version.number = place.version;
  version.decision = std::string(to_string(*to));
  version.decided_by = login;
  version.decided_at = site_.clock.now();
  return people_.decide(place.id, *to, version);
}

Result<OpenDraft> InstitutionDesk::draft(const Institution& place, const Resident& resident) const {
  const CaseId case_id{resident.id.value};
  SANAQ_TRY(auto draft, site_.drafts.open(case_id, site_.program, site_.context));
  if (draft.submitted) return draft;
  if (draft.position > 0) {
    SANAQ_TRY_DONE(carry_building(place, resident, draft));
    return draft;
  }
  auto operations = known_answers(site_, rules(), place, resident.person);
  SANAQ_TRY(const auto about_building, building(place));
  for (const Operation& op : about_building)
    if (draft.interview.apply(op)) operations.push_back(op);
  if (operations.empty()) return draft;
  SANAQ_TRY([[maybe_unused]] const DraftReceipt receipt,
            site_.drafts.append({case_id, prefill_device("institution"), 1, 0, std::move(operations)}));
  return site_.drafts.open(case_id, site_.program, site_.context);
}

Result<Done> InstitutionDesk::store(const Resident& resident, std::int64_t seen,
                                    const std::vector<Operation>& operations) const {
  return append_operations(site_, {resident.id.value}, seen, operations);
}

Result<HelpedSent> InstitutionDesk::finish(const Institution& place, Resident resident,
                                           const std::string& login) const {
  SANAQ_TRY(const OpenDraft open, draft(place, resident));
  if (!open.interview.complete()) return HelpedSent{HelpedSent::Kind::incomplete, {}};
  const SubmissionHead head{{resident.id.value},
                            Channel::institution,
                            site_.clock.now(),
                            counting_territory(site_.edition, site_.plan, open.interview)};
  const Json answers = write_answers(open.interview, Scope::everything);
  std::vector<Prefilled> prefilled;
  for (const Operation& op : known_answers(site_, rules(), place, resident.person))
    if (op.kind == Operation::Kind::answer) prefilled.push_back({op.question, op.item, op.value});
  auto prepared = prepare_submission(open.interview, site_.plan, head, prefilled, passed_of(answers),
                                     site_.hash, site_.sealer);
  if (!prepared && prepared.error().code == "submission.territory")
    return HelpedSent{HelpedSent::Kind::incomplete, {}};
  if (!prepared) return std::move(prepared.error());
  if (const auto* refused = std::get_if<NotReady>(&*prepared))
    return HelpedSent{
        refused->findings.empty() ? HelpedSent::Kind::same_person : HelpedSent::Kind::incomplete, {}};
  auto& ready = std::get<PreparedSubmission>(*prepared);
  // What the frame lacks is looked at by people who must not know of the place.
  if (place.is_protected) ready.typed_address.reset();
  if (place.is_protected) ready.dwelling.reset();
  SANAQ_TRY(auto stored, submit_and_wait(site_.submitter, std::move(ready)));
  if (stored.kind == SubmitOutcome::Kind::closed) return HelpedSent{HelpedSent::Kind::closed, {}};
  const AdministrationSource source = resident.administration.value_or(AdministrationSource{});
  resident.outcome =
      Outcome{resident.administration ? OutcomeKind::administration : OutcomeKind::online_helped,
              source.reason, source.source, site_.clock.now(), login};
  SANAQ_TRY_DONE(people_.set_outcome(place.id, resident));
  return HelpedSent{HelpedSent::Kind::stored, std::move(stored.facts)};
}

}  // namespace sanaq
