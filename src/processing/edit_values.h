#pragma once
#include <cstdint>
#include <vector>

#include "base/civil_date.h"
#include "interview/value.h"
#include "questionnaire/form.h"

namespace sanaq {

/// Values that stand for all values of a question: two that no rule of the form tells apart need not both be
/// tried. Options are all there; of numbers, days, months and years those around each bound the form names in
/// an expression that reads the question, and a grid between the bounds (every whole number up to 400 of
/// them, one day and one month a year for 120 years before the census).
class EditValues {
 public:
  EditValues(const Form& form, CivilDate census_date);
  /// In a fixed order, without refusals; empty for codes of long lists.
  std::vector<Value> of(NodeIndex node) const;

 private:
  void read(ExpressionId expression, NodeIndex self);
  std::vector<Value> numbers(NodeIndex node, std::int64_t unit) const;
  std::vector<Value> choices(const ChoiceList& list) const;
  std::vector<Value> choice_sets(const ChoiceList& list) const;
  std::vector<Value> days(NodeIndex node) const;

  const Form& form_;
  CivilDate census_date_;
  std::vector<std::vector<std::int64_t>> bounds_;  // by node: literals of its own type beside it
};

}  // namespace sanaq
