#pragma once
#include "base/result.h"
#include "disclosure/pattern.h"
#include "disclosure/rule.h"
#include "tabulation/raw_table.h"

namespace sanaq::disclosure {

/// Point 22: marks every cell, sums included, of 1 … threshold respondents who have not consented.
/// Errors: "disclosure.rule" (threshold below 1), "disclosure.consent" (codes that are no cell of the table,
/// or a cell above the threshold or empty: then the consent belongs to another table).
Result<Pattern> mark_primary(const RawTable& table, const Grid& grid, const ProtectionRule& rule);

}  // namespace sanaq::disclosure
