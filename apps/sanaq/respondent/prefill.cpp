#include "sanaq/respondent/prefill.h"

#include <algorithm>
#include <array>

#include "base/sha256.h"

namespace sanaq {
namespace {

constexpr std::string_view first_item = "p1";

void answer(std::vector<Operation>& out, const Form& form, NodeIndex node, std::string_view item,
            std::string value) {
  if (node == no_node || value.empty()) return;
  Operation op;
  op.question = form.nodes[node].name;
  op.item = item;
  op.value = std::move(value);
  out.push_back(std::move(op));
}

// Operations that the form takes at this moment: a prefilled value never breaks an interview.
std::vector<Operation> accepted(const Site& site, std::vector<Operation> operations) {
  Interview trial(site.program, site.context);
  std::vector<Operation> out;
  for (Operation& op : operations)
    if (trial.apply(op)) out.push_back(std::move(op));
  return out;
}

Result<Done> append(const Site& site, CaseId case_id, std::string_view source,
                    std::vector<Operation> operations) {
  auto usable = accepted(site, std::move(operations));
  if (usable.empty()) return Done{};
  SANAQ_TRY([[maybe_unused]] const DraftReceipt receipt,
            site.drafts.append({case_id, prefill_device(source), 1, 0, std::move(usable)}));
  return Done{};
}

std::string code_of_sex(const Form& form, NodeIndex node, Sex sex) {
  if (node == no_node || form.nodes[node].choices == no_choice_list) return {};
  const auto& choices = form.choice_lists[form.nodes[node].choices].choices;
  const auto position = static_cast<std::size_t>(sex) - 1;
  return position < choices.size() ? choices[position].code : std::string();
}

}  // namespace

DeviceId prefill_device(std::string_view source) {
  const std::string hash = sha256("sanaq prefill " + std::string(source));
  Uuid::Bytes bytes{};
  std::copy_n(hash.begin(), bytes.size(), bytes.begin());
  return {Uuid(bytes)};
}

Result<Done> prefill_person(const Site& site, const Admission& admission) {
  if (!admission.person || site.plan.persons.empty()) return Done{};
  const PersonPlan& plan = site.plan.persons.front();
  const Form& form = site.form();
  std::vector<Operation> ops;
  Operation add;
  add.kind = Operation::Kind::add_item;
  add.question = form.nodes[plan.list].name;
  add.item = first_item;
  ops.push_back(add);
  const std::array<const std::string*, 3> names = {
      &admission.person->family_name, &admission.person->given_name, &admission.person->patronymic};
  for (std::size_t i = 0; i < names.size() && i < plan.names.size(); ++i)
    answer(ops, form, plan.names[i], first_item, *names[i]);
  answer(ops, form, plan.iin, first_item, admission.iin);
  answer(ops, form, plan.sex, first_item, code_of_sex(form, plan.sex, admission.person->sex));
  answer(ops, form, plan.birth_date, first_item, admission.person->birth_date.to_string());
  return append(site, admission.case_id, "register", std::move(ops));
}

Result<Done> prefill_address(const Site& site, CaseId case_id, const Address& address) {
  const Form& form = site.form();
  std::vector<Operation> ops;
  // The territory and the units above it, into the questions that read the list of territories, from the top
  // down.
  const Codelist& territories = site.edition.territories();
  std::vector<std::string> chain;
  const std::size_t parent = territories.column("parent");
  for (const Codelist::Row* row = territories.find(address.territory); row != nullptr && chain.size() < 10;
       row = territories.find(row->columns[parent]))
    chain.insert(chain.begin(), row->code);
  std::size_t level = 0;
  for (NodeIndex i = 0; i < form.nodes.size() && level < chain.size(); ++i) {
    const Node& node = form.nodes[i];
    const bool asks_territory = node.kind == NodeKind::question && node.list == no_node &&
                                node.type == ValueType::code &&
                                form.choice_lists[node.choices].name == site.edition.edition.territory_list;
    if (asks_territory) answer(ops, form, i, {}, chain[level++]);
  }
  answer(ops, form, site.plan.street, {}, address.street);
  answer(ops, form, site.plan.house, {}, address.house);
  answer(ops, form, site.plan.building, {}, address.building);
  answer(ops, form, site.plan.flat, {}, address.flat);
  if (address.dwelling) answer(ops, form, site.plan.dwelling, {}, std::to_string(address.dwelling->value()));
  // Every choice of an address is a device of its own, so that a corrected address is written again.
  const std::string source = "address " + address.territory + '|' + address.street + '|' + address.house +
                             '|' + address.building + '|' + address.flat + to_rfc3339(site.clock.now());
  return append(site, case_id, source, std::move(ops));
}

Result<std::vector<Prefilled>> prefilled_values(const Site& site, CaseId case_id, const OpenDraft& draft) {
  std::optional<DraftPage::Entry> first = draft.first;
  if (!first && draft.position > 0) {  // a snapshot stands for it
    SANAQ_TRY(DraftPage page, site.drafts.read(case_id, 0, 1));
    if (!page.entries.empty()) first = std::move(page.entries.front());
  }
  std::vector<Prefilled> out;
  if (!first || first->device != prefill_device("register")) return out;
  for (const Operation& op : first->operations)
    if (op.kind == Operation::Kind::answer) out.push_back({op.question, op.item, op.value});
  return out;
}

}  // namespace sanaq
