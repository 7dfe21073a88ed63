#pragma once
#include <string>
#include <vector>

#include "base/json.h"
#include "casework/identifiers.h"
#include "questionnaire/form.h"

namespace sanaq {

/// By what it is decided which of several accepted answers about the same people counts.
enum class ClaimCriterion : std::uint8_t {
  usual_residence,  ///< where the person is a permanent resident
  institution,      ///< where the kind of the institution says that its people count
  channel,          ///< the channel that comes first in the rules
  persons,          ///< the questionnaire with more people
  first,            ///< the one that came first
  last,             ///< the one that came last
};
std::string_view to_string(ClaimCriterion criterion);

/// A question about which two people with the same names and day of birth are asked.
struct NamesakeFact {
  NodeIndex question = no_node;
  std::string name;         // its concept, else its name
  bool must_agree = false;  // both told it, and the same; else: not both told different things
};

/// Which of several claims counts, as an edition says: editions/<name>/processing/counting.json.
struct CountingRules {
  enum class Others : std::uint8_t { count, leave_out };
  /// Each list is gone through until a criterion tells two claims apart; it ends with `first` or `last`.
  std::vector<ClaimCriterion> same_person = {ClaimCriterion::first};
  std::vector<ClaimCriterion> same_household = {ClaimCriterion::first};
  std::vector<Channel> channels;  // best first; those not named come after them
  /// Two questionnaires are of one household when so many per cent of the people of the smaller one are in
  /// the other.
  int shared_percent = 50;
  /// Questions by which people without a number are the same, when both questionnaires came from one address;
  /// none: they never are.
  std::vector<NodeIndex> same_facts;
  /// By what people without a number are one with somebody of another address who has their names and day of
  /// birth; none: only clerks say so.
  std::vector<NamesakeFact> namesakes;
  /// What becomes of the people of a household's other questionnaire who are not in the one that counts.
  Others others = Others::count;
};

/// Reads ["tablet","online" …]. Errors: "counting.value", detail: key.
Result<std::vector<Channel>> parse_channel_list(const Json& json, std::string_view key);
/// Reads {"same_person":[criterion …],"same_household":[…],"channels":["tablet" …],"shared_percent",
/// "same_facts":[question …],"namesakes":{"agree":[question …],"not_against":[question …]},
/// "others":"count"|"leave_out"}. Errors: "counting.key" (an unknown key),
/// "counting.question" (no such question of a person), "counting.value"; detail names it.
Result<CountingRules> parse_counting_rules(const Json& json, const Form& form);

}  // namespace sanaq
