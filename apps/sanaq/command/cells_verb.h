#pragma once
#include "base/result.h"
#include "sanaq/command/arguments.h"

namespace sanaq {

/// `sanaq protect --cells PLAN`: protects a table of volumes that another system counted (outside_table.h).
/// Files of the plan lie beside it. Errors: those of reading, of read_outside_table and protect_volumes.
Result<int> protect_cells(const Arguments& arguments);

}  // namespace sanaq
