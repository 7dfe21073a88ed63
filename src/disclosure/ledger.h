#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "disclosure/attacker.h"

namespace sanaq::disclosure {

/// A table that was made public, as the office remembers it.
struct LedgerTable {
  TableHead head;
  std::int64_t version = 1;
  std::vector<std::int64_t> counts;  // the truth, of hidden cells too
  std::vector<CellMark> marks;
  std::int64_t width = 1;  // under which it was audited
  bool withdrawn = false;  // shown no more, known for ever
  /// Of a table of sums (of ages, of turnover): how many respondents stand behind each cell, and by how many
  /// percent a confidential sum has to stay uncertain. Empty: the table counts them.
  std::vector<std::int64_t> respondents = {};
  std::int64_t width_percent = 0;
};

inline AuditTable audited(const LedgerTable& table) {
  return {table.head, table.counts, table.marks, table.respondents};
}

/// Tables that are attacked together: counts with counts, sums of a variable with sums of that variable.
/// first_new: how many of them were public before.
struct LedgerSystem {
  std::vector<const LedgerTable*> tables;
  std::size_t first_new = 0;
};
/// Counts first; tables with noise are in none (noise.h). published, then added, stay in their order.
std::vector<LedgerSystem> systems_of(const std::vector<LedgerTable>& published,
                                     const std::vector<LedgerTable>& added);
/// The attack of one system. width: of counts. threshold: of unprinted sets (AuditDemand). Errors: those of
/// attack().
Result<AuditReport> attack_system(const LedgerSystem& system, std::int64_t width, std::int64_t threshold,
                                  LinearSolver* solver);

/// Where the office remembers everything it has ever made public.
class ReleaseLedger {
 public:
  virtual ~ReleaseLedger() = default;
  /// In the order in which the tables became known, withdrawn ones included. Errors: those of the store;
  /// "ledger.damaged" (a row cannot be read; detail: its table).
  virtual Result<std::vector<LedgerTable>> tables(std::string_view edition) = 0;
};

/// What would be found out.
struct Leak {
  std::vector<LedgerTable> tables;  // of the system, in the order of the report
  AuditReport report;
};

/// What a new release adds to what is public: attacks all tables of each system together and looks at
/// everything that hangs together with a new one. threshold: of unprinted sets (AuditDemand). found: where
/// the report of the first system that leaks goes, nullptr: nowhere. Errors: those of attack();
/// "disclosure.leak" (detail: table, cell number and how many more), "disclosure.noise" (noise.h).
Result<Done> refuse_leaks(const std::vector<LedgerTable>& published, const std::vector<LedgerTable>& added,
                          LinearSolver* solver, std::int64_t threshold = 1, Leak* found = nullptr);

}  // namespace sanaq::disclosure
