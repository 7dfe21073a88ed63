#pragma once
#include <cstdint>
#include <string>

#include "base/result.h"
#include "microdata/microdata.h"

namespace sanaq {

/// The first line of a CSV file of one unit: `person`, then `household` (its row in the households' file,
/// from 1; where there is such a unit), then the variables.
std::string csv_head(const UnitTable& table);

/// Lines of rows first … last - 1: the row number from 1, that of the unit above, codes of coded variables,
/// numbers as numbers. Errors: those of UnitTable::check.
Result<std::string> csv_rows(const UnitTable& table, std::uint32_t first, std::uint32_t last);

/// The text of one cell: its code, or its number.
std::string cell_text(const Variable& variable, std::uint32_t cell);

}  // namespace sanaq
