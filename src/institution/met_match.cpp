#include "institution/met_match.h"

#include <algorithm>
#include <optional>
#include <set>

#include "base/text.h"

namespace sanaq {
namespace {

constexpr int age_years_apart_max = 7;
constexpr int sex_points = 2, age_points = 3, word_points = 1, place_points = 2;
constexpr std::size_t telling_letters_min = 8;  // bytes: four Cyrillic letters; shorter words say nothing

std::optional<int> age_of(const ResidentPerson& person, CivilDate day) {
  if (const auto seemed = parse_digits(person.met_age); seemed && !person.met_age.empty())
    return static_cast<int>(*seemed);
  const auto birth = CivilDate::parse(person.birth_date);
  if (!birth || day < *birth) return std::nullopt;
  return full_years(*birth, day);
}

std::set<std::string> words_in(std::string_view text) {
  std::set<std::string> words;
  std::string word;
  for (const char c : fold_case(text) + ' ') {
    const bool ends = c == ' ' || c == ',' || c == '.' || c == ';' || c == '\n';
    if (!ends) word += c;
    if (ends && word.size() >= telling_letters_min) words.insert(word);
    if (ends) word.clear();
  }
  return words;
}

int shared_words(std::string_view one, std::string_view other) {
  const auto words = words_in(one);
  int shared = 0;
  for (const std::string& word : words_in(other)) shared += words.contains(word) ? 1 : 0;
  return shared;
}

bool is_out(const Resident& one) {
  if (!one.outcome) return false;
  return one.outcome->kind == OutcomeKind::matched || one.outcome->kind == OutcomeKind::left ||
         one.outcome->kind == OutcomeKind::died;
}

std::optional<MetSuggestion> weigh(const Resident& met, const Resident& other, CivilDate day) {
  const ResidentPerson &a = met.person, &b = other.person;
  MetSuggestion found;
  if (!a.sex.empty() && !b.sex.empty()) {
    if (a.sex != b.sex) return std::nullopt;
    found.same_sex = true;
    found.points += sex_points;
  }
  if (const auto one = age_of(a, day), two = age_of(b, day); one && two) {
    if (std::abs(*one - *two) > age_years_apart_max) return std::nullopt;
    found.same_age = true;
    found.points += age_points + (*one == *two ? 1 : 0);
  }
  found.same_place = shared_words(a.met_place, b.met_place) > 0;
  found.points += found.same_place ? place_points : 0;
  found.points += word_points * shared_words(a.met, full_name(b) + ' ' + b.met);
  if (found.points == 0) return std::nullopt;
  found.person = other;
  return found;
}

}  // namespace

std::vector<MetSuggestion> suggest_matches(const Resident& met, const std::vector<Resident>& people,
                                           CivilDate day, std::size_t limit) {
  std::vector<MetSuggestion> found;
  for (const Resident& one : people)
    if (one.id != met.id && !is_out(one))
      if (auto weighed = weigh(met, one, day)) found.push_back(std::move(*weighed));
  std::stable_sort(found.begin(), found.end(),
                   [](const MetSuggestion& a, const MetSuggestion& b) { return a.points > b.points; });
  if (found.size() > limit) found.resize(limit);
  return found;
}

bool is_met(const Resident& one) {
  return one.person.iin.empty() && one.person.document_number.empty() &&
         !(one.person.met.empty() && one.person.met_place.empty());
}

}  // namespace sanaq
