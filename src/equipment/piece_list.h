#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "edition/equipment_rules.h"
#include "equipment/act.h"

namespace sanaq::equipment {

/// What is wrong with a row of a list of pieces. Codes: "list.header" (no column of kinds, or one twice),
/// "list.rows" (none, or over 20,000), "list.kind" (unknown), "list.serial" (malformed, missing, or given
/// where things are counted), "list.repeated" (detail: the row that has it first), "list.count",
/// "list.condition", "list.known" (on record already).
struct ListFinding {
  std::uint32_t row = 0;  // as the spreadsheet shows it, from 1
  std::string column;     // as its head names it
  std::string code, detail;
};

/// Lines of an act from a table. All or nothing: no line counts while there is a finding.
struct PieceList {
  std::vector<Line> lines;
  std::vector<std::uint32_t> rows;  // of the lines
  std::string serial_column;        // its head
  std::vector<ListFinding> findings;
};

/// Conditions in the words of every language, beside their codes.
using ConditionWords = std::vector<std::pair<std::string, Condition>>;

/// rows: of a sheet, the first with heads in Kazakh, Russian or English: kind (of a thing, by code or label),
/// serial number, count, condition, note; the order does not matter, other columns are left alone. Without a
/// condition a thing is new. At most 500 findings. O(cells · log rows).
PieceList read_piece_list(const std::vector<std::vector<std::string>>& rows, const EquipmentRules& rules,
                          const ConditionWords& words);

}  // namespace sanaq::equipment
