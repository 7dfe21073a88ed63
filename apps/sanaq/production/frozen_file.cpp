#include "sanaq/production/frozen_file.h"

#include "microdata/microdata_file.h"
#include "os/mapped_file.h"
#include "sanaq/production/table_run.h"

namespace sanaq {

Result<Microdata> open_frozen(const std::string& path) {
  SANAQ_TRY(auto file, os::map_file(path));
  return open_microdata({file.bytes, std::move(file.keeper)});
}

Result<Done> check_frozen(const Microdata& data, std::size_t threads) {
  struct Part {
    const UnitTable* table = nullptr;
    std::size_t block = 0;
  };
  std::vector<Part> parts;
  for (const Unit unit : units)
    if (const UnitTable* table = data.table(unit))
      for (std::size_t block = 0; block * block_rows < table->row_count(); ++block)
        parts.push_back({table, block});
  return run_parts(parts.size(), threads, [&](std::size_t, std::size_t part) -> Result<Done> {
    for (std::size_t column = 0; column < parts[part].table->variables().size(); ++column)
      SANAQ_TRY_DONE(parts[part].table->check(column, parts[part].block));
    return Done{};
  });
}

}  // namespace sanaq
