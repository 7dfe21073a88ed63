// Protection and audit of a whole release: all standard tables of an edition over a nation, as one system.
//   release_perf --microdata FILE --tables FOLDER [--width N]
#include <algorithm>
#include <chrono>
#include <cstdio>

#include "disclosure/protect.h"
#include "machine_use.h"
#include "measure.h"
#include "sanaq/command/arguments.h"
#include "sanaq/production/frozen_file.h"
#include "sanaq/production/table_run.h"
#include "solver/clp_solver.h"

using namespace sanaq;
using namespace sanaq::perf;
using namespace sanaq::disclosure;

namespace {

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

std::vector<std::vector<CellMark>> marks_of(const ReleaseProtection& release) {
  std::vector<std::vector<CellMark>> all;
  for (const Protection& table : release.tables) {
    std::vector<CellMark> marks;
    for (std::size_t cell = 0; cell < table.table.size(); ++cell) marks.push_back(table.table.mark(cell));
    all.push_back(std::move(marks));
  }
  return all;
}

AuditReport audit(const std::vector<TabulatedTable>& tables, const std::vector<std::vector<CellMark>>& marks,
                  std::int64_t width) {
  std::vector<TableHead> heads;
  for (const auto& table : tables) heads.push_back(public_head(table.table.head()));
  std::vector<AuditTable> audited;
  for (std::size_t t = 0; t < tables.size(); ++t)
    audited.push_back({heads[t], tables[t].table.counts(), marks[t]});
  ClpSolver solver;
  AuditDemand demand;
  demand.width = width;
  demand.solver = &solver;
  return must(attack(audited, demand), "audit");
}

/// What leaks when every table is protected for itself: why they are one system.
void measure_apart(const std::vector<TabulatedTable>& tables, std::int64_t width) {
  std::vector<std::vector<CellMark>> marks;
  for (const auto& table : tables) {
    const TableTask task{table.table, {1, width, {}}};
    marks.push_back(marks_of(must(protect_release({&task, 1}), "protect"))[0]);
  }
  std::vector<TableHead> heads;
  for (const auto& table : tables) heads.push_back(public_head(table.table.head()));
  std::vector<AuditTable> audited;
  for (std::size_t t = 0; t < tables.size(); ++t)
    audited.push_back({heads[t], tables[t].table.counts(), marks[t]});
  AuditDemand demand;
  demand.readers = AuditDemand::Readers::anybody_quickly;
  const auto report = must(attack(audited, demand), "audit");
  print({"release.leaks_apart",
         static_cast<double>(std::count_if(
             report.findings.begin(), report.findings.end(),
             [](const CellFinding& f) { return f.primary && f.verdict == CellFinding::Verdict::computed; })),
         "cells"});
}

int run(const Arguments& arguments) {
  const Microdata data = must(open_frozen(arguments.get("microdata")), "microdata");
  const auto specs = must(read_table_specs({arguments.get("tables")}), "tables");
  const std::int64_t width = must(arguments.number("width", 2, 1, 100), "width");
  const auto tables = must(count_tables(specs, data, core_count()), "count");
  std::vector<TableTask> tasks;
  std::size_t cells = 0;
  for (const auto& table : tables) {
    tasks.push_back({table.table, {1, width, {}}});
    cells += table.table.counts().size();
  }
  measure_apart(tables, width);
  ClpSolver solver;
  Refusal refusal;
  ProtectionWays ways{Reading::none, &solver};
  ways.refusal = &refusal;
  const MachineUse use;
  auto begin = std::chrono::steady_clock::now();
  const auto release = protect_release(tasks, ways);
  if (!release) {
    std::fprintf(stderr, "%s %s; %zu left\n", release.error().code.c_str(), release.error().detail.c_str(),
                 refusal.audit.breaches.size());
    return 1;
  }
  print({"release.protect_seconds", seconds_since(begin), "s", {}, 0, use.spent().foreign_cores});
  std::size_t primary = 0, secondary = 0;
  int rounds = 0;
  for (const Protection& table : release->tables) {
    primary += table.cost.cells_primary;
    secondary += table.cost.cells_closes_derivation;
    rounds = std::max(rounds, table.cost.rounds);
  }
  print({"release.tables", static_cast<double>(tables.size()), "tables"});
  print({"release.cells", static_cast<double>(cells), "cells"});
  print({"release.unprinted", static_cast<double>(release->audit.meeting.unprinted.size()), "sets"});
  print({"release.relations", static_cast<double>(release->audit.meeting.relations.size()), "sums"});
  print({"release.primary", static_cast<double>(primary), "cells"});
  print({"release.secondary", static_cast<double>(secondary), "cells"});
  print({"release.rounds", static_cast<double>(rounds), "rounds"});
  begin = std::chrono::steady_clock::now();
  const AuditReport report = audit(tables, marks_of(*release), width);
  print({"release.audit_seconds", seconds_since(begin), "s"});
  print({"release.breaches", static_cast<double>(report.breaches.size()), "cells"});
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const auto arguments =
      Arguments::parse(std::vector<std::string>(argv + 1, argv + argc), {"microdata", "tables", "width"}, {});
  return run(must(arguments, "options"));
}
