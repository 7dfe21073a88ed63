#pragma once
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/civil_date.h"

namespace sanaq {

/// Where a person who lives in an institution counts when a household names them too.
enum class UsualResidence { institution, household };

/// A kind of institution the orders name: a children's home, a crisis centre, a barracks.
struct InstitutionKind {
  std::string name;                          // "crisis_centre"
  std::map<std::string, std::string> label;  // by language
  std::string run_by = "akimat";             // "akimat", or the ministry whose own order holds: "health"
  bool is_protected = false;                 // its address is hidden, and who is in it
  bool meets_people = false;  // night stay and mobile patrol: people met without documents, known later
  UsualResidence residence = UsualResidence::institution;
  std::vector<std::pair<std::string, std::string>>
      answers;  // put into each questionnaire: question, canonical value
};

/// What the census asks of institutions.
struct InstitutionRules {
  CivilDate list_date;  // whoever lives or stays there on this day stands in the list
  std::vector<InstitutionKind> kinds;
  std::string lists_channel, people_channel;  // of the calendar: by their last days stages 1 and 2 are due
  bool sign_lists = false;  // a list is accepted with a digital signature or a signed print alone
  std::vector<std::pair<std::string, std::string>> without_iin;  // answers about a person who has no IIN

  /// Null when there is no such kind.
  const InstitutionKind* find(std::string_view name) const;
};

/// Label in a language; the name of the kind when that one is missing.
std::string_view kind_label(const InstitutionKind& kind, std::string_view language);

}  // namespace sanaq
