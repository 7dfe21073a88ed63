// How far our patterns are from the cheapest ones, and how far a plain hypercube method is, on tables small
// enough for the cheapest to be known.
//   optimum_perf --microdata FILE --tables FOLDER [--width N] [--cells N] [--seconds S]   tables of an
//   edition optimum_perf FILE.csv… [--width N] [--cells N] [--seconds S]   side columns and a column of
//   counts each
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "base/csv.h"
#include "disclosure/primary.h"
#include "disclosure/protect.h"
#include "measure.h"
#include "os/files.h"
#include "plain_methods.h"
#include "sanaq/command/arguments.h"
#include "sanaq/production/frozen_file.h"
#include "sanaq/production/table_run.h"
#include "solver/cbc_solver.h"
#include "solver/clp_solver.h"

using namespace sanaq;
using namespace sanaq::perf;
using namespace sanaq::disclosure;

namespace {

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

Labels same(const std::string& text) { return Labels{{"kk", text}, {"ru", text}, {"en", text}}; }

/// The last column holds counts, the others are sides under one total each.
RawTable table_of_csv(const std::string& path) {
  const auto rows = must(parse_csv(must(os::read_file(path), "file")), "csv");
  const std::size_t sides = rows[0].size() - 1;
  std::vector<Classification> dimensions;
  for (std::size_t d = 0; d < sides; ++d) {
    dimensions.push_back({rows[0][d], same(rows[0][d]), {{"Total", same("Total"), Category::no_parent}}});
    for (std::size_t row = 1; row < rows.size(); ++row)
      if (find_category(dimensions[d], rows[row][d]) < 0)
        dimensions[d].categories.push_back({rows[row][d], same(rows[row][d]), 0});
  }
  std::size_t cells = 1;
  for (const auto& side : dimensions) cells *= side.categories.size();
  std::vector<std::int64_t> counts(cells, 0);
  for (std::size_t row = 1; row < rows.size(); ++row) {
    std::size_t cell = 0;
    for (std::size_t d = 0; d < sides; ++d)
      cell = cell * dimensions[d].categories.size() +
             static_cast<std::size_t>(find_category(dimensions[d], rows[row][d]));
    counts[cell] += std::llround(std::stod(rows[row][sides]));
  }
  const std::string id = path.substr(path.rfind('/') + 1, path.rfind('.') - path.rfind('/') - 1);
  return must(RawTable::roll_up({id, "literature", 1, same(id), same("units"), {}, std::move(dimensions)},
                                std::move(counts)),
              "table");
}

/// What a plain hypercube method gives, and whether it holds.
void measure_hypercube(const RawTable& table, std::int64_t width, double optimum) {
  const auto begin = std::chrono::steady_clock::now();
  const Grid grid(table.head().dimensions);
  const PlainPattern boxes =
      hypercube(table, must(mark_primary(table, grid, {1, width, {}}), "primary").marks, width);
  const double seconds = seconds_since(begin);
  ClpSolver solver;
  AuditDemand demand;
  demand.width = width;
  demand.solver = &solver;
  const std::string name = "protect.hypercube." + table.head().id;
  print({name, static_cast<double>(boxes.secondary), "cells"});
  print({name + ".price", boxes.price, "price", "optimum", optimum});
  print({name + ".seconds", seconds, "s"});
  print({name + ".breaches", static_cast<double>(breaches(table, boxes, demand)), "cells"});
}

/// Our price, the cheapest one (or its lower bound): added to the sums.
struct Sums {
  double ours = 0, best = 0;
  int tables = 0, certified = 0;
};

void measure(const RawTable& table, std::int64_t width, std::size_t cells_max, double limit, Sums& sums) {
  ClpSolver linear;
  CbcSolver cover;
  ProtectionWays ways{Reading::none, &linear};
  const TableTask task{table, {1, width, {}}};
  auto begin = std::chrono::steady_clock::now();
  const auto plain = must(protect_release({&task, 1}, ways), "protect");
  const double plain_seconds = seconds_since(begin);
  if (plain.price.cells == 0 || plain.tables[0].cost.cells_nonzero > cells_max) return;
  ways.exact = &cover;
  ways.exact_cells_max = cells_max;
  ways.exact_seconds = limit;
  begin = std::chrono::steady_clock::now();
  const auto exact = must(protect_release({&task, 1}, ways), "exact");
  const std::string name = "protect.optimum." + table.head().id;
  const PatternPrice& price = exact.price;
  const double best = price.is_cheapest ? price.price : price.bound;
  print({name + ".nonzero", static_cast<double>(plain.tables[0].cost.cells_nonzero), "cells"});
  print({name + ".primary", static_cast<double>(plain.tables[0].cost.cells_primary), "cells"});
  print({name + ".seconds", seconds_since(begin), "s"});
  print({name + ".cells", static_cast<double>(price.cells_before), "cells",
         price.is_cheapest ? "optimum" : "ours", static_cast<double>(price.cells)});
  print({name + ".price", price.price_before, "price", price.is_cheapest ? "optimum" : "bound", best});
  print({name + ".seconds_ours", plain_seconds, "s"});
  std::fflush(stdout);
  measure_hypercube(table, width, best);
  ++sums.tables;
  if (price.is_cheapest) {
    ++sums.certified;
    sums.ours += price.price_before;
    sums.best += price.price;
  }
}

int run(const Arguments& arguments) {
  const std::int64_t width = must(arguments.number("width", 1, 1, 100), "width");
  const auto cells = static_cast<std::size_t>(must(arguments.number("cells", 2'000, 1, 100'000), "cells"));
  const auto seconds = static_cast<double>(must(arguments.number("seconds", 20, 1, 10'000), "seconds"));
  std::vector<RawTable> tables;
  for (const std::string& path : arguments.words()) tables.push_back(table_of_csv(path));
  if (arguments.has("microdata")) {
    const Microdata data = must(open_frozen(arguments.get("microdata")), "microdata");
    const auto specs = must(read_table_specs({arguments.get("tables")}), "tables");
    for (auto& one : must(count_tables(specs, data, core_count()), "count"))
      tables.push_back(std::move(one.table));
  }
  Sums sums;
  for (const RawTable& table : tables) measure(table, width, cells, seconds, sums);
  print({"protect.optimum", sums.ours, "price", "optimum", sums.best});
  print({"protect.optimum.certified", static_cast<double>(sums.certified), "tables", "all",
         static_cast<double>(sums.tables)});
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const auto arguments = Arguments::parse(std::vector<std::string>(argv + 1, argv + argc),
                                          {"microdata", "tables", "width", "cells", "seconds"}, {});
  return run(must(arguments, "options"));
}
