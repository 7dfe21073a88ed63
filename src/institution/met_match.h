#pragma once
#include <vector>

#include "institution/resident.h"

namespace sanaq {

/// A row of the list that may be the person met without papers.
struct MetSuggestion {
  Resident person;
  int points = 0;         // more: more likely
  bool same_sex = false;  // said on both sides
  bool same_age = false;  // within years of what it seemed
  bool same_place = false;
};

/// Who of `people` the person met may be, the likeliest first, at most `limit`. Sex and age of both must not
/// contradict each other; words of the place and of the description that stand with both count. `day`: on
/// which ages are told. Whoever was matched already, has left or died is not suggested. O(people · words).
std::vector<MetSuggestion> suggest_matches(const Resident& met, const std::vector<Resident>& people,
                                           CivilDate day, std::size_t limit);

/// Met without papers: neither IIN nor document is known.
bool is_met(const Resident& one);

}  // namespace sanaq
