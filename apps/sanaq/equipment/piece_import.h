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

/// What became of a list, for whoever brought it at a terminal: what is wrong with its rows, line by line,
/// and how many things it names. act: the number of the act that was drawn up; empty: none was.
std::string told_piece_list(const Messages& texts, std::string_view language,
                            const equipment::PieceList& list, const std::string& act);

inline constexpr std::size_t piece_file_bytes_max = std::size_t{16} << 20;

}  // namespace sanaq
