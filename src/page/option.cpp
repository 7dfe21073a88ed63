#include "page/option.h"

#include <algorithm>

#include "base/text.h"

namespace sanaq::page {
namespace {

constexpr std::size_t counted_max = 1'000;

const ChoiceList& list_of(const Interview& interview, Place place) {
  const Form& form = interview.form();
  return form.choice_lists[form.nodes[place.node].choices];
}

Option make_option(const Interview& interview, Place place, std::string_view language,
                   std::uint32_t position) {
  const ChoiceList& list = list_of(interview, place);
  if (list.codelist) {
    const Codelist::Row& row = list.codelist->rows()[position];
    return {row.code, std::string(list.codelist->label(row.code, language)), false};
  }
  const Choice& choice = list.choices[position];
  return {choice.code, interview.text(choice.label, place, language), choice.exclusive};
}

// Every word looked for begins a word of the label, case folded.
bool matches(std::string_view label, const std::vector<std::string>& wanted) {
  const std::string folded = fold_case(label);
  const auto words = split_words(folded);
  return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& want) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return word.starts_with(want); });
  });
}

}  // namespace

std::vector<Option> options_of(const Interview& interview, Place place, std::string_view language) {
  std::vector<Option> out;
  for (const std::uint32_t position : interview.offered(place))
    out.push_back(make_option(interview, place, language, position));
  return out;
}

Matches search_options(const Interview& interview, Place place, std::string_view language,
                       std::string_view words, std::size_t limit) {
  Matches out;
  const auto take = [&](std::uint32_t position) {
    if (out.options.size() < limit) out.options.push_back(make_option(interview, place, language, position));
    ++out.total;
  };
  const auto offered = interview.offered(place);
  const auto& codelist = list_of(interview, place).codelist;
  if (codelist) {
    for (const std::uint32_t row : codelist->search(words, counted_max))
      if (std::binary_search(offered.begin(), offered.end(), row)) take(row);
    return out;
  }
  std::vector<std::string> wanted;
  const std::string folded = fold_case(words);
  for (const auto word : split_words(folded)) wanted.emplace_back(word);
  for (const std::uint32_t position : offered)
    if (matches(make_option(interview, place, language, position).label, wanted)) take(position);
  return out;
}

std::string option_label(const Interview& interview, Place place, std::string_view language,
                         std::string_view code) {
  const ChoiceList& list = list_of(interview, place);
  if (list.codelist) return std::string(list.codelist->label(code, language));
  for (const Choice& choice : list.choices)
    if (choice.code == code) return interview.text(choice.label, place, language);
  return std::string(code);
}

}  // namespace sanaq::page
