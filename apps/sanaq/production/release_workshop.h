#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "disclosure/figures.h"
#include "disclosure/protect.h"
#include "disclosure/remedy.h"
#include "edition_files/edition_files.h"
#include "microdata/microdata.h"
#include "sanaq/production/protection_job.h"
#include "sanaq/production/protection_rules.h"

namespace sanaq {

/// The tables of a release on their way: what is public of the same freeze first, then the fresh tables, then
/// the counts that stand behind their figures, which are protected like tables.
class ReleaseWorkshop {
 public:
  /// Counts the tables and does what officers decided about them. The arguments must outlive it. Errors:
  /// those of each step; "disclosure.remedy" (a decision about a table with figures: detail).
  static Result<ReleaseWorkshop> lay_out(const Microdata& data, std::vector<TableSpec> specs,
                                         const std::vector<disclosure::LedgerTable>& published,
                                         const ProtectionRules& rules);

  /// For protect_release. Errors: those of ProtectionRules::rule_of.
  Result<std::vector<disclosure::TableTask>> tasks(const ProtectionRules& rules);
  /// For protect_figures, of what protect_release gave.
  std::vector<disclosure::FigureTask> figure_tasks(const disclosure::ReleaseProtection& release) const;
  /// Sums that stand behind figures made public before.
  const std::vector<const disclosure::LedgerTable*>& known_values() const { return known_values_; }
  std::vector<ProtectedTable> finish(disclosure::ReleaseProtection release,
                                     disclosure::FigureRelease figures);

 private:
  Result<Done> add_published(const std::vector<disclosure::LedgerTable>& published, std::int64_t revision);
  Result<Done> add_fresh(std::vector<TabulatedTable> counted, const ProtectionRules& rules);
  void add_behind(std::size_t fresh);
  std::vector<CellMark> marks_before(const RawTable& table, std::int64_t threshold) const;

  std::vector<const disclosure::LedgerTable*> known_, known_values_, earlier_;
  std::vector<TabulatedTable> counted_;                         // the fresh tables
  std::vector<std::vector<disclosure::RemedyRecord>> records_;  // of fresh tables
  std::vector<RawTable> tables_;                                // in the order of the release
  std::vector<std::vector<CellMark>> before_;                   // of each that is not public, earlier freezes
  std::vector<std::vector<std::vector<std::size_t>>> behind_;   // fresh table, measure, count: which table
  std::vector<std::int64_t> widths_;                            // of each that is not public
};

}  // namespace sanaq
