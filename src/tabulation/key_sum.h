#pragma once
#include <cstdint>
#include <functional>
#include <vector>

#include "base/result.h"
#include "microdata/microdata.h"
#include "tabulation/table_plan.h"

namespace sanaq {

/// The key of a row of the counted unit.
using RowKey = std::function<std::uint32_t(std::uint32_t row)>;

/// Chunks of rows of the unit a table counts.
std::size_t chunk_count(const TablePlan& plan, const Microdata& data);

/// Adds the keys of the rows of chunks first … last - 1 to the finest cells they are counted in. sums: one a
/// cell of the plan, 0 at first. Any part by any thread, each with its own sums. Errors: those of
/// ChunkReader::load. Linear in the rows; much slower than counting, which looks at no row by itself.
Result<Done> add_keys(const TablePlan& plan, const Microdata& data, std::size_t first, std::size_t last,
                      const RowKey& key_of, std::vector<std::int64_t>& sums);

/// The keys of all cells modulo 2^32, sums of the table included, from those of the finest cells.
std::vector<std::uint32_t> cell_keys(const TablePlan& plan, std::vector<std::int64_t> sums);

}  // namespace sanaq
