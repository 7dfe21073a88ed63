#include "sanaq/institution/document_words.h"

#include "base/text.h"

namespace sanaq {
namespace {

using CodeOfWord = std::map<std::string, std::string, std::less<>>;

void add_choice(const Choice& choice, CodeOfWord& words) {
  words.emplace(fold_case(choice.code), choice.code);
  for (const auto& label : choice.label) {
    std::string text;
    for (const TextPart& part : label) text += part.literal;
    words.emplace(fold_case(text), choice.code);
  }
}

CodeOfWord words_of(const KnownForm& form, NodeIndex node) {
  CodeOfWord words;
  if (node == no_node || form.form->nodes[node].choices == no_choice_list) return words;
  const ChoiceList& list = form.form->choice_lists[form.form->nodes[node].choices];
  for (const Choice& choice : list.choices) add_choice(choice, words);
  if (!list.codelist) return words;
  for (const Codelist::Row& row : list.codelist->rows()) {
    words.emplace(fold_case(row.code), row.code);
    for (const std::string& label : row.labels) words.emplace(fold_case(label), row.code);
  }
  return words;
}

}  // namespace

DocumentWords document_words(const KnownForm& form) {
  if (form.plan.persons.empty()) return {};
  const PersonPlan& plan = form.plan.persons.front();
  return {words_of(form, plan.document_kind), words_of(form, plan.document_country)};
}

}  // namespace sanaq
