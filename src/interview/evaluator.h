#pragma once
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

#include "interview/cells.h"
#include "interview/interview.h"
#include "interview/plan.h"

namespace sanaq::engine {

/// Result of an expression that is no text. `value` means nothing when not present.
struct Number {
  std::int64_t value = 0;
  bool present = false;
};
inline Number some(std::int64_t value) { return {value, true}; }
inline Number truth_of(bool value) { return {value ? 1 : 0, true}; }

/// Result of an expression that is a text. The view lives until the next evaluation or change of an answer.
struct TextResult {
  std::string_view text;
  bool present = false;
};

/// Texts made while evaluating. Pieces never move; all are forgotten at once.
class Scratch {
 public:
  std::string_view keep(std::string&& text);
  void reset() { used_ = 0; }
  std::size_t bytes() const { return pieces_.size() * sizeof(std::string); }

 private:
  std::deque<std::string> pieces_;
  std::size_t used_ = 0;
};

/// Computes expressions over the cells of one interview. Numbers, choices and dates need no memory.
class Evaluator {
 public:
  Evaluator(const Plan& plan, const Cells& cells, InterviewContext context)
      : plan_(plan), cells_(cells), census_date_(context.census_date.days()) {}

  std::size_t bytes() const { return scratch_.bytes(); }

  /// Three-valued result of a boolean expression at a place; `self` is what `.` means there.
  Number truth(TermIndex term, const At& at, const Cell* self);
  /// The text of an expression whatever its type; not present when empty. Language: index into
  /// Form::languages.
  TextResult written(TermIndex term, const At& at, const Cell* self, std::size_t language);
  /// Labels of the options chosen, separated by commas.
  std::string chosen(const NodePlan& node, std::int64_t value, const At& at, std::size_t language);
  /// A calculation or default of any type.
  Number number_at(TermIndex term, const At& at, const Cell* self);
  TextResult text_at(TermIndex term, const At& at, const Cell* self);

 private:
  /// Answers and literals are most of all terms and need no call.
  Number number(const Term& t) {
    if (t.op == Op::answer) return seen(cell(t));
    if (t.op == Op::literal) return some(t.number);
    return computed(t);
  }
  Number computed(const Term& t);
  Number rare(const Term& t);
  Number logic(const Term& t);
  Number compare(const Term& t);
  Number arithmetic(const Term& t);
  Number counted(const Term& t);
  Number aggregate(const Term& t);
  Number text_number(const Term& t);
  Number calendar(const Term& t);
  Number checklist(const Term& t);
  TextResult text(const Term& t);
  TextResult choosing(const Term& t);
  TextResult listed(const Term& t);
  TextResult external(const Term& t, const Term& code);
  TextResult composed(const Term& t);
  TextResult cut(const Term& t);
  TextResult written(const Term& t);
  TextResult made(std::string&& text) { return {scratch_.keep(std::move(text)), true}; }

  const Term& operand(const Term& t, std::uint32_t i) const { return plan_.terms[t.first + i]; }
  bool present(const Term& t);
  bool truthy(const Term& t);
  std::string_view text_or_empty(const Term& t);
  const Cell& cell(const Term& t) const { return cells_.at(t.home, at_.row, at_.other); }
  static Number seen(const Cell& c) { return {c.number, c.has(Cell::visible)}; }
  TextResult seen_text(const Cell& c) const;
  const Cell* indexed(const Term& t);
  std::string codes(const ChoiceList& list, ValueType type, std::int64_t value) const;
  std::string labels(const ChoiceList& list, ValueType type, std::int64_t value);
  std::string label(const Choice& choice);
  template <class Each>
  void each_answer(const Term& t, const Each& each) const;

  const Plan& plan_;
  const Cells& cells_;
  std::int64_t census_date_;
  Scratch scratch_;
  At at_;
  const Cell* self_ = nullptr;
  std::size_t language_ = 0;
  int label_depth_ = 0;
};

/// Goes over the visible answers to `t.node` in all items of its list (pairs in order too).
template <class Each>
void Evaluator::each_answer(const Term& t, const Each& each) const {
  const Rows& rows = cells_.rows(t.home.block);
  if (t.home.block == 0) {
    if (const Cell& c = cells_.at(t.home, 0, 0); c.has(Cell::visible)) each(c);
    return;
  }
  for (const ItemSlot slot : rows.order) {
    const std::uint16_t row = cells_.items()[slot].row;
    if (!t.home.paired) {
      if (const Cell& c = cells_.at(t.home, row, 0); c.has(Cell::visible)) each(c);
      continue;
    }
    for (const ItemSlot earlier : rows.order) {
      if (earlier == slot) break;
      const Cell& c = cells_.at(t.home, row, cells_.items()[earlier].row);
      if (c.has(Cell::visible)) each(c);
    }
  }
}

}  // namespace sanaq::engine
