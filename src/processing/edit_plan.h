#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/json.h"
#include "questionnaire/form.h"

namespace sanaq {

/// One fact by which households are compared when a donor is looked for.
struct MatchingVariable {
  NodeIndex node = no_node;  // a question or a calculation
  int weight = 1;            // what a difference costs
  std::int64_t scale = 0;    // a difference of so much costs the whole weight; 0: any difference does
};

/// What an edition decides about editing; the rules themselves are those of the questionnaire.
struct EditPlan {
  std::uint64_t seed = 1;
  std::vector<int> weights;  // by node: what changing an answer costs; 0: it is never changed
  std::vector<MatchingVariable> matching;
  int donors_kept = 40;     // households kept a stratum (area and size)
  int donors_tried = 60;    // nearest ones tried for a household
  int answers_max = 8;      // an edit that changes more answers is not looked for
  int sets_max = 4;         // equally cheap sets of answers that are tried
  int trials_max = 20'000;  // answers tried in the engine for a household, then its search ends

  /// A plan that changes any answer at the same cost and compares nothing.
  static EditPlan plain(const Form& form);
};

/// Reads editions/<name>/processing/editing.json:
///   {"seed","weight" (of questions not named),"weights":{question: cost},"fixed":[question …],
///    "matching":[{"question","weight","scale"}…],"donors_kept","donors_tried","answers_max","sets_max","trials_max"}.
/// Errors: "editing.key" (an unknown key), "editing.question" (the form has no such question),
/// "editing.value" (a number out of range); detail names it.
Result<EditPlan> parse_edit_plan(const Json& json, const Form& form);

}  // namespace sanaq
