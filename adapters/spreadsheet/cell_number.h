#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace sanaq {

/// Numbers as workbooks store them: text of a binary fraction (`3`, `0.1`, `4.4439E4`).

/// Shortest decimal text, without exponent and trailing zeros; at most 15 digits count, as in spreadsheet
/// programs. Nothing when it is no number or beyond 10^15.
std::optional<std::string> number_text(std::string_view stored);
/// A serial day number as `YYYY-MM-DD`, with ` HH:MM:SS` when it has a time. Serial 60, the day 29 February
/// 1900 that never was, gives nothing, as do days outside 1900 to 2199.
std::optional<std::string> date_text(std::string_view stored, bool from_1904);
/// Built-in number formats that show a date (ECMA-376 part 1, 18.8.30).
bool is_date_format(int id);
/// Whether an author's own number format shows a date: a day, month or year letter outside quotes and
/// brackets.
bool is_date_pattern(std::string_view pattern);

}  // namespace sanaq
