#include "casework/conflict.h"

#include <algorithm>

#include "casework/closed_cases.h"

namespace sanaq {
namespace {

constexpr std::string_view rule_names[] = {"usual_residence", "institution_list", "latest", "evidence"};

const KnownForm* find_form(const std::vector<KnownForm>& forms, const FormRef& ref) {
  const auto found =
      std::find_if(forms.begin(), forms.end(), [&](const KnownForm& f) { return f.plan.form == ref; });
  return found == forms.end() ? nullptr : &*found;
}

// Code of a closed answer, or the year of a date; empty when not answered.
std::string code_of(const Form& form, const CodedResponse& response, NodeIndex node, std::uint16_t item) {
  if (node == no_node) return {};
  for (const CodedAnswer& answer : response.answers) {
    if (answer.node != node || answer.item != item || !answer.value.present()) continue;
    const Node& question = form.nodes[node];
    const auto number = static_cast<std::size_t>(answer.value.number);
    if (question.type == ValueType::date) {
      constexpr std::int64_t days_max = 84'000;  // inside CivilDate's years
      if (answer.value.number < -62'000 || answer.value.number > days_max) return {};
      return std::to_string(CivilDate::from_days(static_cast<std::int32_t>(answer.value.number)).year());
    }
    if (question.type != ValueType::choice) return answer.value.text;
    const auto& choices = form.choice_lists[question.choices].choices;
    return number < choices.size() ? choices[number].code : std::string();
  }
  return {};
}

Result<ClaimView> view_claim(const StoredClaim& claim, const std::vector<KnownForm>& forms,
                             const Sealer& sealer) {
  ClaimView view{claim.serial,
                 claim.member,
                 claim.channel,
                 claim.received_at,
                 claim.territory,
                 claim.persons,
                 claim.counted,
                 {},
                 {},
                 {}};
  const KnownForm* known = find_form(forms, claim.form);
  if (known == nullptr) return Error{"response.form", claim.form.version};
  const auto& id = claim.case_id.value.bytes();
  const std::string_view context(reinterpret_cast<const char*>(id.data()), id.size());
  SANAQ_TRY(const auto bytes, sealer.open(SealPurpose::response, claim.response, context));
  SANAQ_TRY(const auto response, decode_response(bytes, *known->form, known->plan.form.fingerprint));
  for (const PersonPlan& plan : known->plan.persons) {
    const auto list = std::find_if(response.lists.begin(), response.lists.end(),
                                   [&](const CodedList& l) { return l.node == plan.list; });
    for (std::size_t i = 0; list != response.lists.end() && i < list->item_ids.size(); ++i) {
      const auto item = static_cast<std::uint16_t>(i);
      if (member_number(known->plan, response, plan.list, item) != claim.member) continue;
      view.sex = code_of(*known->form, response, plan.sex, item);
      view.birth_year = code_of(*known->form, response, plan.birth_date, item);
      view.residence = code_of(*known->form, response, plan.residence, item);
    }
  }
  return view;
}

}  // namespace

std::string_view to_string(ConflictState state) {
  switch (state) {
    case ConflictState::open:
      return "open";
    case ConflictState::resolved:
      return "resolved";
    case ConflictState::all:
      break;
  }
  return "all";
}

std::string_view to_string(ConflictRule rule) { return rule_names[static_cast<std::size_t>(rule) - 1]; }

std::optional<ConflictRule> parse_conflict_rule(std::string_view text) {
  const auto found = std::find(std::begin(rule_names), std::end(rule_names), text);
  if (found == std::end(rule_names)) return std::nullopt;
  return static_cast<ConflictRule>(found - std::begin(rule_names) + 1);
}

Result<ConflictView> view_conflict(ConflictId id, ConflictStore& store, const std::vector<KnownForm>& forms,
                                   const Sealer& sealer) {
  SANAQ_TRY(const auto stored, store.load(id));
  ConflictView view{stored.id,   stored.opened_at, !stored.rule.has_value(), {},
                    stored.rule, stored.evidence,  stored.resolved_by,       stored.resolved_at};
  for (const StoredClaim& claim : stored.claims) {
    SANAQ_TRY(auto one, view_claim(claim, forms, sealer));
    view.claims.push_back(std::move(one));
  }
  return view;
}

Result<Done> resolve_conflict(const ConflictResolution& resolution, ConflictStore& store) {
  constexpr std::size_t evidence_bytes_max = 2000;
  if (resolution.evidence.empty() || resolution.evidence.size() > evidence_bytes_max)
    return Error{"conflict.evidence", {}};
  return store.resolve(resolution);
}

}  // namespace sanaq
