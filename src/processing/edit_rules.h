#pragma once
#include <vector>

#include "base/civil_date.h"
#include "interview/interview.h"
#include "processing/edit_plan.h"

namespace sanaq {

/// Answers on which something depends: those of the same item (or outside lists), and those of every item.
struct Support {
  std::vector<NodeIndex> here, everywhere;  // sorted; only questions that editing may change
};

/// The rules of a questionnaire as editing sees them. Nothing is written a second time: a rule is what the
/// engine finds (a required answer, a type, a constraint, a hard check). This holds, for each of them, which
/// answers can make it fail or hold, through calculations and routing. `form` must outlive it.
class EditRules {
 public:
  EditRules(const Form& form, const EditPlan& plan, CivilDate census_date);

  const Form& form() const { return form_; }
  /// What changing the answer costs; 0 when editing never does: texts, matrices, what identifies, `fixed`.
  int weight(NodeIndex node) const { return weights_[node]; }
  bool is_editable(NodeIndex node) const { return weights_[node] > 0; }
  /// A hard finding on coded answers. Names and numbers are not in a closed case and texts are coded, not
  /// imputed, so a finding on them is none here.
  bool is_failure(const Finding& finding) const;
  /// What the finding depends on. finding: one for which is_failure() holds.
  const Support& support(const Finding& finding) const;
  /// What decides whether the question is asked.
  const Support& existence(NodeIndex node) const { return existence_[node]; }
  /// What decides the value of a question or calculation.
  const Support& value_support(NodeIndex node) const { return value_[node]; }
  /// Values to try for an answer, in order: all options but refusals; whole numbers and days around every
  /// bound that the form names, and a grid between them. Codes of long lists are taken from what is offered.
  const std::vector<Value>& values(NodeIndex node) const { return values_[node]; }

 private:
  void find_supports();
  void find_values(CivilDate census_date);

  const Form& form_;
  std::vector<int> weights_;                                // by node
  std::vector<Support> existence_, value_, node_findings_;  // by node
  std::vector<Support> checks_;                             // by check
  std::vector<std::vector<Value>> values_;                  // by node
};

}  // namespace sanaq
