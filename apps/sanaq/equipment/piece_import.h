#pragma once
#include <string>
#include <string_view>

#include "base/messages.h"
#include "equipment/piece_list.h"
#include "sanaq/equipment/equipment_desk.h"

namespace sanaq {

/// A list of pieces from a file: `.xlsx` (its first sheet) or CSV. Pieces that are on record already are
/// findings too. Errors: those of read_workbook and parse_csv, "store.unavailable". 10,000 rows take about a
/// second.
Result<equipment::PieceList> read_piece_file(EquipmentDesk& desk, const Messages& texts,
                                             std::string_view file);

inline constexpr std::size_t piece_file_bytes_max = std::size_t{16} << 20;

}  // namespace sanaq
