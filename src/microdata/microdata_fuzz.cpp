#include <cstdint>
#include <string>

#include "base/check.h"
#include "microdata/microdata_file.h"
#include "microdata/testing/reseal.h"

/// Any bytes either fail with an error or give data every cell of which can be read. Every input is tried as
/// it is and with right checksums put in, so that the fuzzer gets past them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string sealed(reinterpret_cast<const char*>(data), size);
  const std::string bytes = sealed;
  sanaq::reseal_microdata(sealed);
  for (const std::string& text : {bytes, sealed}) {
    const auto read = sanaq::read_microdata(text);
    if (!read) continue;
    for (const sanaq::Unit unit : sanaq::units) {
      const sanaq::UnitTable* table = read->table(unit);
      if (table == nullptr || table->row_count() == 0) continue;
      const std::uint32_t last = table->row_count() - 1;
      for (std::size_t i = 0; i < table->variables().size(); ++i) {
        const std::uint32_t domain = table->variable(i).domain();
        for (const std::uint32_t row : {0U, last})
          SANAQ_CHECK(domain == 0 || table->column(i).at(row) < domain);
      }
      if (const sanaq::Link* link = table->link()) static_cast<void>(link->above(last));
    }
  }
  return 0;
}
