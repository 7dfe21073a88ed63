#pragma once
#include <memory>

#include "interview/interview.h"
#include "interview/program.h"

namespace sanaq {

/// Puts answers that are typed already (a stored submission) into an interview, without any text in between.
/// Every question counts as answered or left empty by the person: no default is put in afterwards.
class AnswerLoader {
 public:
  AnswerLoader(std::shared_ptr<const Program> program, InterviewContext context);

  /// Adds an item at the end of the list. Errors: "answer.question" (no list), "item.limit", "item.id",
  /// "item.exists".
  Result<ItemSlot> add_item(NodeIndex list, std::string_view id);
  /// Stores an answer; of a calculation only the one that `once` keeps. Errors: "answer.question" (no such
  /// question), "answer.item" (no such item), "answer.choice" (outside the options of the form).
  Result<Done> put(Place place, const Value& value);
  /// Computes everything once. The loader is spent.
  Interview finish() &&;

 private:
  Interview interview_;
};

/// One answer changed in place, with everything that follows from it; an empty value clears. Not for people:
/// nothing is remembered for undo. Errors: those of AnswerLoader::put.
Result<Done> set_answer(Interview& interview, Place place, const Value& value);

}  // namespace sanaq
