#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "questionnaire/pattern.h"

namespace sanaq {

/// Position of a node (question, group, list) in Form::nodes.
using NodeIndex = std::uint16_t;
inline constexpr NodeIndex no_node = 0xFFFF;

/// Position of the root of an expression in ExpressionPool::nodes.
using ExpressionId = std::uint32_t;
inline constexpr ExpressionId no_expression = 0xFFFFFFFF;

/// What an answer or an expression is. Every expression has one type, known before the census starts.
enum class ValueType : std::uint8_t {
  none,       // a note; nothing is answered
  boolean,    // 0 or 1
  integer,    // signed 64 bit
  decimal,    // six digits after the point, scaled by 1'000'000
  text,       // UTF-8
  date,       // days since 1970-01-01
  month,      // year * 12 + (month - 1)
  year,       // calendar year
  choice,     // position in the choice list of the form
  choices,    // bit set over the choice list, at most 63 choices
  code,       // code of an external list, as text
  geopoint,   // "latitude longitude [altitude [accuracy]]" as text
  image,      // reference to an attachment, as text
};

/// The typed vocabulary expressions are compiled to. "Empty" is the missing value; unless said otherwise an operation
/// with an empty operand gives empty. `number`, `text`, `node` and `list` below are members of ExpressionNode.
enum class Op : std::uint8_t {
  // leaves
  // `number` holds a boolean, integer, decimal (scaled), date, month, year, choice or choices; a text is texts[text]
  literal,
  empty,        // the missing value
  self,         // `.`: the value being checked
  answer,       // effective value of question `node`: same item when it lives in the list at hand, else outside lists
  other_answer, // value of `node` for the other item of a matrix question
  position,     // number of the item at hand in its list, from 1
  census_date,  // day of the census moment
  // logic, three-valued (Kleene)
  logical_and, logical_or, logical_not,
  truth,        // boolean of any value: false when empty, zero or ''
  // comparison: two operands of one type (choices: equality only; text: equality only)
  equal, not_equal, less, less_equal, greater, greater_equal,
  is_empty, is_answered,  // never empty themselves; a refused answer is empty here
  is_refused,             // operand: an `answer` leaf
  // arithmetic: type tells integer or decimal; overflow gives empty
  add, subtract, multiply, divide /* decimal only */, modulo, negate,
  to_decimal,   // integer -> decimal
  to_integer,   // decimal -> integer, toward zero
  round_to,     // decimal, operand 2: digits
  absolute, power, square_root,
  // choosing
  if_else,      // condition (empty counts as false), then, else
  coalesce,     // first operand that is not empty
  once,         // the stored value when there is one, else the operand
  // choices
  selected,       // operand 1: choice or choices; number: position of the literal choice
  selected_text,  // operand 1: choice, choices or code; operand 2: text code
  selected_count, // number of chosen options
  selected_at,    // code at position (from 0) as text
  choice_label,   // operand 1: choice or choices; text in the language at hand
  choice_code,    // operand: choice or choices -> text of its code(s)
  checklist, weighted_checklist,
  // lists: `node` is the question (or the list for list_count), `list` the list gone through
  list_count,           // items of the list
  answered_count,       // items with an answer to `node`
  aggregate_sum, aggregate_min, aggregate_max,
  aggregate_join,       // operand 1: separator
  indexed,              // `indexed-repeat`: operand 1: number of the item from 1; empty when there is none
  // text
  to_text, concatenate, text_length, substring, substring_before, substring_after, contains, starts_with, ends_with,
  normalize_space, translate, upper_case, lower_case,
  matches,              // number: index into ExpressionPool::patterns
  to_number,            // text -> decimal
  // dates
  to_date,              // text -> date
  year_of, month_of, day_of,
  full_years,           // birth, at -> integer
  months_between,       // a, b -> integer, full months
  format_date,          // date, text: %Y %m %d %e %b
  decimal_days,         // date -> decimal days since 1970-01-01
  // personal numbers
  iin_valid, iin_birth_date, iin_sex,
};

/// One node of an expression tree. `first` and `count` give its operands in ExpressionPool::operands.
struct ExpressionNode {
  Op op = Op::empty;
  ValueType type = ValueType::none;
  std::uint16_t count = 0;
  std::uint32_t first = 0;
  std::int64_t number = 0;
  std::uint32_t text = 0;     // index into ExpressionPool::texts
  NodeIndex node = no_node;
  NodeIndex list = no_node;   // list an aggregate or indexed-repeat goes through
  std::uint16_t choices = 0xFFFF;  // choice list of a choice or choices value
};

/// All expressions of a form, as data: no pointers, evaluated by the interview room.
struct ExpressionPool {
  std::vector<ExpressionNode> nodes;
  std::vector<ExpressionId> operands;
  std::vector<std::string> texts;
  std::vector<Pattern> patterns;
};

/// How an expression reaches a node it reads.
enum class Reach : std::uint8_t {
  here,       // same item, or a question outside lists
  all_items,  // every item of the node's list (aggregates, indexed-repeat)
  other_item, // the other item of a matrix question
};
struct Dependency {
  NodeIndex node = no_node;
  Reach reach = Reach::here;
  friend bool operator==(const Dependency&, const Dependency&) = default;
};

}  // namespace sanaq
