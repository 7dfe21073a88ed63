#pragma once
#include <xlsxwriter.h>

#include <string>
#include <vector>

namespace sanaq::testing {

/// Writes rows as a workbook of one sheet, as a spreadsheet program does: by a library that knows nothing of
/// our reader. Gives the path back.
inline std::string write_workbook(const std::string& path,
                                  const std::vector<std::vector<std::string>>& rows) {
  lxw_workbook* book = workbook_new(path.c_str());
  lxw_worksheet* page = workbook_add_worksheet(book, "List");
  for (std::size_t y = 0; y < rows.size(); ++y)
    for (std::size_t x = 0; x < rows[y].size(); ++x)
      worksheet_write_string(page, static_cast<lxw_row_t>(y), static_cast<lxw_col_t>(x), rows[y][x].c_str(),
                             nullptr);
  workbook_close(book);
  return path;
}

}  // namespace sanaq::testing
