#include "tabulation/tabulate.h"

#include "tabulation/table_pass.h"

namespace sanaq {

Result<RawTable> tabulate(const TableSpec& spec, const Microdata& data) {
  SANAQ_TRY(auto tables, tabulate_all({spec}, data));
  return std::move(tables.front().table);
}

Result<std::vector<TabulatedTable>> tabulate_all(const std::vector<TableSpec>& specs, const Microdata& data) {
  SANAQ_TRY(const TablePass pass, TablePass::make(specs, data));
  PassCounter counter(pass);
  for (const TablePass::Slice& slice : pass.slices(1)) SANAQ_TRY_DONE(counter.count(slice));
  std::vector<std::vector<std::int64_t>> numbers;
  counter.add_to(numbers);
  return pass.finish(std::move(numbers));
}

}  // namespace sanaq
