#pragma once
#include <span>
#include <vector>

#include "base/result.h"
#include "dataset/safe_table.h"
#include "disclosure/ledger.h"
#include "disclosure/protect.h"
#include "disclosure/volume.h"
#include "tabulation/measure.h"

namespace sanaq::disclosure {

/// A counted table whose counts are protected already, with what its figures are made of.
struct FigureTask {
  const TabulatedTable& counted;
  const SafeTable& table;
  /// Of each measure, of each of its basis' count tables: the marks with which it was protected in the same
  /// release.
  std::vector<std::vector<std::vector<CellMark>>> basis_marks;
  /// Of each measure: marks of its values from earlier freezes (revision.h); empty: none.
  std::vector<std::vector<CellMark>> before;
};

/// Tables with their figures, and what a reader can come back to from them.
struct FigureRelease {
  std::vector<SafeTable> tables;
  /// The sums behind the figures: who knows mean and count knows them. For the ledger.
  std::vector<LedgerTable> values;
};

/// Decides where the figures of a release may be shown. A share is shown where the counts it is made of are;
/// a rate where numerator and denominator are; a sum, mean or median where the count of those measured is and
/// where the sum of what they contribute is not confidential (VolumeRule) and gives no confidential sum away,
/// together with all others of the variable. A median is treated like the mean. published: the sums that
/// stand behind figures made public before, of the same freeze. Errors: those of protect_volume_release.
Result<FigureRelease> protect_figures(std::span<const FigureTask> tasks,
                                      std::span<const LedgerTable* const> published, const VolumeRule& rule,
                                      LinearSolver* solver);

}  // namespace sanaq::disclosure
