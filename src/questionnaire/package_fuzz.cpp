#include <cstddef>
#include <cstdint>

#include "questionnaire/form_source.h"

/// Any text as a package for the browser; what can be read is compiled.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto source = sanaq::read_package({reinterpret_cast<const char*>(data), size});
  if (source) (void)sanaq::compile_form(*source);
  return 0;
}
