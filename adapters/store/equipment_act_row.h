#pragma once
#include <string>

#include "casework/secrets.h"
#include "equipment/act.h"
#include "pg/rows.h"

namespace sanaq {

/// The words of an act that are sealed at rest: names and positions as they stood, notes, what happened, why
/// it was cancelled.
std::string seal_act_words(const equipment::Act& act, const Sealer& sealer);

/// The act of a row of find_act or list_acts, without lines. Notes of lines come with the lines.
/// Errors: "seal.broken".
struct ActRow {
  equipment::Act act;
  std::vector<std::string> notes;  // of the lines, in their order
};
Result<ActRow> read_act_row(const pg::Row& row, const Sealer& sealer);

/// Columns of the tables, for unnest.
struct LineColumns {
  std::vector<std::string> kinds, serials;
  std::vector<std::int64_t> counts;
  std::vector<std::int16_t> conditions;
};
LineColumns columns_of(const std::vector<equipment::Line>& lines);

}  // namespace sanaq
