#include "edition_files/toml_text.h"

#include <algorithm>
#include <string>

namespace sanaq {
namespace {

bool beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

/// Where the string that begins at `at` has ended. One that is never closed ends with its line, as the parser
/// stops there.
std::size_t behind_string(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const bool escapes = quote == '"';
  const std::string closing(3, quote);
  const bool several_lines = text.substr(at, 3) == closing;
  for (at += several_lines ? 3 : 1; at < text.size(); ++at) {
    if (escapes && text[at] == '\\') {
      // The parser looks for blanks behind it, also over the end of the line, and fails at a letter as it
      // does outside.
      const std::size_t next = text.find_first_not_of(several_lines ? " \t\r\n" : "", at + 1);
      if (next < text.size() && beyond_ascii(text[next])) return next;
      ++at;
    } else if (several_lines && text.substr(at, 3) == closing) {
      at += 3;
      for (int more = 0; more < 2 && at < text.size() && text[at] == quote; ++more)
        ++at;  // they belong to the text
      return at;
    } else if (!several_lines && (text[at] == quote || text[at] == '\n')) {
      return at + 1;
    }
  }
  return text.size();
}

/// True where a string may begin. Elsewhere the parser takes a quote for a letter of the value before it.
bool may_begin(std::string_view text, std::size_t at) {
  return at == 0 || std::string_view(" \t\r\n=,[{.").find(text[at - 1]) != std::string_view::npos;
}

}  // namespace

Result<Done> check_toml_letters(std::string_view toml) {
  std::size_t at = toml.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  while (at < toml.size()) {
    const char c = toml[at];
    if (c == '#') {
      at = std::min(toml.find('\n', at), toml.size());
    } else if ((c == '"' || c == '\'') && may_begin(toml, at)) {
      at = behind_string(toml, at);
    } else if (c == '"' || c == '\'' || beyond_ascii(c)) {
      const auto lines = std::count(toml.begin(), toml.begin() + static_cast<std::ptrdiff_t>(at), '\n');
      return Error{"edition.toml", "line " + std::to_string(lines + 1)};
    } else {
      ++at;
    }
  }
  return Done{};
}

}  // namespace sanaq
