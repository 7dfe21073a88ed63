// The example tables of the literature on disclosure control: what protection costs on them, beside simpler
// methods and, where it can be found, the cheapest pattern.
//   literature_perf FOLDER [--cells N] [--seconds S]
// FOLDER: the CSV files of SSBtools and rtauargus. The cheapest pattern is looked for up to N cells that are
// not zero, S seconds for each of the solver's choices.
#include <chrono>

#include "disclosure/primary.h"
#include "disclosure/protect.h"
#include "literature_tables.h"
#include "measure.h"
#include "plain_methods.h"
#include "sanaq/command/arguments.h"
#include "solver/cbc_solver.h"
#include "solver/clp_solver.h"

using namespace sanaq;
using namespace sanaq::perf;
using namespace sanaq::disclosure;

namespace {

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double number(std::size_t count) { return static_cast<double>(count); }

struct Limits {
  std::size_t cells_max = 0;
  double seconds = 0;
};

/// What the simpler methods give, and what the attacker makes of it.
void print_plain(const std::string& name, const RawTable& table, const std::vector<CellMark>& primary,
                 AuditDemand demand, double secondary, std::span<const std::int64_t> respondents = {}) {
  const PlainPattern boxes = hypercube(table, primary, demand.width), plain = letter(table, primary);
  print({name + ".secondary", secondary, "cells", "hypercube", number(boxes.secondary)});
  print({name + ".hypercube.breaches", number(breaches(table, boxes, demand, respondents)), "cells"});
  const TableHead head = public_head(table.head());
  const AuditTable audited{head, table.counts(), plain.marks, respondents};
  demand.readers = AuditDemand::Readers::anybody;
  const AuditReport leaks = must(attack({&audited, 1}, demand), "attack");
  print({name + ".letter", number(plain.secondary), "cells"});
  print({name + ".letter.computed", number(computed(leaks)), "cells"});
}

void print_optimum(const std::string& name, const std::vector<TableTask>& tasks, LinearSolver& solver,
                   const Limits& limits) {
  CbcSolver cover;
  ProtectionWays ways{Reading::none, &solver};
  ways.exact = &cover;
  ways.exact_cells_max = limits.cells_max;
  ways.exact_seconds = limits.seconds;
  const PatternPrice price = must(protect_release(tasks, ways), "exact").price;
  if (!price.searched) return;
  print({name + ".price", price.price_before, "price", price.is_cheapest ? "optimum" : "bound",
         price.is_cheapest ? price.price : price.bound});
  if (price.is_cheapest)
    print({name + ".cells_chosen", number(price.cells_before), "cells", "optimum", number(price.cells)});
}

std::size_t breaches_of(const std::vector<TableTask>& tasks, const ReleaseProtection& release,
                        LinearSolver& solver) {
  std::vector<TableHead> heads;
  std::vector<std::vector<CellMark>> marks;
  for (const Protection& one : release.tables) {
    heads.push_back(one.table.head());
    auto& own = marks.emplace_back();
    for (std::size_t cell = 0; cell < one.table.size(); ++cell) own.push_back(one.table.mark(cell));
  }
  std::vector<AuditTable> tables;
  for (std::size_t t = 0; t < tasks.size(); ++t)
    tables.push_back({heads[t], tasks[t].table.counts(), marks[t]});
  AuditDemand demand;
  demand.solver = &solver;
  return must(attack(tables, demand), "attack").breaches.size();
}

void measure_counts(const LiteratureCounts& subject, const Limits& limits) {
  std::vector<TableTask> tasks;
  for (const RawTable& table : subject.tables) tasks.push_back({table});
  ClpSolver solver;
  const auto begin = std::chrono::steady_clock::now();
  const ReleaseProtection release = must(protect_release(tasks, {Reading::none, &solver}), "protect");
  const double seconds = seconds_since(begin);
  std::size_t cells = 0, nonzero = 0, primary = 0, respondents = 0;
  for (std::size_t t = 0; t < tasks.size(); ++t) {
    const ProtectionCost& cost = release.tables[t].cost;
    cells += tasks[t].table.counts().size();
    nonzero += cost.cells_nonzero;
    primary += cost.cells_primary;
    respondents += static_cast<std::size_t>(cost.respondents_secondary);
  }
  const std::string name = "literature." + subject.id;
  print({name + ".cells", number(cells), "cells"});
  print({name + ".primary", number(primary), "cells", "not zero", number(nonzero)});
  print({name + ".seconds", seconds, "s"});
  print({name + ".breaches", number(breaches_of(tasks, release, solver)), "cells"});
  print({name + ".hidden", number(release.price.cells), "cells"});
  print({name + ".respondents", number(respondents), "respondents"});
  if (tasks.size() == 1) {
    const RawTable& table = tasks[0].table;
    AuditDemand demand;
    demand.solver = &solver;
    const auto marks = must(mark_primary(table, Grid(table.head().dimensions), {}), "primary").marks;
    print_plain(name, table, marks, demand, number(release.price.cells));
  }
  print_optimum(name, tasks, solver, limits);
}

void measure_volumes(const LiteratureVolumes& subject) {
  ClpSolver solver;
  const auto begin = std::chrono::steady_clock::now();
  const auto protection = protect_volumes(subject.head, subject.cells, subject.rule, &solver);
  if (!protection) {
    print({"literature." + subject.id + ".refused", 1, protection.error().code});
    return;
  }
  const VolumeProtection& done = *protection;
  const double seconds = seconds_since(begin);
  std::vector<std::int64_t> volumes, respondents;
  std::vector<CellMark> primary(done.marks.size(), CellMark::open);
  std::size_t nonzero = 0, confidential = 0, secondary = 0;
  std::int64_t hidden = 0;
  for (std::size_t cell = 0; cell < done.marks.size(); ++cell) {
    volumes.push_back(subject.cells[cell].volume);
    respondents.push_back(subject.cells[cell].respondents);
    nonzero += volumes.back() != 0 ? 1 : 0;
    if (done.marks[cell] == CellMark::primary) primary[cell] = CellMark::primary;
    confidential += done.marks[cell] == CellMark::primary ? 1 : 0;
    if (done.marks[cell] != CellMark::secondary) continue;
    ++secondary;
    hidden += volumes.back();
  }
  const std::string name = "literature." + subject.id;
  print({name + ".cells", number(done.marks.size()), "cells"});
  print({name + ".primary", number(confidential), "cells", "not zero", number(nonzero)});
  print({name + ".seconds", seconds, "s"});
  print({name + ".breaches", number(done.audit.breaches.size()), "cells"});
  print({name + ".volume", static_cast<double>(hidden), "units", "total",
         static_cast<double>(volumes.front())});
  const RawTable table = must(RawTable::make(subject.head, std::move(volumes)), "table");
  AuditDemand demand;
  demand.width_percent = subject.rule.width_percent;
  demand.solver = &solver;
  print_plain(name, table, primary, demand, number(secondary), respondents);
}

}  // namespace

int main(int argc, char** argv) {
  const auto arguments = must(
      Arguments::parse(std::vector<std::string>(argv + 1, argv + argc), {"cells", "seconds"}, {}), "options");
  Limits limits;
  limits.cells_max = static_cast<std::size_t>(must(arguments.number("cells", 400, 0, 100'000), "cells"));
  limits.seconds = static_cast<double>(must(arguments.number("seconds", 10, 0, 10'000), "seconds"));
  for (const std::string& folder : arguments.words()) {
    for (const auto& subject : literature_counts(folder)) measure_counts(subject, limits);
    for (const auto& subject : literature_volumes(folder)) measure_volumes(subject);
  }
  return 0;
}
