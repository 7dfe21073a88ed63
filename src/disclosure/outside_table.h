#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "disclosure/volume.h"

namespace sanaq::disclosure {

/// How a file of another system is to be read, as the statistician writes it down.
struct OutsidePlan {
  enum class Form : std::uint8_t {
    cells,          ///< a row a cell: respondents, volume, the largest contributions
    contributions,  ///< a row a contribution of one respondent to one finest cell
  };
  struct Side {
    std::string column;     ///< of the file
    std::string total;      ///< code of the sum of everything; empty: there is none
    std::string hierarchy;  ///< file of the levels; empty: the codes of the file stand side by side
  };
  std::string id;
  std::string file;
  Form form = Form::cells;
  std::vector<Side> sides;
  std::string volume;                ///< column
  std::string respondents;           ///< cells: column of their number
  std::vector<std::string> largest;  ///< cells: columns of the largest contributions, the largest first
  std::string respondent;            ///< contributions: column of who contributes; empty: every row another
  int decimals = 0;                  ///< of the volumes, 0 … 6
  VolumeRule rule;
};

/// {"id", "file", "form", "sides": [{"column", "total", "hierarchy"}], "volume", "respondents", "largest",
/// "respondent", "decimals", "rule"}. Errors: "cells.plan" (detail: the member), those of parse_volume_rule.
Result<OutsidePlan> parse_outside_plan(const Json& object);

/// A table that another system counted, ready for protect_volumes. Volumes are scaled by 10^decimals.
struct OutsideTable {
  RawTable volumes, respondents;
  std::vector<VolumeCell> cells;
};

/// Reads the cells or contributions. Sums are made here; rows of the file that lie on sums are held against
/// them. A level of a hierarchy is a column of its file, the coarsest first; a code that repeats that of the
/// column before is no level of its own. hierarchies: texts by the names of the plan. In sums of
/// contributions a respondent of several cells counts once. Errors: those of parse_csv; "cells.column" (not
/// in the file; detail), "cells.hierarchy" (file and line: a code below two others, or a level missing),
/// "cells.code" (line: no code of the side), "cells.number" (line: no number, negative, or more decimals than
/// said), "cells.twice" (line: the cell was there before), "cells.sum" (line: another sum than that of the
/// parts), "cells.largest" (line: they do not descend, or hold more than the cell); those of RawTable::make.
Result<OutsideTable> read_outside_table(const OutsidePlan& plan, std::string_view text,
                                        const std::map<std::string, std::string>& hierarchies);

}  // namespace sanaq::disclosure
