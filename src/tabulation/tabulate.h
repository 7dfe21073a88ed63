#pragma once
#include "base/result.h"
#include "microdata/microdata.h"
#include "tabulation/measure.h"
#include "tabulation/table_spec.h"

namespace sanaq {

/// Counts one table on the calling thread. Errors: those of TablePass; "table.empty" when nobody is in the
/// universe (a table without persons is a mistake in the specification or in the data, and is never
/// published).
Result<RawTable> tabulate(const TableSpec& spec, const Microdata& data);

/// The same for many tables in one pass, with their measures.
Result<std::vector<TabulatedTable>> tabulate_all(const std::vector<TableSpec>& specs, const Microdata& data);

}  // namespace sanaq
