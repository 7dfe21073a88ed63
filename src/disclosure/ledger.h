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
};

inline AuditTable audited(const LedgerTable& table) { return {table.head, table.counts, table.marks}; }

/// Where the office remembers everything it has ever made public.
class ReleaseLedger {
 public:
  virtual ~ReleaseLedger() = default;
  /// In the order in which the tables became known, withdrawn ones included. Errors: those of the store;
  /// "ledger.damaged" (a row cannot be read; detail: its table).
  virtual Result<std::vector<LedgerTable>> tables(std::string_view edition) = 0;
};

/// What a new release adds to what is public: attacks all tables together and looks at everything that hangs
/// together with a new one. threshold: of unprinted sets (AuditDemand). found: where the report goes,
/// nullptr: nowhere; its tables are the published ones, then the added. Errors: those of attack();
/// "disclosure.leak" (detail: table, cell number and how many more).
Result<Done> refuse_leaks(const std::vector<LedgerTable>& published, const std::vector<LedgerTable>& added,
                          LinearSolver* solver, std::int64_t threshold = 1, AuditReport* found = nullptr);

}  // namespace sanaq::disclosure
