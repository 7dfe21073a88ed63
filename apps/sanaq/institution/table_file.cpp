#include "sanaq/institution/table_file.h"

#include <algorithm>

#include "base/csv.h"
#include "spreadsheet/workbook.h"

namespace sanaq {
namespace {

using Rows = std::vector<std::vector<std::string>>;

void swap_separators(std::string& text) {
  for (char& c : text) {
    if (c == ';')
      c = ',';
    else if (c == ',')
      c = ';';
  }
}

// The reader knows commas: the two characters change places before it, and back in what it read.
Result<Rows> read_semicolons(std::string_view bytes) {
  std::string text(bytes);
  swap_separators(text);
  SANAQ_TRY(Rows rows, parse_csv(text));
  for (auto& row : rows)
    for (std::string& cell : row) swap_separators(cell);
  return rows;
}

}  // namespace

Result<Rows> read_table_file(std::string_view bytes) {
  if (bytes.starts_with("PK")) {
    SANAQ_TRY(auto sheets, read_workbook(bytes));
    if (sheets.empty()) return Error{"institution.table", {}};
    return std::move(sheets.front().rows);
  }
  const std::string_view line = bytes.substr(0, bytes.find('\n'));
  if (std::count(line.begin(), line.end(), ';') > std::count(line.begin(), line.end(), ','))
    return read_semicolons(bytes);
  return parse_csv(bytes);
}

}  // namespace sanaq
