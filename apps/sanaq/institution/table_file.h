#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sanaq {

/// Rows of a table somebody brings: the first sheet of an `.xlsx` workbook, or a CSV text with commas or, as
/// spreadsheet programs of this country write it, semicolons. bytes: of the file. Errors: those of
/// read_workbook and parse_csv; "institution.table" for a workbook without a sheet.
Result<std::vector<std::vector<std::string>>> read_table_file(std::string_view bytes);

}  // namespace sanaq
