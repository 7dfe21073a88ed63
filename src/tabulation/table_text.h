#pragma once
#include <string>

#include "tabulation/measure.h"

namespace sanaq {

/// The table as CSV for the office: a head line (names of the dimensions, `count`, names of the measures),
/// then a line a cell with codes. A figure without anybody to measure is empty.
std::string table_csv(const TabulatedTable& table);

}  // namespace sanaq
