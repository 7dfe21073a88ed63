#include <cstddef>
#include <cstdint>

#include "base/csv.h"
#include "questionnaire/form_outline.h"
#include "questionnaire/form_source.h"
#include "questionnaire/xform.h"

/// Any text as sheets: blocks of CSV between lines of `%`, named survey, choices, settings and checks in
/// turn. What compiles is printed, written as XForm, packed and read back.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input(reinterpret_cast<const char*>(data), size);
  sanaq::FormSource source;
  for (const char* name : {"survey", "choices", "settings", "checks"}) {
    const auto end = input.find("%\n");
    if (auto rows = sanaq::parse_csv(input.substr(0, end))) source.sheets.push_back({name, *std::move(rows)});
    input.remove_prefix(end == std::string_view::npos ? input.size() : end + 2);
  }
  const sanaq::CompiledForm compiled = sanaq::compile_form(source);
  (void)sanaq::read_package(sanaq::write_package(source, 100));
  if (!compiled.form) return 0;
  (void)sanaq::outline(*compiled.form);
  (void)sanaq::write_xform(source, *compiled.form, sanaq::CivilDate::from_days(18'871));
  return 0;
}
