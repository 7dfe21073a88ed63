#include "disclosure/ledger.h"

#include <algorithm>

#include "base/text.h"

namespace sanaq::disclosure {

Result<Done> refuse_leaks(const std::vector<LedgerTable>& published, const std::vector<LedgerTable>& added,
                          LinearSolver* solver) {
  std::vector<AuditTable> tables;
  AuditDemand demand;
  demand.solver = solver;
  demand.first_new_table = published.size();
  for (const LedgerTable& table : published) tables.push_back(audited(table));
  for (const LedgerTable& table : added) {
    tables.push_back(audited(table));
    demand.width = std::max(demand.width, table.width);
  }
  SANAQ_TRY(const AuditReport report, attack(tables, demand));
  if (report.passed()) return Done{};
  const Breach& first = report.breaches.front();
  std::string detail = tables[first.place.table].head.id + " cell ";
  detail += zero_padded(static_cast<std::int64_t>(first.place.cell), 1) + ", in all ";
  detail += zero_padded(static_cast<std::int64_t>(report.breaches.size()), 1);
  return Error{"disclosure.leak", detail};
}

}  // namespace sanaq::disclosure
