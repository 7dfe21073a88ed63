#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "codelist/codelist.h"

/// Reads any bytes as a code list; what was read must be findable and searchable.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto list = sanaq::Codelist::parse("fuzz", {reinterpret_cast<const char*>(data), size});
  if (!list) return 0;
  for (const auto& row : list->rows()) SANAQ_CHECK(list->find(row.code) == &row);
  for (std::size_t i = 0; i < list->columns().size(); ++i) {
    if (!list->rows().empty()) SANAQ_CHECK(!list->where(i, list->rows()[0].columns[i]).empty());
  }
  (void)list->search({reinterpret_cast<const char*>(data), size < 20 ? size : 20}, 5);
  return 0;
}
