#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "disclosure/ledger.h"
#include "tabulation/raw_table.h"

namespace sanaq::disclosure {

/// What the public knows of a table from earlier freezes, as marks for its next version. Cells are the same
/// when their codes are. A cell that was hidden once stays hidden (secondary); one that was printed and has
/// changed by 1 … threshold respondents is primary: whoever subtracts would see the one who was added or
/// taken away. Empty cells stay open. earlier: versions of the table, in any order.
std::vector<CellMark> marks_of_revisions(const RawTable& table, std::span<const LedgerTable* const> earlier,
                                         std::int64_t threshold);

}  // namespace sanaq::disclosure
