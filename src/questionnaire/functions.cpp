#include "questionnaire/functions.h"

namespace sanaq {
namespace {

using Kind = FunctionRule::Kind;
using enum ValueType;
constexpr std::size_t many = 100;

constexpr FunctionRule rules[] = {
    // Plain: a signature says it all.
    {"true", Kind::value, 0, 0},
    {"false", Kind::value, 0, 0},
    {"not", Kind::plain, 1, 1, Op::logical_not, boolean, "b"},
    {"boolean", Kind::plain, 1, 1, Op::truth, boolean, "a"},
    {"pow", Kind::plain, 2, 2, Op::power, decimal, "dd"},
    {"sqrt", Kind::plain, 1, 1, Op::square_root, decimal, "d"},
    {"string-length", Kind::plain, 1, 1, Op::text_length, integer, "t"},
    {"substr", Kind::plain, 2, 3, Op::substring, text, "tii"},
    {"substring-before", Kind::plain, 2, 2, Op::substring_before, text, "tt"},
    {"substring-after", Kind::plain, 2, 2, Op::substring_after, text, "tt"},
    {"contains", Kind::plain, 2, 2, Op::contains, boolean, "tt"},
    {"starts-with", Kind::plain, 2, 2, Op::starts_with, boolean, "tt"},
    {"ends-with", Kind::plain, 2, 2, Op::ends_with, boolean, "tt"},
    {"normalize-space", Kind::plain, 1, 1, Op::normalize_space, text, "t"},
    {"translate", Kind::plain, 3, 3, Op::translate, text, "ttt"},
    {"upper-case", Kind::plain, 1, 1, Op::upper_case, text, "t"},
    {"lower-case", Kind::plain, 1, 1, Op::lower_case, text, "t"},
    {"format-date", Kind::plain, 2, 2, Op::format_date, text, "Dt"},
    {"decimal-date-time", Kind::plain, 1, 1, Op::decimal_days, decimal, "D"},
    {"age", Kind::plain, 2, 2, Op::full_years, integer, "DD"},
    {"months-between", Kind::plain, 2, 2, Op::months_between, integer, "DD"},
    {"census-date", Kind::plain, 0, 0, Op::census_date, date, ""},
    {"iin-valid", Kind::plain, 1, 1, Op::iin_valid, boolean, "t"},
    {"iin-birth-date", Kind::plain, 1, 1, Op::iin_birth_date, date, "t"},
    {"iin-sex", Kind::plain, 1, 1, Op::iin_sex, text, "t"},
    // Value: the types of the arguments decide.
    {"if", Kind::value, 3, 3},
    {"coalesce", Kind::value, 2, many},
    {"once", Kind::value, 1, 1},
    {"concat", Kind::value, 1, many},
    {"string", Kind::value, 1, 1},
    {"selected", Kind::value, 2, 2},
    {"count-selected", Kind::value, 1, 1},
    {"selected-at", Kind::value, 2, 2},
    {"number", Kind::value, 1, 1},
    {"int", Kind::value, 1, 1},
    {"round", Kind::value, 1, 2},
    {"abs", Kind::value, 1, 1},
    {"checklist", Kind::value, 3, many},
    {"weighted-checklist", Kind::value, 4, many},
    {"boolean-from-string", Kind::value, 1, 1},
    {"date", Kind::value, 1, 1},
    {"year", Kind::value, 1, 1},
    {"month", Kind::value, 1, 1},
    {"day", Kind::value, 1, 1},
    // Form: the arguments name questions or lists, or must be literal.
    {"count", Kind::form, 1, 1},
    {"count-non-empty", Kind::form, 1, 1},
    {"sum", Kind::form, 1, 1},
    {"min", Kind::form, 1, 1},
    {"max", Kind::form, 1, 1},
    {"join", Kind::form, 2, 2},
    {"indexed-repeat", Kind::form, 3, 3},
    {"position", Kind::form, 1, 1},
    {"regex", Kind::form, 2, 2},
    {"jr:choice-name", Kind::form, 2, 2},
    {"refused", Kind::form, 1, 1},
    {"answered", Kind::form, 1, 1},
    // Refused: an answer must not depend on when or where it is computed; or no question of a census needs
    // it.
    {"today", Kind::refused},
    {"now", Kind::refused},
    {"uuid", Kind::refused},
    {"random", Kind::refused},
    {"randomize", Kind::refused},
    {"distance", Kind::refused},
    {"area", Kind::refused},
    {"pulldata", Kind::refused},
    {"instance", Kind::refused},
    {"digest", Kind::refused},
};

}  // namespace

const FunctionRule* find_function(std::string_view name) {
  for (const FunctionRule& rule : rules) {
    if (rule.name == name) return &rule;
  }
  return nullptr;
}

}  // namespace sanaq
