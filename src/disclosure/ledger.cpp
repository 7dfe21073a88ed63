#include "disclosure/ledger.h"

#include <algorithm>
#include <map>
#include <string>

#include "base/text.h"
#include "disclosure/noise.h"

namespace sanaq::disclosure {

namespace {

Error leak(const LedgerSystem& system, const AuditReport& report) {
  const TableCell place = report.breaches.front().place;
  std::string detail =
      place.table < system.tables.size() ? system.tables[place.table]->head.id : "several tables";
  detail += " cell " + zero_padded(static_cast<std::int64_t>(place.cell), 1) + ", in all ";
  detail += zero_padded(static_cast<std::int64_t>(report.breaches.size()), 1);
  return Error{"disclosure.leak", detail};
}

}  // namespace

std::vector<LedgerSystem> systems_of(const std::vector<LedgerTable>& published,
                                     const std::vector<LedgerTable>& added) {
  std::map<std::string, LedgerSystem> systems;  // counts have the empty name
  const auto system_of = [&](const LedgerTable& table) -> LedgerSystem& {
    return systems[table.respondents.empty() ? "" : table.head.meaning.counted];
  };
  for (const LedgerTable& table : published) {
    if (is_noise(table)) continue;
    system_of(table).tables.push_back(&table);
    ++system_of(table).first_new;
  }
  for (const LedgerTable& table : added)
    if (!is_noise(table)) system_of(table).tables.push_back(&table);
  std::vector<LedgerSystem> out;
  for (auto& [name, system] : systems) out.push_back(std::move(system));
  return out;
}

Result<AuditReport> attack_system(const LedgerSystem& system, std::int64_t width, std::int64_t threshold,
                                  LinearSolver* solver) {
  std::vector<AuditTable> tables;
  AuditDemand demand;
  demand.solver = solver;
  demand.threshold = threshold;
  demand.width = width;
  demand.first_new_table = system.first_new;
  for (const LedgerTable* table : system.tables) {
    tables.push_back(audited(*table));
    if (table->respondents.empty()) continue;
    demand.threshold = 0;  // sums of nobody in particular: their people are looked for among the counts
    demand.width = 1;
    demand.width_percent = std::max(demand.width_percent, table->width_percent);
  }
  return attack(tables, demand);
}

Result<Done> refuse_leaks(const std::vector<LedgerTable>& published, const std::vector<LedgerTable>& added,
                          LinearSolver* solver, std::int64_t threshold, Leak* found) {
  SANAQ_TRY_DONE(refuse_noise_beside_hiding(published, added));
  std::int64_t width = 1;
  for (const LedgerTable& table : added) width = std::max(width, table.width);
  for (const LedgerSystem& system : systems_of(published, added)) {
    if (system.first_new == system.tables.size()) continue;
    SANAQ_TRY(AuditReport report, attack_system(system, width, threshold, solver));
    if (report.passed()) continue;
    const Error error = leak(system, report);
    if (found == nullptr) return error;
    for (const LedgerTable* table : system.tables) found->tables.push_back(*table);
    found->report = std::move(report);
    return error;
  }
  return Done{};
}

}  // namespace sanaq::disclosure
