#include "disclosure/ledger.h"

#include <algorithm>

#include "base/text.h"

namespace sanaq::disclosure {

Result<Done> refuse_leaks(const std::vector<LedgerTable>& published, const std::vector<LedgerTable>& added,
                          LinearSolver* solver, std::int64_t threshold, AuditReport* found) {
  std::vector<AuditTable> tables;
  AuditDemand demand;
  demand.solver = solver;
  demand.threshold = threshold;
  demand.first_new_table = published.size();
  for (const LedgerTable& table : published) tables.push_back(audited(table));
  for (const LedgerTable& table : added) {
    tables.push_back(audited(table));
    demand.width = std::max(demand.width, table.width);
  }
  SANAQ_TRY(AuditReport report, attack(tables, demand));
  if (report.passed()) return Done{};
  const TableCell place = report.breaches.front().place;
  std::string detail = place.table < tables.size() ? tables[place.table].head.id : "several tables";
  detail += " cell " + zero_padded(static_cast<std::int64_t>(place.cell), 1) + ", in all ";
  detail += zero_padded(static_cast<std::int64_t>(report.breaches.size()), 1);
  if (found != nullptr) *found = std::move(report);
  return Error{"disclosure.leak", detail};
}

}  // namespace sanaq::disclosure
