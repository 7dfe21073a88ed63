#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "questionnaire/form.h"

namespace sanaq {

/// `YYYY-MM-DD`, `YYYY-MM` or `YYYY` as the number of a date, month or year value. Nothing when malformed.
std::optional<std::int64_t> parse_date_literal(std::string_view text, ValueType type);
/// One code as a position, or codes separated by blanks as a bit set. Nothing when a code is not in the list.
std::optional<std::int64_t> parse_choice_literal(const ChoiceList& list, std::string_view text,
                                                 ValueType type);

}  // namespace sanaq
