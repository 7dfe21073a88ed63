// How many rows have which value, counted in the frozen file itself: what other programs are to find in its
// exports.
#include <cstdio>
#include <vector>

#include "microdata/csv_export.h"
#include "sanaq/production/frozen_file.h"

namespace {

using namespace sanaq;

/// Lines "unit,variable,value,rows", and "unit,,,rows" for all of a unit.
void print_frequencies(const UnitTable& table) {
  const std::string unit(name_of(table.unit()));
  std::printf("%s,,,%u\n", unit.c_str(), table.row_count());
  for (std::size_t i = 0; i < table.variables().size(); ++i) {
    const Variable& variable = table.variable(i);
    std::vector<std::uint32_t> rows(variable.domain());
    for (std::uint32_t row = 0; row < table.row_count(); ++row) ++rows.at(table.column(i).at(row));
    for (std::uint32_t cell = 0; cell < variable.domain(); ++cell)
      if (rows[cell] != 0)
        std::printf("%s,%s,%s,%u\n", unit.c_str(), variable.name().c_str(), cell_text(variable, cell).c_str(),
                    rows[cell]);
  }
}

}  // namespace

int main(int count, char** words) {
  if (count != 2) return std::fputs("usage: file_frequencies FILE\n", stderr), 2;
  const auto data = open_frozen(words[1]);
  if (!data || !check_frozen(*data, 1)) return std::fputs("file_frequencies: not a frozen file\n", stderr), 1;
  for (const Unit unit : units)
    if (const UnitTable* table = data->table(unit)) print_frequencies(*table);
  return 0;
}
