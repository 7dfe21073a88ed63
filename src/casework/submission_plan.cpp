#include "casework/submission_plan.h"

#include <algorithm>

#include "base/byte_stream.h"
#include "base/sha256.h"

namespace sanaq {
namespace {

// Where a concept may stand: outside all lists, or in one list. A form that names no concept may name the
// question so.
Result<NodeIndex> find_concept(const Form& form, const std::string& name, NodeIndex list) {
  NodeIndex found = no_node;
  for (std::size_t i = 0; i < form.nodes.size(); ++i) {
    const Node& node = form.nodes[i];
    if (node.kind != NodeKind::question || node.concept_name != name || node.list != list) continue;
    if (found != no_node) return Error{"plan.concept", name};
    found = static_cast<NodeIndex>(i);
  }
  if (found != no_node) return found;
  const NodeIndex named = form.find(name);
  const bool here =
      named != no_node && form.nodes[named].kind == NodeKind::question && form.nodes[named].list == list;
  return here ? named : no_node;
}

bool names_person(const Node& node) {
  return node.kind == NodeKind::question && node.list != no_node &&
         (node.personal == Personal::iin || node.personal == Personal::document);
}

Result<PersonPlan> plan_of_list(const Form& form, NodeIndex list, const ConceptNames& concepts) {
  PersonPlan plan;
  plan.list = list;
  for (std::size_t i = 0; i < form.nodes.size(); ++i) {
    const Node& node = form.nodes[i];
    const auto index = static_cast<NodeIndex>(i);
    if (node.kind != NodeKind::question || node.list != list) continue;
    if (node.personal == Personal::iin && plan.iin == no_node) plan.iin = index;
    if (node.personal == Personal::document && plan.document_number == no_node &&
        node.type == ValueType::text)
      plan.document_number = index;
    if (node.personal == Personal::phone && plan.phone == no_node) plan.phone = index;
    if (node.personal == Personal::name) plan.names.push_back(index);
  }
  SANAQ_TRY(plan.document_kind, find_concept(form, concepts.document_kind, list));
  SANAQ_TRY(const NodeIndex number, find_concept(form, concepts.document_number, list));
  if (number != no_node) plan.document_number = number;
  SANAQ_TRY(plan.document_country, find_concept(form, concepts.document_country, list));
  SANAQ_TRY(plan.sex, find_concept(form, concepts.sex, list));
  SANAQ_TRY(plan.birth_date, find_concept(form, concepts.birth_date, list));
  SANAQ_TRY(plan.residence, find_concept(form, concepts.residence, list));
  return plan;
}

void collect_questions(const Form& form, SubmissionPlan& plan) {
  for (std::size_t i = 0; i < form.nodes.size(); ++i)
    if (form.nodes[i].kind == NodeKind::list) plan.lists.push_back(static_cast<NodeIndex>(i));
  plan.questions.resize(plan.lists.size());
  for (std::size_t i = 0; i < form.nodes.size(); ++i) {
    const Node& node = form.nodes[i];
    const auto index = static_cast<NodeIndex>(i);
    if (node.kind != NodeKind::question || node.type == ValueType::none) continue;
    if (node.list == no_node) {
      plan.outside.push_back(index);
      continue;
    }
    const auto list = std::find(plan.lists.begin(), plan.lists.end(), node.list);
    plan.questions[static_cast<std::size_t>(list - plan.lists.begin())].push_back(index);
  }
}

}  // namespace

Result<SubmissionPlan> SubmissionPlan::make(const Form& form, const ConceptNames& concepts) {
  SubmissionPlan plan;
  plan.form = {form.id, form.version, form_fingerprint(form)};
  collect_questions(form, plan);
  for (std::size_t i = 0; i < form.nodes.size(); ++i)
    if (form.nodes[i].type == ValueType::image) plan.pictures.push_back(static_cast<NodeIndex>(i));
  for (std::size_t i = 0; i < plan.lists.size(); ++i) {
    const auto& questions = plan.questions[i];
    if (!std::any_of(questions.begin(), questions.end(),
                     [&](NodeIndex q) { return names_person(form.nodes[q]); }))
      continue;
    SANAQ_TRY(auto persons, plan_of_list(form, plan.lists[i], concepts));
    plan.persons.push_back(std::move(persons));
  }
  if (plan.persons.empty()) return Error{"plan.persons", {}};
  SANAQ_TRY(plan.territory, find_concept(form, concepts.territory, no_node));
  SANAQ_TRY(plan.dwelling, find_concept(form, concepts.dwelling, no_node));
  SANAQ_TRY(plan.street, find_concept(form, concepts.street, no_node));
  SANAQ_TRY(plan.house, find_concept(form, concepts.house, no_node));
  SANAQ_TRY(plan.building, find_concept(form, concepts.building, no_node));
  SANAQ_TRY(plan.flat, find_concept(form, concepts.flat, no_node));
  return plan;
}

std::string_view territory_of_level(const Codelist& territories, std::string_view code,
                                    std::string_view level) {
  const std::size_t parent = territories.column("parent"), of_level = territories.column("level");
  if (parent == std::string::npos || of_level == std::string::npos) return {};
  constexpr int depth_max = 10;
  for (int depth = 0; depth < depth_max; ++depth) {
    const Codelist::Row* row = territories.find(code);
    if (row == nullptr) return {};
    if (row->columns[of_level] == level) return row->code;
    code = row->columns[parent];
  }
  return {};
}

std::uint64_t form_fingerprint(const Form& form) {
  std::string text;
  ByteWriter out(text);
  for (const Node& node : form.nodes) {
    out.text(node.name);
    out.byte(static_cast<std::uint8_t>(node.kind));
    out.byte(static_cast<std::uint8_t>(node.type));
    out.byte(static_cast<std::uint8_t>(node.personal));
    out.number(node.list);
    out.number(node.matrix);
    if (node.type != ValueType::choice && node.type != ValueType::choices) continue;
    const ChoiceList& list = form.choice_lists[node.choices];
    out.number(list.choices.size());
    for (const Choice& choice : list.choices) out.text(choice.code);
  }
  const std::string digest = sha256(text);
  return ByteReader(digest).fixed64();
}

}  // namespace sanaq
