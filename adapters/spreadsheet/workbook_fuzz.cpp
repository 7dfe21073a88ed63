#include <cstddef>
#include <cstdint>

#include "questionnaire/form_source.h"
#include "spreadsheet/workbook.h"

/// Any bytes as a workbook; what was read goes through the compiler.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto sheets = sanaq::read_workbook({reinterpret_cast<const char*>(data), size});
  if (!sheets) return 0;
  sanaq::FormSource source;
  source.sheets = *std::move(sheets);
  (void)sanaq::compile_form(source);
  return 0;
}
