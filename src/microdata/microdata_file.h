#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "microdata/cell_buffer.h"
#include "microdata/microdata.h"

namespace sanaq {

/// Rows of one unit on their way into a file.
struct UnitRows {
  std::vector<Variable> variables;
  std::vector<CellBuffer> columns;
  std::vector<std::uint8_t> begins;  // one a row: 1 where a new unit above begins; empty without a unit above
  std::size_t rows() const { return columns.empty() ? 0 : columns.front().size(); }
};

/// The frozen file, version 2, all numbers little-endian:
///   8 bytes "SANAQMD\n" | u32 version | u32 bytes of the dictionary | u64 bytes of the file | u64 checksums
///   | dictionary: canonical JSON {"edition","revision","units":[{"unit","rows","runs":[…],"variables":[…]}]}
///   | the checksums, u64 each (block_checksum) | u64 checksum of all before | the columns.
/// Columns stand unit by unit, in the order of the variables, the link to the unit above last, each at a
/// multiple of 64 bytes. `runs` gives for each variable the number of runs its column is kept as, 0 when it
/// is packed. A packed column has a checksum a block, a column of runs and a link have one. The same data
/// give the same bytes on every platform. Takes about 1 s a thousand million cells.
std::string write_microdata(const FreezeInfo& info, std::array<UnitRows, unit_count> rows);

/// Opens a file without reading its packed columns: their blocks are checked when they are first used
/// (UnitTable::check), so that opening a national file takes milliseconds. Errors: "microdata_file.magic",
/// "microdata_file.version", "microdata_file.truncated" (also when longer than the head says),
/// "microdata_file.checksum", "microdata_file.dictionary", "microdata_file.runs", "microdata_file.link",
/// "microdata.parent", those of check_variable; detail: where.
Result<Microdata> open_microdata(Microdata::Bytes bytes);

/// Reads and checks every byte. Errors: as open_microdata and UnitTable::check. Copies the bytes.
Result<Microdata> read_microdata(std::string_view bytes);

}  // namespace sanaq
