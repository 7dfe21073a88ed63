// Deeds of the desk about people met without papers, and about the building of an institution.
#include "sanaq/institution/institution_desk.h"
#include "sanaq/institution/known_answers.h"
#include "sanaq/respondent/household.h"
#include "sanaq/respondent/prefill.h"

namespace sanaq {

Result<bool> InstitutionDesk::match(const Institution& place, Resident met, const Resident& other,
                                    const std::string& login) const {
  const bool gone = other.outcome && other.outcome->kind == OutcomeKind::matched;
  if (place.state != ListState::accepted || met.outcome || gone || met.id == other.id) return false;
  met.outcome = Outcome{OutcomeKind::matched, std::to_string(other.row), other.id.value.to_string(),
                        site_.clock.now(), login};
  SANAQ_TRY_DONE(people_.set_outcome(place.id, met));
  return true;
}

Result<bool> InstitutionDesk::unmatch(const Institution& place, const Resident& met) const {
  if (place.state != ListState::accepted) return false;
  return people_.take_back_match(place.id, met.id);
}

Result<OpenDraft> InstitutionDesk::premises(const Institution& place) const {
  const CaseId case_id{place.id.value};
  SANAQ_TRY(auto draft, site_.drafts.open(case_id, site_.program, site_.context));
  if (draft.position > 0) return draft;
  auto operations = known_answers(site_, rules(), place, {});
  if (operations.empty()) return draft;
  SANAQ_TRY([[maybe_unused]] const DraftReceipt receipt,
            site_.drafts.append({case_id, prefill_device("institution"), 1, 0, std::move(operations)}));
  return site_.drafts.open(case_id, site_.program, site_.context);
}

Result<Done> InstitutionDesk::store_premises(const Institution& place, std::int64_t seen,
                                             const std::vector<Operation>& operations) const {
  return append_operations(site_, {place.id.value}, seen, operations);
}

Result<std::vector<Operation>> InstitutionDesk::building(const Institution& place) const {
  std::vector<Operation> out;
  SANAQ_TRY(const auto draft, site_.drafts.open({place.id.value}, site_.program, site_.context));
  if (draft.position == 0) return out;
  const Json answers = write_answers(draft.interview, Scope::on_path);
  for (const auto& [question, value] : answers["answers"].members()) {
    Operation op;
    op.question = question;
    op.value = value.text();
    out.push_back(std::move(op));
  }
  return out;
}

}  // namespace sanaq
