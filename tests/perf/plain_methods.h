#pragma once
#include <vector>

#include "dataset/safe_table.h"
#include "disclosure/attacker.h"
#include "tabulation/raw_table.h"

namespace sanaq::perf {

/// What simpler methods hide, for comparison: marks, and what it costs.
struct PlainPattern {
  std::vector<CellMark> marks;
  std::size_t secondary = 0;
  double price = 0;  // of the secondary cells (disclosure/cell_price.h)
};

/// The classical method: a box for each confidential cell, one after the other, none laid anew.
PlainPattern hypercube(const RawTable& table, std::vector<CellMark> primary, std::int64_t width);
/// Point 23 to the letter, in its stricter reading.
PlainPattern letter(const RawTable& table, std::vector<CellMark> primary);

/// Cells that the attacker says may not be published so.
std::size_t breaches(const RawTable& table, const PlainPattern& pattern,
                     const disclosure::AuditDemand& demand, std::span<const std::int64_t> respondents = {});
/// Confidential cells that any reader computes.
std::size_t computed(const disclosure::AuditReport& report);

}  // namespace sanaq::perf
