#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sanaq {

/// True when `text` is well-formed UTF-8 (no overlong forms, no surrogates, nothing above U+10FFFF).
bool is_utf8(std::string_view text);
/// Number of code points; `text` must be well-formed UTF-8.
std::size_t code_point_count(std::string_view text);
/// `text` without white space (ASCII blanks and U+00A0) at both ends.
std::string_view trim(std::string_view text);
/// Parts between separators; always at least one part.
std::vector<std::string_view> split(std::string_view text, char separator);
/// Words between runs of ASCII white space; none for blank text.
std::vector<std::string_view> split_words(std::string_view text);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
/// 1 to 18 ASCII digits and nothing else.
std::optional<std::int64_t> parse_digits(std::string_view text);
/// Optional minus, then digits: a whole number that fits.
std::optional<std::int64_t> parse_integer(std::string_view text);
/// Decimal digits of `value`, filled with zeros on the left up to `width`.
std::string zero_padded(std::int64_t value, int width);
/// `text` with & < > " ' written as entities: safe inside an element and inside a quoted attribute.
std::string escape_html(std::string_view text);
void append_html(std::string& out, std::string_view text);
/// Lower case of ASCII, Cyrillic and Kazakh letters; other code points stay.
std::string fold_case(std::string_view text);

}  // namespace sanaq
