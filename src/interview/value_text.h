#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "interview/value.h"
#include "questionnaire/form.h"

namespace sanaq::engine {

/// Longest answer in bytes (a page of a comment); of a code or a reference.
inline constexpr std::size_t text_bytes_max = 4000, code_bytes_max = 64;

/// Canonical text -> value of a question. Blanks around the text are dropped; blank text gives the empty
/// value. Errors: "answer.type", "answer.choice"; detail: the question's name, never the value.
Result<Value> read_value(const Form& form, NodeIndex node, std::string_view text);

/// Canonical text of a value; empty text when it is not present.
std::string written_value(const Form& form, NodeIndex node, const Value& value);
/// Canonical text of a value that is neither text nor choice.
std::string written_number(ValueType type, std::int64_t value);
/// Codes in list order, separated by blanks.
std::string written_choices(const ChoiceList& list, ValueType type, std::int64_t value);
/// %Y %m %d %e %b of a date; month names in the language.
std::string formatted_date(ValueType type, std::int64_t value, std::string_view pattern,
                           std::string_view language);

}  // namespace sanaq::engine
