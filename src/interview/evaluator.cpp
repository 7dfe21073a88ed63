#include "interview/evaluator.h"

#include "base/civil_date.h"
#include "base/decimal.h"
#include "interview/value_text.h"

namespace sanaq::engine {

std::string_view Scratch::keep(std::string&& text) {
  // A deque moves no piece when others are added, so that a view into a short text stays valid.
  if (used_ == pieces_.size())
    pieces_.push_back(std::move(text));
  else
    pieces_[used_] = std::move(text);
  return pieces_[used_++];
}

Number Evaluator::truth(TermIndex term, const At& at, const Cell* self) { return number_at(term, at, self); }

Number Evaluator::number_at(TermIndex term, const At& at, const Cell* self) {
  at_ = at;
  self_ = self;
  language_ = 0;  // an answer must not depend on the language on the screen
  scratch_.reset();
  return number(plan_.terms[term]);
}

TextResult Evaluator::text_at(TermIndex term, const At& at, const Cell* self) {
  at_ = at;
  self_ = self;
  language_ = 0;
  scratch_.reset();
  return text(plan_.terms[term]);
}

TextResult Evaluator::written(TermIndex term, const At& at, const Cell* self, std::size_t language) {
  at_ = at;
  self_ = self;
  language_ = language;
  scratch_.reset();
  return written(plan_.terms[term]);
}

std::string Evaluator::chosen(const NodePlan& node, std::int64_t value, const At& at, std::size_t language) {
  at_ = at;
  self_ = nullptr;
  language_ = language;
  scratch_.reset();
  return labels(*node.choices, node.type, value);
}

Number Evaluator::computed(const Term& t) {
  switch (t.op) {
    case Op::self:
      return self_ == nullptr ? Number{} : Number{self_->number, self_->state == Value::State::present};
    case Op::logical_and:
    case Op::logical_or:
      return logic(t);
    case Op::logical_not: {
      const Number a = number(operand(t, 0));
      return {a.value == 0 ? 1 : 0, a.present};
    }
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
      return compare(t);
    case Op::selected: {
      const Number a = number(operand(t, 0));
      if (!a.present) return {};
      return truth_of(operand(t, 0).type == ValueType::choices ? ((a.value >> t.number) & 1) != 0
                                                               : a.value == t.number);
    }
    case Op::is_empty:
      return truth_of(!present(operand(t, 0)));
    case Op::is_answered:
      return truth_of(present(operand(t, 0)));
    case Op::if_else:
      return number(operand(t, truthy(operand(t, 0)) ? 1 : 2));
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::modulo:
    case Op::negate:
    case Op::to_decimal:
    case Op::to_integer:
    case Op::round_to:
    case Op::absolute:
    case Op::power:
    case Op::square_root:
      return arithmetic(t);
    case Op::other_answer:
      return seen(cells_.at(t.home, at_.other, 0));
    default:
      return rare(t);
  }
}

Number Evaluator::rare(const Term& t) {
  switch (t.op) {
    case Op::position:
      return some(static_cast<std::int64_t>(cells_.position(at_.block, at_.row)) + 1);
    case Op::census_date:
      return some(census_date_);
    case Op::truth:
      return truth_of(truthy(operand(t, 0)));
    case Op::is_refused: {
      const Term& a = operand(t, 0);
      if (a.op == Op::other_answer) return truth_of(cells_.at(a.home, at_.other, 0).has(Cell::refused));
      return truth_of(a.op == Op::answer && cell(a).has(Cell::refused));
    }
    case Op::coalesce:
      for (std::uint32_t i = 0; i < t.count; ++i)
        if (const Number a = number(operand(t, i)); a.present) return a;
      return {};
    case Op::once:
      if (self_ != nullptr && self_->state == Value::State::present) return some(self_->number);
      return number(operand(t, 0));
    case Op::checklist:
    case Op::weighted_checklist:
      return checklist(t);
    case Op::selected_count:
    case Op::selected_text:
    case Op::list_count:
    case Op::answered_count:
      return counted(t);
    case Op::aggregate_sum:
    case Op::aggregate_min:
    case Op::aggregate_max:
      return aggregate(t);
    case Op::indexed: {
      const Cell* c = indexed(t);
      return c == nullptr ? Number{} : seen(*c);
    }
    case Op::text_length:
    case Op::contains:
    case Op::starts_with:
    case Op::ends_with:
    case Op::matches:
    case Op::to_number:
    case Op::to_date:
    case Op::iin_valid:
    case Op::iin_birth_date:
      return text_number(t);
    case Op::year_of:
    case Op::month_of:
    case Op::day_of:
    case Op::full_years:
    case Op::months_between:
    case Op::decimal_days:
      return calendar(t);
    default:
      return {};  // empty, and what gives a text
  }
}

Number Evaluator::logic(const Term& t) {
  const bool conjunction = t.op == Op::logical_and;
  bool unknown = false;
  for (std::uint32_t i = 0; i < t.count; ++i) {
    const Number a = number(operand(t, i));
    if (!a.present)
      unknown = true;
    else if ((a.value != 0) != conjunction)
      return truth_of(!conjunction);
  }
  return unknown ? Number{} : truth_of(conjunction);
}

namespace {
template <class T>
bool holds(Op op, const T& a, const T& b) {
  switch (op) {
    case Op::equal:
      return a == b;
    case Op::not_equal:
      return a != b;
    case Op::less:
      return a < b;
    case Op::less_equal:
      return a <= b;
    case Op::greater:
      return a > b;
    default:
      return a >= b;
  }
}
}  // namespace

Number Evaluator::compare(const Term& t) {
  const Term& left = operand(t, 0);
  const Term& right = operand(t, 1);
  if (is_text(left.type)) {
    const TextResult a = text(left);
    if (!a.present) return {};
    const TextResult b = text(right);
    return b.present ? truth_of(holds(t.op, a.text, b.text)) : Number{};
  }
  const Number a = number(left);
  if (!a.present) return {};
  const Number b = number(right);
  return b.present ? truth_of(holds(t.op, a.value, b.value)) : Number{};
}

bool Evaluator::present(const Term& t) {
  if (!is_text(t.type)) return number(t).present;
  const TextResult r = text(t);
  return r.present && !r.text.empty();
}

bool Evaluator::truthy(const Term& t) {
  if (is_text(t.type)) return present(t);
  const Number a = number(t);
  return a.present && (a.value != 0 || t.type == ValueType::choice || t.type == ValueType::date ||
                       t.type == ValueType::month || t.type == ValueType::year);
}

std::string_view Evaluator::text_or_empty(const Term& t) {
  const TextResult r = text(t);
  return r.present ? r.text : std::string_view{};
}

Number Evaluator::checklist(const Term& t) {
  // checklist(min, max, v...): how many of v are true lies between; -1 means "no limit" (ODK XForms).
  const Number low = number(operand(t, 0));
  const Number high = number(operand(t, 1));
  if (!low.present || !high.present) return {};
  const bool weighted = t.op == Op::weighted_checklist;
  std::int64_t sum = 0;
  for (std::uint32_t i = 2; i < t.count; i += weighted ? 2u : 1u) {
    if (!truthy(operand(t, i))) continue;
    std::int64_t step = operand(t, 0).type == ValueType::decimal ? Decimal::scale : 1;
    if (weighted) {
      const Number weight = number(operand(t, i + 1));
      if (!weight.present) return {};
      step = weight.value;
    }
    if (__builtin_add_overflow(sum, step, &sum)) return {};
  }
  return truth_of((low.value < 0 || sum >= low.value) && (high.value < 0 || sum <= high.value));
}

}  // namespace sanaq::engine
