#include "microdata/csv_export.h"

namespace sanaq {

std::string cell_text(const Variable& variable, std::uint32_t cell) {
  switch (variable.kind) {
    case Variable::Kind::coded:
      return variable.codes.categories.at(cell).code;
    case Variable::Kind::number:
      return std::to_string(std::int64_t{variable.first_number} + cell);
    case Variable::Kind::link:
      return std::to_string(cell);
  }
  return {};
}

std::string csv_head(const UnitTable& table) {
  std::string out(name_of(table.unit()));
  if (table.link() != nullptr) out += ',' + std::string(unit_names[index_of(table.unit()) + 1]);
  for (const Variable& variable : table.variables()) out += ',' + variable.name();
  return out + '\n';
}

Result<std::string> csv_rows(const UnitTable& table, std::uint32_t first, std::uint32_t last) {
  SANAQ_CHECK(first <= last);
  SANAQ_CHECK(last <= table.row_count());
  for (std::size_t block = first / block_rows; block * block_rows < last; ++block)
    for (std::size_t i = 0; i < table.variables().size(); ++i) SANAQ_TRY_DONE(table.check(i, block));
  std::string out;
  for (std::uint32_t row = first; row < last; ++row) {
    out += std::to_string(std::uint64_t{row} + 1);
    if (table.link() != nullptr) out += ',' + std::to_string(std::uint64_t{table.link()->above(row)} + 1);
    for (std::size_t i = 0; i < table.variables().size(); ++i) {
      out += ',';
      out += cell_text(table.variable(i), table.column(i).at(row));
    }
    out += '\n';
  }
  return out;
}

}  // namespace sanaq
