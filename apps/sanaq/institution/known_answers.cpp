#include "sanaq/institution/known_answers.h"

#include <array>

namespace sanaq {
namespace {

constexpr const char* known_item = "p1";

class KnownAnswers {
 public:
  explicit KnownAnswers(const Site& site) : site_(site), form_(site.form()) {}

  void answer(const std::string& question, const std::string& item, const std::string& value) {
    if (question.empty() || value.empty()) return;
    Operation op;
    op.question = question;
    op.item = item;
    op.value = value;
    operations_.push_back(std::move(op));
  }
  void answer(NodeIndex node, const std::string& item, const std::string& value) {
    if (node != no_node) answer(form_.nodes[node].name, item, value);
  }

  // The territory and those above it, into the questions that read the list of territories, from the top
  // down.
  void territory(const std::string& code) {
    const Codelist& list = site_.edition.territories();
    const std::size_t parent = list.column("parent");
    std::vector<std::string> chain;
    for (const Codelist::Row* row = list.find(code); row != nullptr && chain.size() < 10;
         row = list.find(row->columns[parent]))
      chain.insert(chain.begin(), row->code);
    std::size_t level = 0;
    for (NodeIndex i = 0; i < form_.nodes.size() && level < chain.size(); ++i)
      if (asks_territory(form_.nodes[i])) answer(i, {}, chain[level++]);
  }

  void person(const ResidentPerson& one, const InstitutionRules& rules) {
    if (site_.plan.persons.empty()) return;
    const PersonPlan& plan = site_.plan.persons.front();
    Operation add;
    add.kind = Operation::Kind::add_item;
    add.question = form_.nodes[plan.list].name;
    add.item = known_item;
    operations_.push_back(add);
    const std::array<const std::string*, 3> names = {&one.surname, &one.given_name, &one.patronymic};
    for (std::size_t i = 0; i < names.size() && i < plan.names.size(); ++i)
      answer(plan.names[i], known_item, *names[i]);
    if (one.iin.empty())
      for (const auto& [question, value] : rules.without_iin) answer(question, known_item, value);
    answer(plan.iin, known_item, one.iin);
    answer(plan.document_kind, known_item, one.document_kind);
    answer(plan.document_number, known_item, one.document_number);
    answer(plan.document_country, known_item, one.document_country);
    answer(plan.sex, known_item, one.sex);
    answer(plan.birth_date, known_item, one.birth_date);
  }

  // A value put in before never breaks an interview.
  std::vector<Operation> accepted() {
    Interview trial(site_.program, site_.context);
    std::vector<Operation> out;
    for (Operation& op : operations_)
      if (trial.apply(op)) out.push_back(std::move(op));
    return out;
  }

 private:
  bool asks_territory(const Node& node) const {
    return node.kind == NodeKind::question && node.list == no_node && node.type == ValueType::code &&
           form_.choice_lists[node.choices].name == site_.edition.edition.territory_list;
  }

  const Site& site_;
  const Form& form_;
  std::vector<Operation> operations_;
};

}  // namespace

std::vector<Operation> known_answers(const Site& site, const InstitutionRules& rules,
                                     const Institution& place, const ResidentPerson& person) {
  KnownAnswers known(site);
  known.territory(place.territory);
  if (const InstitutionKind* kind = rules.find(place.kind))
    for (const auto& [question, value] : kind->answers) known.answer(question, {}, value);
  // The address of a protected place goes into no questionnaire: typed addresses are looked at by others.
  if (!place.is_protected) {
    known.answer(site.plan.street, {}, place.details.street);
    known.answer(site.plan.house, {}, place.details.house);
  }
  known.person(person, rules);
  return known.accepted();
}

}  // namespace sanaq
