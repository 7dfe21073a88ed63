#include "sanaq/office/answer_words.h"

#include <algorithm>

#include "base/text.h"

namespace sanaq {

std::vector<Operation> operations_of(const exchange::Entry& entry) {
  std::vector<Operation> found;
  if (entry.kind != exchange::EntryKind::operations) return found;
  const auto list = parse_json(entry.payload);
  if (!list) return found;
  for (const Json& one : list->items())
    if (auto operation = read_operation(one)) found.push_back(*std::move(operation));
  return found;
}

std::string AnswerWords::words(const Form& form, const LocalizedText& label) const {
  return text_without_answers(form, label, language_);
}

std::string AnswerWords::question(const Operation& operation) const {
  std::string label = operation.question;
  for (const KnownForm& known : forms_)
    if (const NodeIndex node = known.form->find(operation.question); node != no_node) {
      if (std::string found = words(*known.form, known.form->nodes[node].label); !found.empty())
        label = found;
      break;
    }
  if (operation.item.empty()) return label;
  return text("office.evidence.of_member", {label, operation.item});
}

std::string AnswerWords::answer(const Operation& operation) const {
  switch (operation.kind) {
    case Operation::Kind::clear:
      return text("office.evidence.cleared");
    case Operation::Kind::refuse:
      return text("office.evidence.refused");
    case Operation::Kind::add_item:
      return text("office.evidence.added");
    case Operation::Kind::remove_item:
      return text("office.evidence.removed");
    case Operation::Kind::pass:
      return text("office.evidence.passed");
    case Operation::Kind::answer:
      break;
  }
  return value(operation);
}

std::string AnswerWords::value(const Operation& operation) const {
  for (const KnownForm& known : forms_) {
    const NodeIndex index = known.form->find(operation.question);
    if (index == no_node) continue;
    const Node& node = known.form->nodes[index];
    if (node.personal != Personal::no) return text("office.evidence.hidden");
    if (node.choices == no_choice_list) return operation.value;
    std::vector<std::string> labels;
    for (const std::string_view code : split(operation.value, ' '))
      labels.push_back(choice(*known.form, node, code));
    return join(labels, "; ");
  }
  return text("office.evidence.hidden");  // of a question no form knows nobody can say that it names nobody
}

std::string AnswerWords::choice(const Form& form, const Node& node, std::string_view code) const {
  const ChoiceList& list = form.choice_lists[node.choices];
  if (list.codelist) return std::string(list.codelist->label(code, language_));
  for (const Choice& choice : list.choices)
    if (choice.code == code)
      if (std::string label = words(form, choice.label); !label.empty()) return label;
  return std::string(code);
}

}  // namespace sanaq
