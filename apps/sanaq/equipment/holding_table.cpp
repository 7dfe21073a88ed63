#include "sanaq/equipment/holding_table.h"

#include <map>

#include "base/csv.h"

namespace sanaq {
namespace {

using HoldersById = std::map<equipment::HolderId, const equipment::Holder*>;

HoldersById by_id(const std::vector<equipment::Holder>& holders) {
  HoldersById out;
  for (const equipment::Holder& holder : holders) out[holder.id] = &holder;
  return out;
}

std::string csv_row(const std::vector<std::string>& cells) {
  std::string out;
  for (std::size_t i = 0; i < cells.size(); ++i) out += (i == 0 ? "" : ",") + csv_text(cells[i]);
  return out + "\r\n";
}

std::string csv_head(const Vocabulary& words, std::string_view language,
                     std::initializer_list<const char*> keys) {
  std::vector<std::string> cells;
  for (const char* key : keys) cells.push_back(words.texts.text(key, language));
  // Spreadsheet programs take a file with a byte order mark for UTF-8.
  return "\xEF\xBB\xBF" + csv_row(cells);
}

std::string name_of(const Vocabulary& words, std::string_view language, const HoldersById& holders,
                    equipment::HolderId id) {
  const auto found = holders.find(id);
  return found == holders.end() ? std::string() : shown_holder(words, language, *found->second);
}

}  // namespace

std::string csv_text(std::string_view text) {
  constexpr std::string_view dangerous = "=+-@\t\r";
  const bool formula = !text.empty() && dangerous.find(text.front()) != std::string_view::npos;
  return csv_field(formula ? "'" + std::string(text) : std::string(text));
}

std::string holdings_csv(const Vocabulary& words, std::string_view language,
                         const std::vector<equipment::Holding>& holdings,
                         const std::vector<equipment::Holder>& holders) {
  std::string out = csv_head(words, language,
                             {"office.equipment.kind", "office.equipment.serial", "office.equipment.count",
                              "office.equipment.condition", "office.equipment.since", "office.equipment.with",
                              "office.equipment.position", "office.tablets.territory"});
  const HoldersById known = by_id(holders);
  for (const equipment::Holding& one : holdings) {
    const auto holder = known.find(one.holder);
    const std::string territory = one.territory.empty()
                                      ? words.texts.text("office.country", language)
                                      : std::string(words.territories.label(one.territory, language));
    out += csv_row({shown_kind(words, language, one.kind), one.serial, std::to_string(one.count),
                    one.condition ? shown_condition(words, language, *one.condition)
                                  : shown_standing(words, language, one.standing),
                    one.since ? one.since->to_string() : "", name_of(words, language, known, one.holder),
                    holder == known.end() ? "" : holder->second->position, territory});
  }
  return out;
}

std::string history_csv(const Vocabulary& words, std::string_view language,
                        const std::vector<equipment::PieceStep>& steps,
                        const std::vector<equipment::Holder>& holders) {
  std::string out = csv_head(
      words, language,
      {"office.equipment.act", "office.equipment.day", "office.equipment.what", "office.equipment.giver",
       "office.equipment.taker", "office.equipment.condition", "office.equipment.state"});
  const HoldersById known = by_id(holders);
  for (const equipment::PieceStep& step : steps)
    out += csv_row({std::to_string(step.number) + "/" + std::to_string(step.day.year()), step.day.to_string(),
                    shown_act_kind(words, language, step.kind), name_of(words, language, known, step.giver),
                    name_of(words, language, known, step.taker),
                    shown_condition(words, language, step.condition),
                    shown_act_state(words, language, step.state)});
  return out;
}

}  // namespace sanaq
