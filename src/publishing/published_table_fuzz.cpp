#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "publishing/published_table.h"

/// Any bytes give an error or a table whose values fill its dimensions.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto table = sanaq::read_jsonstat({reinterpret_cast<const char*>(data), size});
  if (!table) return 0;
  std::size_t cells = 1;
  for (const auto& dimension : table->dimensions) cells *= dimension.categories.size();
  SANAQ_CHECK(cells == table->values.size());
  return 0;
}
