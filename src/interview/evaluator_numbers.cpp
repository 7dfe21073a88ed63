#include <bit>
#include <limits>

#include "base/civil_date.h"
#include "base/decimal.h"
#include "interview/evaluator.h"

// Arithmetic, counting and the calendar. Overflow and days outside the calendar give the empty value.
namespace sanaq::engine {
namespace {

__extension__ using Wide = __int128;
__extension__ using WideBits = unsigned __int128;

constexpr std::int64_t first_day = -62091;  // 1800-01-01
constexpr std::int64_t last_day = 84005;    // 2199-12-31
constexpr std::int64_t first_year = 1800, last_year = 2199;

Number checked(std::optional<Decimal> value) { return value ? some(value->scaled) : Number{}; }

Number in_range(ValueType type, Wide value) {
  if (value > std::numeric_limits<std::int64_t>::max() || value < -std::numeric_limits<std::int64_t>::max())
    return {};
  if (type == ValueType::date && (value < first_day || value > last_day)) return {};
  if (type == ValueType::month && (value < first_year * 12 || value >= (last_year + 1) * 12)) return {};
  if (type == ValueType::year && (value < first_year || value > last_year)) return {};
  return some(static_cast<std::int64_t>(value));
}

std::int64_t scale_of(std::int64_t digits) {
  std::int64_t step = 1;
  for (std::int64_t i = digits; i < 6; ++i) step *= 10;
  return step;
}

// Half away from zero, as the dialect's round(x, n).
Number rounded(std::int64_t scaled, std::int64_t digits) {
  if (digits >= 6) return some(scaled);
  if (digits < -12) return some(0);
  Wide step = digits >= 0 ? scale_of(digits) : Decimal::scale;
  for (std::int64_t i = digits; i < 0; ++i) step *= 10;
  const Wide magnitude = scaled < 0 ? -Wide{scaled} : Wide{scaled};
  const Wide whole = (magnitude + step / 2) / step * step;
  return in_range(ValueType::decimal, scaled < 0 ? -whole : whole);
}

// Whole exponents only: a fractional power is seldom a decimal number.
Number raised(std::int64_t base, std::int64_t exponent) {
  if (exponent % Decimal::scale != 0) return {};
  std::int64_t times = exponent / Decimal::scale;
  const bool inverse = times < 0;
  if (inverse) times = -times;
  if (times > 200) return {};
  std::optional<Decimal> product = Decimal::of(1);
  for (std::int64_t i = 0; i < times && product; ++i) product = multiply(*product, Decimal{base});
  if (product && inverse) product = divide(Decimal::of(1), *product);
  return checked(product);
}

Number root(std::int64_t scaled) {
  if (scaled < 0) return {};
  // sqrt(s / 10^6) * 10^6 = sqrt(s * 10^6), found bit by bit and rounded to the nearest.
  const WideBits square = static_cast<WideBits>(scaled) * Decimal::scale;
  WideBits low = 0;
  for (int b = 62; b >= 0; --b)
    if (const WideBits next = low | (WideBits{1} << b); next * next <= square) low = next;
  if (square - low * low > low) ++low;
  return some(static_cast<std::int64_t>(low));
}

Number rest(std::int64_t a, std::int64_t b) {
  if (b == 0) return {};
  return some(b == -1 ? 0 : a % b);
}

CivilDate day_at(ValueType type, std::int64_t value) {
  if (type == ValueType::month)
    return CivilDate::make(static_cast<int>(value / 12), static_cast<int>(value % 12) + 1, 1).value();
  if (type == ValueType::year) return CivilDate::make(static_cast<int>(value), 1, 1).value();
  return CivilDate::from_days(static_cast<std::int32_t>(value));
}

int full_months(CivilDate a, CivilDate b) {
  const int months = (b.year() - a.year()) * 12 + b.month() - a.month();
  if (b >= a) return b.day() < a.day() ? months - 1 : months;
  return b.day() > a.day() ? months + 1 : months;
}

}  // namespace

Number Evaluator::arithmetic(const Term& t) {
  const Number a = number(operand(t, 0));
  if (!a.present) return {};
  switch (t.op) {
    case Op::negate:
      return in_range(t.type, -Wide{a.value});
    case Op::absolute:
      return in_range(t.type, a.value < 0 ? -Wide{a.value} : Wide{a.value});
    case Op::to_decimal:
      return in_range(t.type, Wide{a.value} * Decimal::scale);
    case Op::to_integer:
      return some(a.value / Decimal::scale);
    case Op::square_root:
      return root(a.value);
    default:
      break;
  }
  const Number b = number(operand(t, 1));
  if (!b.present) return {};
  const bool decimal = t.type == ValueType::decimal;
  switch (t.op) {
    case Op::add:
      return in_range(t.type, Wide{a.value} + b.value);
    case Op::subtract:
      return in_range(t.type, Wide{a.value} - b.value);
    case Op::multiply:
      if (decimal) return checked(sanaq::multiply({a.value}, {b.value}));
      return in_range(t.type, Wide{a.value} * b.value);
    case Op::divide:
      return checked(sanaq::divide({a.value}, {b.value}));
    case Op::modulo:
      return rest(a.value, b.value);
    case Op::round_to:
      return rounded(a.value, operand(t, 1).type == ValueType::decimal ? b.value / Decimal::scale : b.value);
    case Op::power:
      return raised(a.value, operand(t, 1).type == ValueType::decimal ? b.value : b.value * Decimal::scale);
    default:
      return {};
  }
}

Number Evaluator::counted(const Term& t) {
  if (t.op == Op::list_count) {
    const NodePlan& list = plan_.nodes[plan_.blocks[t.list_block].list];
    const bool asked = cells_.at(list.home, 0, 0).has(Cell::on_path);
    return some(asked ? static_cast<std::int64_t>(cells_.rows(t.list_block).order.size()) : 0);
  }
  if (t.op == Op::answered_count) {
    std::int64_t answers = 0;
    each_answer(t, [&](const Cell&) { ++answers; });
    return some(answers);
  }
  const Term& first = operand(t, 0);
  if (t.op == Op::selected_count) {
    const Number a = number(first);
    return {first.type == ValueType::choices ? std::popcount(static_cast<std::uint64_t>(a.value)) : 1,
            a.present};
  }
  const TextResult code = text(operand(t, 1));
  if (!code.present) return {};
  if (is_text(first.type)) {
    const TextResult a = text(first);
    return {a.text == code.text ? 1 : 0, a.present};
  }
  const Number a = number(first);
  if (!a.present) return {};
  const std::vector<Choice>& choices = plan_.form->choice_lists[first.choices].choices;
  for (std::size_t i = 0; i < choices.size(); ++i)
    if (choices[i].code == code.text)
      return truth_of(first.type == ValueType::choices ? ((a.value >> i) & 1) != 0
                                                       : a.value == static_cast<std::int64_t>(i));
  return truth_of(false);
}

Number Evaluator::aggregate(const Term& t) {
  Wide result = 0;
  bool any = t.op == Op::aggregate_sum;  // the sum of nothing is 0; the least of nothing is empty
  bool first = true;
  each_answer(t, [&](const Cell& c) {
    if (t.op == Op::aggregate_sum)
      result += c.number;
    else if (first || (t.op == Op::aggregate_min ? c.number < result : c.number > result))
      result = c.number;
    first = false;
    any = true;
  });
  return any ? in_range(t.type, result) : Number{};
}

const Cell* Evaluator::indexed(const Term& t) {
  const Number n = number(operand(t, 0));
  const std::vector<ItemSlot>& order = cells_.rows(t.home.block).order;
  const std::int64_t whole = operand(t, 0).type == ValueType::decimal ? n.value / Decimal::scale : n.value;
  if (!n.present || t.home.paired || whole < 1 || whole > static_cast<std::int64_t>(order.size()))
    return nullptr;
  return &cells_.at(t.home, cells_.items()[order[static_cast<std::size_t>(whole - 1)]].row, 0);
}

Number Evaluator::calendar(const Term& t) {
  const Term& first = operand(t, 0);
  const Number a = number(first);
  if (!a.present) return {};
  if (t.op == Op::decimal_days) return in_range(ValueType::decimal, Wide{a.value} * Decimal::scale);
  const CivilDate day = day_at(first.type, a.value);
  switch (t.op) {
    case Op::year_of:
      return some(day.year());
    case Op::month_of:
      return first.type == ValueType::year ? Number{} : some(day.month());
    case Op::day_of:
      return first.type == ValueType::date ? some(day.day()) : Number{};
    default:
      break;
  }
  const Term& second = operand(t, 1);
  const Number b = number(second);
  if (!b.present) return {};
  const CivilDate other = day_at(second.type, b.value);
  return some(t.op == Op::full_years ? full_years(day, other) : full_months(day, other));
}

}  // namespace sanaq::engine
