#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "dataset/table_head.h"
#include "disclosure/protect.h"

namespace sanaq::disclosure {

/// What one cell of a table of volumes holds: output, turnover, land, in whole units of the table.
struct VolumeCell {
  std::int64_t volume = 0;
  std::int64_t respondents = 0;
  std::vector<std::int64_t> largest;  // contributions, the largest first; as many as the rule asks for
  /// Respondents of a group that the rule protects whatever their number.
  bool protected_group = false;
  /// Every respondent whose data could be told from the cell has agreed to it.
  bool consented = false;
};

/// When a cell of volumes is confidential by itself. What is 0 is not asked for.
struct VolumeRule {
  std::int64_t threshold = 1;          ///< as few respondents, or fewer
  std::int64_t dominant = 0;           ///< (n, k): so many respondents together …
  std::int64_t dominance_percent = 0;  ///< … hold more than this share of the cell
  /// p %: the second largest respondent, who subtracts himself, would know the largest within so many
  /// percent.
  std::int64_t prior_percent = 0;
  /// Every primary cell must stay uncertain by so many percent of its volume.
  std::int64_t width_percent = 0;
};
/// {"threshold","dominant","dominance_percent","prior_percent","width_percent"}. Errors: "disclosure.rule".
Result<VolumeRule> parse_volume_rule(const Json& object);

/// Point 22 for volumes, with dominance.
bool is_confidential(const VolumeCell& cell, const VolumeRule& rule);

/// One table of volumes of a release.
struct VolumeTask {
  const RawTable& volumes;
  const RawTable& respondents;  ///< the same cells
  /// What the rule asks about; empty for a published table.
  std::span<const VolumeCell> cells = {};
  /// Marks that stay: of a published table all it has; of a fresh one what is hidden for other reasons.
  /// Empty: none.
  std::span<const CellMark> before = {};
  TableTask::Standing standing = TableTask::Standing::fresh;
};

/// Volumes with their marks and why they stand there.
struct VolumeProtection {
  std::vector<CellMark> marks;
  std::vector<Explanation> explanations;
  AuditReport audit;
};

/// Tables of volumes of one variable, protected together.
struct VolumeRelease {
  struct Table {
    std::vector<CellMark> marks;
    std::vector<Explanation> explanations;
  };
  std::vector<Table> tables;  // the fresh ones, in the order given
  AuditReport audit;          // passed
};

/// Protects tables of volumes together, in the order of point 23: the smallest volume next. Where no pattern
/// is found, everything of the fresh tables that is not zero is hidden. Published tables stand before fresh
/// ones. Errors: those of CellWeb::make and attack; "disclosure.unprotectable" (what was public before shows
/// a confidential volume already).
Result<VolumeRelease> protect_volume_release(std::span<const VolumeTask> tasks, const VolumeRule& rule,
                                             LinearSolver* solver);

/// Protects one table of volumes. cells: row-major, sums included; volumes and respondents of the parts add
/// up. Errors: those of RawTable::make and protect_volume_release.
Result<VolumeProtection> protect_volumes(const RawTable::Head& head, const std::vector<VolumeCell>& cells,
                                         const VolumeRule& rule, LinearSolver* solver);

}  // namespace sanaq::disclosure
