#include <cstdio>

#include "os/files.h"
#include "sanaq/command/arguments.h"
#include "sanaq/command/command.h"
#include "sanaq/production/frozen_file.h"
#include "sanaq/production/table_run.h"
#include "tabulation/table_text.h"

namespace sanaq {
namespace {

constexpr const char* tabulate_usage =
    "usage: sanaq tabulate SPEC... --microdata FILE [--to DIR] [--threads N]   counts tables; SPEC: file or "
    "folder\n"
    "       sanaq tabulate SPEC... --microdata FILE --estimate                 how large they would be\n";

Result<Done> print_estimates(const std::vector<TableSpec>& specs, const Microdata& data) {
  for (const TableSpec& spec : specs) {
    SANAQ_TRY(const std::uint64_t cells, estimate_cells(spec, data));
    std::printf("%s,%llu\n", spec.id.c_str(), static_cast<unsigned long long>(cells));
  }
  return Done{};
}

// To standard output, or to a file a table that only its owner may read.
Result<Done> give_table(const TabulatedTable& table, const std::string& folder) {
  const std::string text = table_csv(table);
  if (folder.empty()) return std::fwrite(text.data(), 1, text.size(), stdout), Done{};
  return os::write_file(folder + '/' + table.table.head().id + ".csv", text, os::FileAccess::owner_only);
}

Result<Done> tabulate_files(const Arguments& arguments) {
  std::vector<std::string> paths = arguments.words();
  if (arguments.has("spec")) paths.push_back(arguments.get("spec"));
  SANAQ_TRY(const auto specs, read_table_specs(paths));
  SANAQ_TRY(const Microdata data, open_frozen(arguments.get("microdata")));
  if (arguments.has("estimate")) return print_estimates(specs, data);
  constexpr std::int64_t threads_max = 64;
  SANAQ_TRY(const std::int64_t threads,
            arguments.number("threads", static_cast<std::int64_t>(core_count()), 1, threads_max));
  const std::string folder = arguments.get("to");
  if (!folder.empty()) SANAQ_TRY_DONE(os::make_folder(folder, os::FileAccess::owner_only));
  SANAQ_TRY(const auto tables, count_tables(specs, data, static_cast<std::size_t>(threads)));
  for (const TabulatedTable& table : tables) SANAQ_TRY_DONE(give_table(table, folder));
  return Done{};
}

}  // namespace

int run_tabulate_command(const Words& words) {
  const auto arguments = Arguments::parse(words, {"spec", "microdata", "to", "threads"}, {"estimate"});
  if (!arguments) return fail("sanaq tabulate", arguments.error()), exit_usage;
  if (!arguments->has("microdata") || (arguments->words().empty() && !arguments->has("spec")))
    return std::fputs(tabulate_usage, stderr), exit_usage;
  const auto done = tabulate_files(*arguments);
  return done ? exit_good : fail("sanaq tabulate", done.error());
}

}  // namespace sanaq
