// Deeds of the desk about people met without papers, and about the building of an institution.
#include <map>

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
  for (const Json& question : answers["refused"].items()) {
    Operation op;
    op.kind = Operation::Kind::refuse;
    op.question = question.text();
    out.push_back(std::move(op));
  }
  return out;
}

Result<Done> InstitutionDesk::carry_building(const Institution& place, const Resident& resident,
                                             OpenDraft& draft) const {
  SANAQ_TRY(const auto about_building, building(place));
  if (about_building.empty()) return Done{};
  std::map<std::string, std::string> known;
  for (const Operation& op : known_answers(site_, rules(), place, resident.person))
    if (op.kind == Operation::Kind::answer && op.item.empty()) known[op.question] = op.value;
  std::vector<Operation> carried;
  for (const Operation& op : about_building) {
    const Place at{site_.form().find(op.question), no_item, no_item};
    const Value stands = draft.interview.stored(at);
    const bool refused = stands.state == Value::State::refused;
    // What the employee said of this one person stands; what was put in before they said anything does not.
    const std::string text = stands.present() ? draft.interview.text_of(at.node, stands) : std::string();
    const auto put_in = known.find(op.question);
    const bool own = stands.present() && (put_in == known.end() || put_in->second != text);
    if (own || refused || draft.interview.is_cleared(at) || text == op.value) continue;
    if (draft.interview.apply(op)) carried.push_back(op);
  }
  if (carried.empty()) return Done{};
  SANAQ_TRY_DONE(append_operations(site_, {resident.id.value}, draft.position, carried));
  SANAQ_TRY(draft, site_.drafts.open({resident.id.value}, site_.program, site_.context));
  return Done{};
}

}  // namespace sanaq
