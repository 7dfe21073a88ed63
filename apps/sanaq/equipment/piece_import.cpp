#include "sanaq/equipment/piece_import.h"

#include <map>

#include "fieldwork/staff_list.h"
#include "spreadsheet/workbook.h"

namespace sanaq {
namespace {

using equipment::Condition;
using equipment::PieceKey;
using equipment::PieceList;
using Rows = std::vector<std::vector<std::string>>;

Result<Rows> rows_of(std::string_view file) {
  if (!file.starts_with("PK")) return parse_list_csv(file);
  SANAQ_TRY(auto sheets, read_workbook(file));
  return sheets.empty() ? Rows() : std::move(sheets.front().rows);
}

equipment::ConditionWords condition_words(const Messages& texts) {
  equipment::ConditionWords words;
  for (int i = 1; i <= equipment::conditions; ++i) {
    const auto condition = static_cast<Condition>(i);
    for (const std::string& language : texts.languages())
      words.emplace_back(
          texts.text("office.equipment.condition." + std::string(to_string(condition)), language), condition);
  }
  return words;
}

Result<Done> find_known(EquipmentDesk& desk, PieceList& list) {
  constexpr std::size_t findings_max = 500;
  std::map<PieceKey, std::uint32_t> rows;
  std::vector<PieceKey> keys;
  for (std::size_t i = 0; i < list.lines.size(); ++i) {
    if (list.lines[i].serial.empty()) continue;
    keys.push_back({list.lines[i].kind, list.lines[i].serial});
    rows[keys.back()] = list.rows[i];
  }
  SANAQ_TRY(const auto known, desk.acts().known(keys));
  for (const PieceKey& key : known)
    if (list.findings.size() < findings_max)
      list.findings.push_back({rows[key], list.serial_column, "list.known", key.kind + " " + key.serial});
  return Done{};
}

}  // namespace

Result<PieceList> read_piece_file(EquipmentDesk& desk, const Messages& texts, std::string_view file) {
  SANAQ_TRY(const Rows rows, rows_of(file));
  PieceList list = equipment::read_piece_list(rows, desk.rules(), condition_words(texts));
  if (list.findings.empty()) SANAQ_TRY_DONE(find_known(desk, list));
  return list;
}

std::string told_piece_list(const Messages& texts, std::string_view language, const PieceList& list,
                            const std::string& act) {
  std::string out;
  for (const equipment::ListFinding& one : list.findings) {
    const std::string what = texts.text("office.equipment." + one.code, language, {one.detail});
    out += texts.text("office.equipment.list.wrong", language,
                      {std::to_string(one.row), one.column.empty() ? "–" : one.column, what}) +
           "\n";
  }
  std::int64_t things = 0;
  for (const equipment::Line& line : list.lines) things += line.count;
  const char* const key = act.empty() ? "office.equipment.list.nothing" : "office.equipment.list.taken";
  return out + texts.text(key, language, {std::to_string(things), act}) + "\n";
}

}  // namespace sanaq
