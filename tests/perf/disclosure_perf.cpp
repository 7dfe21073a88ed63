// Protection and audit of the tables of a nation: how long, how many cells, and what an attacker computes.
//   disclosure_perf protect|audit [t1|t3|t4|million] [WIDTH]     SANAQ_BENCH_EFFORT: of polishing (protect.h)
#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "census_tables.h"
#include "disclosure/next_smallest.h"
#include "disclosure/primary.h"
#include "disclosure/protect.h"
#include "machine_use.h"
#include "measure.h"
#include "solver/clp_solver.h"

using namespace sanaq;
using namespace sanaq::perf;
using namespace sanaq::disclosure;

namespace {

constexpr std::int64_t nation = 19'000'000;
constexpr int rounds = 3;

/// What the R package GaussSuppression took for a table of the same kind (docs/benchmarks.md): seconds, and
/// secondary cells for each primary one.
struct Peer {
  std::string name;
  double seconds = 0, secondary = 0;
};

struct Subject {
  std::string name;
  RawTable table;
  Peer peer;
};

Subject subject_of(const std::string& name) {
  constexpr std::size_t groups = 130, more_groups = 190;
  const CensusTables tables(nation, 2021, name == "million" ? more_groups : groups);
  const std::string gauss = "GaussSuppression";
  if (name == "t1") return {name, tables.district_by_ethnicity(), {gauss, 39, 595.0 / 1349}};
  if (name == "t3") return {name, tables.region_by_age_by_ethnicity(), {gauss, 149, 1527.0 / 2387}};
  return {name, tables.district_by_age_by_ethnicity(), {}};
}

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

std::vector<CellMark> marks_of(const SafeTable& table) {
  std::vector<CellMark> marks;
  for (std::size_t cell = 0; cell < table.size(); ++cell) marks.push_back(table.mark(cell));
  return marks;
}

Protection protect_one(const Subject& subject, std::int64_t width) {
  ClpSolver solver;
  ProtectionRule rule;
  rule.width = width;
  ProtectionWays ways{Reading::none, &solver};
  if (const char* effort = std::getenv("SANAQ_BENCH_EFFORT"))
    ways.polish_effort = std::strtoull(effort, nullptr, 10);
  return must(protect(subject.table, rule, ways), "protect");
}

AuditReport audit_one(const Subject& subject, const std::vector<CellMark>& marks, std::int64_t width,
                      AuditDemand::Readers readers, LinearSolver* solver) {
  const TableHead head = public_head(subject.table.head());
  const AuditTable table{head, subject.table.counts(), marks};
  AuditDemand demand;
  demand.width = width;
  demand.readers = readers;
  demand.solver = solver;
  return must(attack({&table, 1}, demand), "audit");
}

/// Primary cells that any reader computes.
double computed(const AuditReport& report) {
  return static_cast<double>(std::count_if(report.findings.begin(), report.findings.end(), [](const auto& f) {
    return f.primary && f.verdict == CellFinding::Verdict::computed;
  }));
}

void measure_protect(const Subject& subject, std::int64_t width) {
  std::vector<double> seconds;
  const MachineUse use;
  std::optional<Protection> safe;
  for (int i = 0; i < rounds; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    safe = protect_one(subject, width);
    seconds.push_back(seconds_since(begin));
  }
  const double foreign = use.spent().foreign_cores;
  const auto primary = static_cast<double>(safe->cost.cells_primary);
  const Peer& peer = subject.peer;
  print({"protect.seconds." + subject.name, median(seconds), "s", peer.name, peer.seconds, foreign});
  print({"protect.cells." + subject.name, static_cast<double>(subject.table.counts().size()), "cells"});
  print({"protect.primary." + subject.name, primary, "cells"});
  print({"protect.secondary." + subject.name, static_cast<double>(safe->cost.cells_closes_derivation),
         "cells", peer.name, peer.secondary * primary});
  const Grid grid(subject.table.head().dimensions);
  Pattern letter = must(mark_primary(subject.table, grid, {}), "primary");
  mark_next_smallest(grid, subject.table.counts(), Reading::always, letter);
  // Bounds alone find nearly all of it: the letter's figure is a lower one.
  const auto leaks = audit_one(subject, letter.marks, 1, AuditDemand::Readers::anybody_quickly, nullptr);
  const auto ours =
      audit_one(subject, marks_of(safe->table), 1, AuditDemand::Readers::anybody_quickly, nullptr);
  print({"protect.recovered." + subject.name, computed(ours), "cells", "point 23 to the letter",
         computed(leaks)});
}

void measure_audit(const Subject& subject, std::int64_t width) {
  const auto marks = marks_of(protect_one(subject, width).table);
  std::vector<double> seconds;
  ClpSolver solver;
  const MachineUse use;
  std::size_t breaches = 0, programs = 0;
  for (int i = 0; i < rounds; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    const auto report = audit_one(subject, marks, width, AuditDemand::Readers::insiders_too, &solver);
    seconds.push_back(seconds_since(begin));
    breaches = report.breaches.size();
    programs = report.solved;
  }
  print({"audit.seconds." + subject.name, median(seconds), "s", {}, 0, use.spent().foreign_cores});
  print({"audit.breaches." + subject.name, static_cast<double>(breaches), "cells"});
  print({"audit.programs." + subject.name, static_cast<double>(programs), "programs"});
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 1 ? argv[1] : "protect";
  const std::int64_t width = argc > 3 ? std::max(1, std::atoi(argv[3])) : 1;
  for (const std::string name : {"t1", "t3", "t4", "million"}) {
    if (argc > 2 && name != argv[2]) continue;
    const Subject subject = subject_of(name);
    what == "audit" ? measure_audit(subject, width) : measure_protect(subject, width);
  }
  return 0;
}
