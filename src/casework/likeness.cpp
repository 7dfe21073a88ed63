#include "casework/likeness.h"

#include <algorithm>

#include "base/civil_date.h"
#include "casework/closed_cases.h"
#include "casework/submission.h"
#include "codelist/label_words.h"

namespace sanaq {
namespace {

/// What was answered about one person, wherever it is kept.
class LikenessFacts {
 public:
  LikenessFacts(const Form& form, const CodedResponse& response, const CodedResponse& identity)
      : form_(form), parts_{&response, &identity} {}

  // Canonical text; empty when not answered.
  std::string of(NodeIndex node, std::uint16_t item) const {
    if (node == no_node) return {};
    for (const CodedResponse* part : parts_)
      for (const CodedAnswer& answer : part->answers)
        if (answer.node == node && answer.item == item && answer.value.present())
          return canonical(form_.nodes[node], answer.value);
    return {};
  }

 private:
  std::string canonical(const Node& question, const Value& value) const {
    const auto number = static_cast<std::size_t>(value.number);
    if (question.type == ValueType::date) {
      constexpr std::int64_t days_min = -62'000, days_max = 84'000;  // inside CivilDate's years
      if (value.number < days_min || value.number > days_max) return {};
      return CivilDate::from_days(static_cast<std::int32_t>(value.number)).to_string();
    }
    if (question.type != ValueType::choice) return value.text;
    const auto& choices = form_.choice_lists[question.choices].choices;
    return number < choices.size() ? choices[number].code : std::string();
  }

  const Form& form_;
  const CodedResponse* parts_[2];
};

std::optional<PersonKey> person_in(const LikenessFacts& facts, const PersonPlan& plan, std::uint16_t item,
                                   const KeyedHash& hash) {
  if (const auto iin = Iin::parse(facts.of(plan.iin, item))) return person_key(*iin, hash);
  return person_key(facts.of(plan.document_kind, item), facts.of(plan.document_number, item),
                    facts.of(plan.document_country, item), hash);
}

}  // namespace

std::optional<PersonKey> likeness_key(std::string_view surname, std::string_view given_name,
                                      std::string_view birth_date, const KeyedHash& hash) {
  if (surname.empty() || given_name.empty() || !CivilDate::parse(birth_date)) return std::nullopt;
  const std::string names = fold_look_alikes(std::string(surname) + " " + std::string(given_name));
  auto words = label_words(names);
  std::sort(words.begin(), words.end());
  // Apart from the keys of numbers and documents: the two never meet.
  std::string text = "likeness:" + std::string(birth_date);
  for (const std::string_view word : words) text += " " + std::string(word);
  const Mac mac = hash.mac(HashPurpose::person, text);
  PersonKey key;
  std::copy_n(mac.begin(), key.bytes.size(), key.bytes.begin());
  return key;
}

std::vector<MemberLikeness> likenesses_of(const Form& form, const SubmissionPlan& plan,
                                          const CodedResponse& response, const CodedResponse& identity,
                                          const KeyedHash& hash) {
  const LikenessFacts facts(form, response, identity);
  std::vector<MemberLikeness> found;
  for (const PersonPlan& persons : plan.persons) {
    const auto list = std::find_if(response.lists.begin(), response.lists.end(),
                                   [&](const CodedList& one) { return one.node == persons.list; });
    if (list == response.lists.end() || persons.names.size() < 2) continue;
    for (std::size_t i = 0; i < list->item_ids.size(); ++i) {
      const auto item = static_cast<std::uint16_t>(i);
      const auto likeness = likeness_key(facts.of(persons.names[0], item), facts.of(persons.names[1], item),
                                         facts.of(persons.birth_date, item), hash);
      if (likeness)
        found.push_back({member_number(plan, response, persons.list, item), *likeness,
                         person_in(facts, persons, item, hash)});
    }
  }
  return found;
}

}  // namespace sanaq
