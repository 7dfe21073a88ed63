// Tables over a national file beside DuckDB on the same data in the same process, and beside the time it
// takes to read the bytes of the packed columns from memory: tabulate.2way, .3way, .5way, .standard, warm and
// cold; microdata.freeze. tabulate_perf --microdata FILE --duckdb LIBRARY --tables DIR
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <set>

#include "duckdb_peer.h"
#include "measure.h"
#include "microdata/microdata_builder.h"
#include "os/clocks.h"
#include "os/files.h"
#include "sanaq/command/arguments.h"
#include "sanaq/production/frozen_file.h"
#include "sanaq/production/nation_microdata.h"
#include "sanaq/production/table_run.h"

namespace sanaq::perf {
namespace {

constexpr int own_runs = 15, peer_runs = 5;
std::size_t threads() { return core_count(); }

double seconds_of(const std::function<void()>& work) {
  const std::int64_t start = os::monotonic_micros();
  work();
  return static_cast<double>(os::monotonic_micros() - start) / 1e6;
}

double median_of(int runs, const std::function<double()>& once) {
  std::vector<double> times;
  for (int i = 0; i < runs; ++i) times.push_back(once());
  return median(times);
}

TableSpec spec_of(const std::string& id, const std::vector<std::string>& variables) {
  TableSpec spec;
  spec.id = id;
  spec.title = spec.unit = Labels{{"en", id}};
  for (const std::string& variable : variables) {
    DimensionSpec dimension;
    dimension.variable = dimension.name = variable;
    dimension.total = TotalSpec{"all", Labels{{"en", "all"}}};
    spec.dimensions.push_back(std::move(dimension));
  }
  return spec;
}

/// The variables of persons a plan reads, or none when it needs other units too.
std::vector<std::string> person_variables_of(const TablePlan& plan, const Microdata& data) {
  std::set<VariableRef> refs;
  for (const auto& side : plan.sides) refs.insert(side.variable);
  for (const auto& atom : plan.tallies.front().who.atoms) refs.insert(atom.variable);
  std::vector<std::string> names;
  for (const VariableRef& ref : refs) {
    if (ref.unit != Unit::person) return {};
    names.push_back(data.variable(ref.column).name());
  }
  return plan.counted == Unit::person ? names : std::vector<std::string>{};
}

std::string condition_sql(const Predicate::Atom& atom, const Microdata& data) {
  std::string values;
  for (std::size_t value = 0; value < atom.allowed.size(); ++value)
    if (atom.allowed[value] != 0) values += (values.empty() ? "" : ",") + std::to_string(value);
  return data.variable(atom.variable.column).name() + " in (" + (values.empty() ? "-1" : values) + ")";
}

std::string where_sql(const Predicate& who, const Microdata& data) {
  std::vector<std::string> stack;
  std::size_t atom = 0;
  for (const Expression::Step step : who.steps) {
    if (step == Expression::Step::condition) {
      stack.push_back(condition_sql(who.atoms[atom++], data));
    } else if (step == Expression::Step::negate) {
      stack.back() = "not (" + stack.back() + ")";
    } else {
      const std::string right = stack.back();
      stack.pop_back();
      stack.back() =
          "(" + stack.back() + (step == Expression::Step::both ? ") and (" : ") or (") + right + ")";
    }
  }
  return stack.empty() ? "" : " where " + stack.back();
}

/// select region, sex, count(*) from person where … group by region, sex
std::string sql_of(const TablePlan& plan, const Microdata& data) {
  std::string list;
  for (const auto& side : plan.sides)
    list += (list.empty() ? "" : ", ") + data.variable(side.variable.column).name();
  return "select " + list + ", count(*) n from person" + where_sql(plan.tallies.front().who, data) +
         " group by " + list;
}

/// The peer's rows as a table of ours: so both can be compared cell by cell.
RawTable table_of(const std::vector<std::vector<std::int64_t>>& rows, const TablePlan& plan) {
  std::vector<std::int64_t> counts(plan.cells, 0);
  for (const auto& row : rows) {
    std::size_t cell = 0;
    bool inside = true;
    for (std::size_t d = 0; d < plan.sides.size(); ++d) {
      const std::uint32_t offset = plan.sides[d].offsets.at(static_cast<std::size_t>(row[d]));
      inside = inside && offset != TablePlan::left_out;
      cell += offset;
    }
    if (inside) counts[cell] += row.back();
  }
  return must(RawTable::roll_up(plan.head, std::move(counts)), "peer table");
}

/// Reads every byte of the columns a pass reads, on all threads, adding them up: the limit of memory.
double reading_seconds(const std::vector<const Column*>& columns) {
  constexpr std::size_t piece = std::size_t{1} << 18;
  struct Piece {
    const std::uint8_t* at;
    std::size_t bytes;
  };
  std::vector<Piece> pieces;
  for (const Column* column : columns) {
    if (column->is_runs() || column->size() == 0) continue;
    for (std::size_t from = 0; from < column->byte_size(); from += piece)
      pieces.push_back({column->chunk(0) + from, std::min(piece, column->byte_size() - from)});
  }
  std::atomic<std::uint64_t> all = 0;
  const double time = seconds_of([&] {
    must(run_parts(pieces.size(), threads(),
                   [&](std::size_t, std::size_t part) -> Result<Done> {
                     std::array<std::uint64_t, 8> sums{};
                     for (std::size_t i = 0; i + 64 <= pieces[part].bytes; i += 64)
                       for (std::size_t lane = 0; lane < 8; ++lane) {
                         std::uint64_t word = 0;
                         std::memcpy(&word, pieces[part].at + i + 8 * lane, 8);
                         sums[lane] += word;
                       }
                     for (const std::uint64_t sum : sums) all += sum;
                     return Done{};
                   }),
         "read");
  });
  SANAQ_CHECK(all != 1);
  return time;
}

std::vector<const Column*> columns_of(const std::vector<TableSpec>& specs, const Microdata& data) {
  std::set<VariableRef> refs;
  for (const TableSpec& spec : specs) {
    const TablePlan plan = must(plan_table(spec, data), spec.id.c_str());
    for (const auto& side : plan.sides) refs.insert(side.variable);
    for (const auto& tally : plan.tallies) {
      for (const auto& atom : tally.who.atoms) refs.insert(atom.variable);
      if (tally.kind != TablePlan::Tally::Kind::count) refs.insert(tally.variable);
    }
  }
  std::vector<const Column*> columns;
  for (const VariableRef& ref : refs) columns.push_back(&data.table(ref.unit)->column(ref.column));
  return columns;
}

double own_seconds(const std::vector<TableSpec>& specs, const Microdata& data) {
  return seconds_of([&] { must(count_tables(specs, data, threads()), "tabulate"); });
}

/// Tables of persons counted by both, compared cell by cell, and the times side by side.
void compare(const std::string& name, const std::vector<TableSpec>& specs, const Microdata& data,
             DuckdbPeer& peer) {
  std::vector<TableSpec> shared;
  std::vector<std::string> queries;
  for (const TableSpec& spec : specs) {
    const TablePlan plan = must(plan_table(spec, data), spec.id.c_str());
    if (person_variables_of(plan, data).empty()) continue;
    TableSpec counts = spec;
    counts.measures.clear();
    shared.push_back(counts);
    queries.push_back(sql_of(plan, data));
  }
  const auto tables = must(count_tables(shared, data, threads()), name.c_str());
  for (std::size_t i = 0; i < shared.size(); ++i) {
    const TablePlan plan = must(plan_table(shared[i], data), "plan");
    if (table_of(peer.query(queries[i]), plan) == tables[i].table) continue;
    std::fprintf(stderr, "%s: DuckDB counts something else\n", shared[i].id.c_str());
    std::exit(1);
  }
  std::fprintf(stderr, "%s: %zu tables of persons equal DuckDB's cell by cell\n", name.c_str(),
               shared.size());
  const double own = median_of(own_runs, [&] { return own_seconds(shared, data); });
  const double theirs = median_of(peer_runs, [&] {
    double sum = 0;
    for (const std::string& query : queries)
      sum += peer.seconds("select count(*), sum(n) from (" + query + ")");
    return sum;
  });
  print({name, own * 1000, "ms", "DuckDB " + peer.version(), theirs * 1000});
  const auto columns = columns_of(shared, data);
  const double limit = median_of(own_runs, [&] { return reading_seconds(columns); });
  print({name + ".limit", own * 1000, "ms", "reading the same bytes from memory", limit * 1000});
}

/// Forgets what the system keeps of the file in memory.
void forget(const std::string& path) {
  ::sync();
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
  ::close(file);
}

void cold(const std::string& path, const std::vector<TableSpec>& specs) {
  const double disk = median_of(3, [&] {
    forget(path);
    return seconds_of([&] {
      const Microdata data = must(open_frozen(path), "open");
      must(count_tables(specs, data, threads()), "tabulate");
    });
  });
  print({"tabulate.standard.cold", disk * 1000, "ms"});
  const double opened = median_of(3, [&] {
    return seconds_of([&] {
      const Microdata data = must(open_frozen(path), "open");
      must(count_tables(specs, data, threads()), "tabulate");
    });
  });
  print({"tabulate.standard.opened", opened * 1000, "ms"});
}

/// Packs and seals all rows of the file again, from plain columns.
void freeze(const Microdata& data) {
  std::array<UnitRows, unit_count> rows;
  for (const Unit unit : units) {
    const UnitTable* table = data.table(unit);
    if (table == nullptr) continue;
    UnitRows& to = rows[index_of(unit)];
    to.variables = table->variables();
    for (std::size_t i = 0; i < to.variables.size(); ++i) {
      to.columns.push_back(CellBuffer::for_domain(to.variables[i].domain()));
      for (std::uint32_t row = 0; row < table->row_count(); ++row)
        to.columns.back().push(table->column(i).at(row));
    }
    if (const Link* link = table->link()) {
      std::uint32_t before = 0xFFFF'FFFF;
      std::vector<std::uint32_t> above(chunk_rows);
      for (std::uint32_t row = 0; row < table->row_count(); ++row) {
        if (row % chunk_rows == 0) link->above_of_chunk(row / chunk_rows, above.data());
        to.begins.push_back(above[row % chunk_rows] != before ? 1 : 0);
        before = above[row % chunk_rows];
      }
    }
  }
  std::string file;
  const double time = seconds_of([&] { file = write_microdata(data.info(), std::move(rows)); });
  SANAQ_CHECK(file == data.bytes());
  print({"microdata.freeze", time, "s"});
  print({"microdata.bytes", static_cast<double>(file.size()) / 1e6, "MB"});
}

/// Makes the national file when it is not there.
void make_nation(const std::string& path, std::int64_t one_in) {
  if (os::file_exists(path)) return;
  Messages texts;
  must(texts.add(must(os::read_file("locale/processing.csv"), "texts")), "texts");
  NationPlan plan;
  plan.one_in = static_cast<std::uint64_t>(one_in);
  plan.threads = threads();
  const EditionFiles edition = must(load_edition("editions/kz-2021"), "edition");
  std::optional<Microdata> data;
  const double made = seconds_of([&] { data = must(simulate_nation(edition, texts, plan), "nation"); });
  print({"simulate.nation", made, "s"});
  must(os::write_file(path, data->bytes(), os::FileAccess::owner_only), "write");
}

int run(const Arguments& arguments) {
  const std::string path = arguments.get("microdata");
  make_nation(path, must(arguments.number("one-in", 1, 1, 1'000'000), "one-in"));
  const Microdata data = must(open_frozen(path), "open");
  std::fprintf(stderr, "%zu persons, %zu bytes\n", data.row_count(), data.bytes().size());
  const auto standard = must(read_table_specs({arguments.get("tables")}), "tables");
  const double checked = seconds_of([&] { must(check_frozen(data, threads()), "check"); });
  print({"microdata.check", checked * 1000, "ms"});
  const std::vector<std::vector<std::string>> crosses = {
      {"region", "sex"}, {"region", "sex", "age"}, {"region", "urban_rural", "sex", "age", "education"}};
  std::set<std::string> needed;
  for (const auto& cross : crosses) needed.insert(cross.begin(), cross.end());
  for (const TableSpec& spec : standard) {
    const auto names = person_variables_of(must(plan_table(spec, data), spec.id.c_str()), data);
    needed.insert(names.begin(), names.end());
  }
  DuckdbPeer peer(arguments.get("duckdb"), threads());
  const double loaded = seconds_of([&] { peer.load(data.persons(), {needed.begin(), needed.end()}); });
  std::fprintf(stderr, "DuckDB %s loaded in %.1f s\n", peer.version().c_str(), loaded);
  for (const auto& cross : crosses) {
    const std::string name = "tabulate." + std::to_string(cross.size()) + "way";
    compare(name, {spec_of(name, cross)}, data, peer);
  }
  compare("tabulate.standard.persons", standard, data, peer);
  print({"tabulate.standard", 1000 * median_of(own_runs, [&] { return own_seconds(standard, data); }), "ms"});
  cold(path, standard);
  freeze(data);
  return 0;
}

}  // namespace
}  // namespace sanaq::perf

int main(int count, char** values) {
  const auto arguments =
      sanaq::Arguments::parse({values + 1, values + count}, {"microdata", "duckdb", "tables", "one-in"}, {});
  if (!arguments) return 2;
  return sanaq::perf::run(*arguments);
}
