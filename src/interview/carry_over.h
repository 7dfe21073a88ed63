#pragma once
#include <vector>

#include "interview/interview.h"

namespace sanaq {

/// Why an answer given under one version of a form does not stand in the next. The order is that of
/// `name_of`.
enum class CarryLoss : std::uint8_t {
  question,  // the next form does not ask it, or calculates it
  type,      // it asks for something else under the same name: the old answer must not be read as the new one
  value,     // it does not offer this code, or does not take this value
  item,      // the list the item stood in, or the item itself, is not there
  path,      // the answer is kept, but its question is not asked in this household
};

struct LostAnswer {
  Place place;  // in the earlier interview
  CarryLoss why = CarryLoss::question;
};

/// A draft replayed into the next version of its form.
struct CarriedOver {
  Interview next;
  std::vector<LostAnswer>
      lost;  // of the answers that stood on the earlier path, in the order of the earlier form
  std::vector<Operation> clear;  // to be added to the draft: take out what would be read as something else
  std::vector<Place> asked;  // in `next`: required questions the earlier form did not have, without answer
};

/// Replays operations into `next` by name and type; `earlier` is what they gave under the form they were made
/// in. What `next` refuses stays in the log of operations and is in `lost`. After `clear` is added to the
/// operations, replaying them all gives `next` again. The same form: nothing lost, nothing to clear, nothing
/// asked. Cost: that of applying the operations, and a look at every answer.
CarriedOver carry_over(const Interview& earlier, std::shared_ptr<const Program> next,
                       InterviewContext context, const std::vector<Operation>& operations);

/// `question`, `type`, `value`, `item`, `path`.
std::string_view name_of(CarryLoss why);

}  // namespace sanaq
