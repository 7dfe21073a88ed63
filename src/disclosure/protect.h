#pragma once
#include <cstdint>
#include <vector>

#include "base/result.h"
#include "dataset/safe_table.h"
#include "disclosure/attacker.h"
#include "disclosure/next_smallest.h"
#include "disclosure/pattern.h"
#include "disclosure/rule.h"
#include "tabulation/raw_table.h"

namespace sanaq::disclosure {

/// What protection cost: cells and respondents that the public does not see.
struct ProtectionCost {
  std::size_t cells_nonzero = 0;
  std::size_t cells_primary = 0;
  std::size_t cells_next_smallest = 0;      // point 23 to the letter
  std::size_t cells_closes_derivation = 0;  // what the letter left open
  std::int64_t respondents_secondary = 0;
  int rounds = 0;  // of attack and repair
};

/// A protected table and why it is protected. The table is for publishing; everything else stays in the
/// office.
struct Protection {
  SafeTable table;
  std::vector<Explanation> explanations;
  AuditReport audit;  // of the final pattern; passed
  ProtectionCost cost;
};

/// Marks primary cells (point 22), the next smallest of each line (point 23), then lets the attacker try the
/// table and closes every derivation he finds with the cheapest further cells, until he finds none. Same
/// input, same pattern. Errors: those of mark_primary and attack; "disclosure.unprotectable" (a bug or a
/// limit reached; detail: cell).
Result<Protection> protect(const RawTable& table, const ProtectionRule& rule,
                           Reading reading = Reading::when_alone);

/// The head of the published form of a raw table: the same words, dimensions and sums.
TableHead public_head(const RawTable::Head& head);

}  // namespace sanaq::disclosure
