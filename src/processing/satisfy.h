#pragma once
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "processing/edit_record.h"

namespace sanaq {

using Assignment = std::vector<std::pair<CellIndex, Value>>;

/// Values to try for a cell as the record stands, best first.
using ValueSource = std::function<std::vector<Value>(const EditRecord&, CellIndex)>;

/// What a search for values of some cells came to.
struct Satisfaction {
  enum class Kind : std::uint8_t { found, impossible, gave_up };
  Kind kind = Kind::impossible;
  Assignment values;  // found: of the cells that had to be looked at; the record holds them no more
  /// impossible: whatever is done with the free cells, one of these others must change too. Empty: no change
  /// of anything helps.
  CellSet conflict;
};

/// Looks for values of the cells `free` with which every rule holds and nothing that was answered is lost,
/// except answers among `free`. Depth first with conflict-directed backjumping (Prosser 1993): a dead end
/// names the answers to blame, and choices that are not among them are not tried again. Complete over the
/// values of `source`. trials: engine changes that are left; counted down. The record is as before
/// afterwards.
Satisfaction satisfy(EditRecord& record, const CellSet& free, const ValueSource& source,
                     std::int64_t& trials);

/// Values of EditRules, the present one first, codes of long lists as they are offered; and the present
/// answers to questions of the same type beside it, which rules may compare it with.
ValueSource representative_values();

}  // namespace sanaq
