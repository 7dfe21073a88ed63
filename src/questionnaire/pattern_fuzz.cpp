#include <cstddef>
#include <cstdint>
#include <string_view>

#include "questionnaire/pattern.h"

/// First line: the pattern; the rest: the text it is held against.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto line = input.find('\n');
  const auto pattern = sanaq::Pattern::compile(input.substr(0, line));
  if (pattern && line != std::string_view::npos) (void)pattern->matches(input.substr(line + 1));
  return 0;
}
