#pragma once
#include "base/result.h"
#include "microdata/microdata.h"
#include "tabulation/raw_table.h"
#include "tabulation/table_spec.h"

namespace sanaq {

/// Counts the persons of `data` by the specification: one pass over the columns named in it, then sums.
/// Errors: those of plan_table; "table.empty" when no person is in the universe (a table without persons is a
/// mistake in the specification or in the data, and is never published).
Result<RawTable> tabulate(const TableSpec& spec, const Microdata& data);

}  // namespace sanaq
