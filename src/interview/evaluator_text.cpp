#include <algorithm>

#include "base/civil_date.h"
#include "base/decimal.h"
#include "base/iin.h"
#include "base/text.h"
#include "interview/evaluator.h"
#include "interview/value_text.h"

// Expressions that give a text, or read one.
namespace sanaq::engine {
namespace {

// Byte position of the code point with number `n`; the size when there are fewer.
std::size_t byte_of(std::string_view text, std::size_t n) {
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const bool starts = (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
    if (starts && n-- == 0) return at;
  }
  return at;
}

std::string_view first_point(std::string_view text) { return text.substr(0, byte_of(text, 1)); }

// substr(text, start, end): code points from 0, end not included; negative numbers count from the end (ODK
// XForms).
std::string_view slice(std::string_view text, std::int64_t start, std::int64_t end) {
  const auto size = static_cast<std::int64_t>(code_point_count(text));
  const auto bounded = [size](std::int64_t n) {
    return std::clamp<std::int64_t>(n < 0 ? size + n : n, 0, size);
  };
  start = bounded(start);
  end = bounded(end);
  if (start >= end) return {};
  const std::size_t from = byte_of(text, static_cast<std::size_t>(start));
  return text.substr(from, byte_of(text.substr(from), static_cast<std::size_t>(end - start)));
}

std::string translated(std::string_view text, std::string_view from, std::string_view to) {
  std::string out;
  while (!text.empty()) {
    const std::string_view c = first_point(text);
    std::string_view left = from, right = to, replacement = c;
    while (!left.empty()) {
      const std::string_view l = first_point(left), r = first_point(right);
      if (l == c) {
        replacement = r;
        break;
      }
      left.remove_prefix(l.size());
      right.remove_prefix(r.size());
    }
    out += replacement;
    text.remove_prefix(c.size());
  }
  return out;
}

// Upper case of the letters fold_case knows: a letter whose folded neighbour is the letter itself.
std::string upper_case(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::string_view c = first_point(text);
    text.remove_prefix(c.size());
    if (c.size() == 1) {
      out += c[0] >= 'a' && c[0] <= 'z' ? static_cast<char>(c[0] - 32) : c[0];
      continue;
    }
    std::string best(c);
    if (c.size() == 2) {
      const unsigned point =
          ((static_cast<unsigned char>(c[0]) & 0x1Fu) << 6) | (static_cast<unsigned char>(c[1]) & 0x3Fu);
      for (const unsigned distance : {32u, 80u, 1u, 15u}) {
        const unsigned upper = point - distance;
        const std::string candidate = {static_cast<char>(0xC0 | (upper >> 6)),
                                       static_cast<char>(0x80 | (upper & 0x3F))};
        if (fold_case(candidate) != c) continue;
        best = candidate;
        break;
      }
    }
    out += best;
  }
  return out;
}

std::string normalized(std::string_view text) {
  std::string out;
  for (const std::string_view word : split_words(text)) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

// The seventh digit tells century and sex: 1 and 2 the 19th, 3 and 4 the 20th, 5 and 6 the 21st century.
Number iin_birth_day(const Iin& iin) {
  const std::string_view d = iin.reveal();
  const int century = (d[6] - '1') / 2;
  if (d[6] < '1' || d[6] > '6') return {};
  const auto two = [&](std::size_t i) { return (d[i] - '0') * 10 + (d[i + 1] - '0'); };
  const auto date = CivilDate::make(1800 + century * 100 + two(0), two(2), two(4));
  return date ? some(date->days()) : Number{};
}

TextResult iin_sex(const Iin& iin) {
  const char digit = iin.reveal()[6];
  if (digit < '1' || digit > '6') return {};
  return {digit % 2 == 1 ? "1" : "2", true};
}

}  // namespace

TextResult Evaluator::seen_text(const Cell& c) const {
  if (!c.has(Cell::visible)) return {};
  return {cells_.text(c), true};
}

TextResult Evaluator::text(const Term& t) {
  switch (t.op) {
    case Op::literal:
      return {plan_.form->expressions.texts[t.text], true};
    case Op::answer:
      return seen_text(cell(t));
    case Op::other_answer:
      return seen_text(cells_.at(t.home, at_.other, 0));
    case Op::self:
      if (self_ == nullptr || self_->state != Value::State::present) return {};
      return {cells_.text(*self_), true};
    case Op::if_else:
    case Op::coalesce:
    case Op::once:
      return choosing(t);
    case Op::selected_at:
    case Op::choice_label:
    case Op::choice_code:
    case Op::aggregate_join:
    case Op::indexed:
      return listed(t);
    case Op::substring:
    case Op::substring_before:
    case Op::substring_after:
      return cut(t);
    case Op::empty:
      return {};
    default:
      return composed(t);
  }
}

TextResult Evaluator::choosing(const Term& t) {
  if (t.op == Op::if_else) return text(operand(t, truthy(operand(t, 0)) ? 1 : 2));
  if (t.op == Op::once) {
    if (self_ != nullptr && self_->state == Value::State::present) return {cells_.text(*self_), true};
    return text(operand(t, 0));
  }
  for (std::uint32_t i = 0; i < t.count; ++i)
    if (const TextResult r = text(operand(t, i)); r.present) return r;
  return {};
}

TextResult Evaluator::listed(const Term& t) {
  if (t.op == Op::indexed) {
    const Cell* c = indexed(t);
    return c == nullptr ? TextResult{} : seen_text(*c);
  }
  if (t.op == Op::aggregate_join) {
    const std::string separator(text_or_empty(operand(t, 0)));
    std::string out;
    bool any = false;
    each_answer(t, [&](const Cell& c) {
      if (any) out += separator;
      any = true;
      out += written_value(*plan_.form, t.node,
                           {c.state, c.number, is_text(plan_.nodes[t.node].type) ? cells_.text(c) : ""});
    });
    return any ? made(std::move(out)) : TextResult{};
  }
  const Term& first = operand(t, 0);
  if (is_text(first.type)) return external(t, first);
  const Number a = number(first);
  if (!a.present) return {};
  const ChoiceList& list = plan_.form->choice_lists[first.choices];
  if (t.op == Op::choice_label) return made(labels(list, first.type, a.value));
  if (t.op == Op::choice_code) return made(codes(list, first.type, a.value));
  const Number n = number(operand(t, 1));
  const std::string all = codes(list, first.type, a.value);
  const auto words = split_words(all);
  const std::int64_t index = operand(t, 1).type == ValueType::decimal ? n.value / Decimal::scale : n.value;
  if (!n.present || index < 0 || index >= static_cast<std::int64_t>(words.size())) return {};
  return made(std::string(words[static_cast<std::size_t>(index)]));
}

// A code of an external list: the code itself, or its label.
TextResult Evaluator::external(const Term& t, const Term& code) {
  const TextResult a = text(code);
  if (!a.present || t.op != Op::choice_label) return a;
  const ChoiceList* list =
      code.choices < plan_.form->choice_lists.size() ? &plan_.form->choice_lists[code.choices] : nullptr;
  if (list == nullptr && code.node != no_node) list = plan_.nodes[code.node].choices;
  if (list == nullptr || !list->codelist) return a;
  return {list->codelist->label(a.text, plan_.form->languages[language_]), true};
}

TextResult Evaluator::composed(const Term& t) {
  if (t.op == Op::to_text) return written(operand(t, 0));
  if (t.op == Op::concatenate) {
    // An empty operand counts as '': a name without patronymic is still a name.
    std::string out;
    bool any = false;
    for (std::uint32_t i = 0; i < t.count; ++i) {
      const TextResult part = written(operand(t, i));
      any |= part.present;
      if (part.present) out += part.text;
    }
    return any ? made(std::move(out)) : TextResult{};
  }
  if (t.op == Op::format_date) {
    const Term& first = operand(t, 0);
    const Number day = number(first);
    const TextResult pattern = text(operand(t, 1));
    if (!day.present || !pattern.present) return {};
    return made(formatted_date(first.type, day.value, pattern.text, plan_.form->languages[language_]));
  }
  if (t.count == 0) return {};
  const TextResult a = text(operand(t, 0));
  if (!a.present) return {};
  switch (t.op) {
    case Op::normalize_space:
      return made(normalized(a.text));
    case Op::upper_case:
      return made(upper_case(a.text));
    case Op::lower_case:
      return made(fold_case(a.text));
    case Op::translate: {
      const TextResult from = text(operand(t, 1)), to = text(operand(t, 2));
      return from.present && to.present ? made(translated(a.text, from.text, to.text)) : TextResult{};
    }
    case Op::iin_sex: {
      const auto iin = Iin::parse(a.text);
      return iin ? iin_sex(*iin) : TextResult{};
    }
    default:
      return {};
  }
}

TextResult Evaluator::cut(const Term& t) {
  const TextResult a = text(operand(t, 0));
  if (!a.present) return {};
  if (t.op == Op::substring) {
    const auto whole = [&](std::uint32_t i) -> Number {
      const Number n = number(operand(t, i));
      return {operand(t, i).type == ValueType::decimal ? n.value / Decimal::scale : n.value, n.present};
    };
    const Number start = whole(1);
    const Number end = t.count > 2 ? whole(2) : some(static_cast<std::int64_t>(a.text.size()));
    if (!start.present || !end.present) return {};
    return {slice(a.text, start.value, end.value), true};
  }
  const TextResult b = text(operand(t, 1));
  if (!b.present) return {};
  const std::size_t at = a.text.find(b.text);
  if (at == std::string_view::npos) return {std::string_view{}, true};
  return {t.op == Op::substring_before ? a.text.substr(0, at) : a.text.substr(at + b.text.size()), true};
}

TextResult Evaluator::written(const Term& t) {
  if (is_text(t.type)) return text(t);
  const Number a = number(t);
  if (!a.present) return {};
  if (t.type == ValueType::choice || t.type == ValueType::choices)
    return made(codes(plan_.form->choice_lists[t.choices], t.type, a.value));
  return made(written_number(t.type, a.value));
}

Number Evaluator::text_number(const Term& t) {
  const TextResult a = text(operand(t, 0));
  if (!a.present) return {};
  switch (t.op) {
    case Op::text_length:
      return some(static_cast<std::int64_t>(code_point_count(a.text)));
    case Op::matches:
      return truth_of(plan_.form->expressions.patterns[static_cast<std::size_t>(t.number)].matches(a.text));
    case Op::to_number: {
      const auto value = parse_decimal(trim(a.text));
      return value ? some(value->scaled) : Number{};
    }
    case Op::to_date: {
      const auto date = CivilDate::parse(a.text);
      return date ? some(date->days()) : Number{};
    }
    case Op::iin_valid:
      return truth_of(static_cast<bool>(Iin::parse(a.text)));
    case Op::iin_birth_date: {
      const auto iin = Iin::parse(a.text);
      return iin ? iin_birth_day(*iin) : Number{};
    }
    default:
      break;
  }
  const TextResult b = text(operand(t, 1));
  if (!b.present) return {};
  if (t.op == Op::contains) return truth_of(a.text.find(b.text) != std::string_view::npos);
  return truth_of(t.op == Op::starts_with ? a.text.starts_with(b.text) : a.text.ends_with(b.text));
}

std::string Evaluator::codes(const ChoiceList& list, ValueType type, std::int64_t value) const {
  return written_choices(list, type, value);
}

std::string Evaluator::labels(const ChoiceList& list, ValueType type, std::int64_t value) {
  if (type == ValueType::choice) return label(list.choices[static_cast<std::size_t>(value)]);
  std::string out;
  for (std::size_t i = 0; i < list.choices.size(); ++i) {
    if (((value >> i) & 1) == 0) continue;
    if (!out.empty()) out += ", ";
    out += label(list.choices[i]);
  }
  return out;
}

// A label may name answers, of choices too: such a chain ends after a few steps.
std::string Evaluator::label(const Choice& choice) {
  constexpr int depth_max = 4;
  const LocalizedText& label = choice.label;
  if (label.empty()) return choice.code;
  const bool own = language_ < label.size() && !label[language_].empty();
  std::string out;
  for (const TextPart& part : own ? label[language_] : label.front()) {
    out += part.literal;
    if (part.value == no_expression || label_depth_ == depth_max) continue;
    const Home here{at_.block, 0, false};
    const TermIndex term = plan_.text_terms[part.value];
    if (!plan_.is_reachable(term, &here)) continue;
    ++label_depth_;
    out += written(plan_.terms[term]).text;
    --label_depth_;
  }
  return out.empty() ? choice.code : out;
}

}  // namespace sanaq::engine
