// protect: what disclosure control would hide, and why; nothing becomes public. audit: an attacker's try at
// everything that ever was.
#include <algorithm>
#include <cstdio>

#include "ledger/release_ledger_pg.h"
#include "os/files.h"
#include "sanaq/collection_options.h"
#include "sanaq/command/arguments.h"
#include "sanaq/command/cells_verb.h"
#include "sanaq/command/command.h"
#include "sanaq/database_access.h"
#include "sanaq/production/frozen_file.h"
#include "sanaq/production/noise_job.h"
#include "sanaq/production/production.h"
#include "sanaq/production/protection_job.h"
#include "solver/cbc_solver.h"
#include "solver/clp_solver.h"

namespace sanaq {
namespace {

using disclosure::LedgerTable;

/// The ledger of the data folder's database.
Result<std::vector<LedgerTable>> read_ledger(const CollectionConfig& config, const std::string& edition) {
  SANAQ_TRY(const auto database,
            DatabaseAccess::open(config.data, config.database_url, pg::ClusterProfile::production));
  pg::Pool pool({database.conninfo("sanaq_processing"), 1, {}});
  return ReleaseLedgerPg(pool).tables(edition);
}

void print_price(const disclosure::PatternPrice& price) {
  if (!price.searched) return;
  if (price.is_cheapest)
    std::printf(
        "cheapest pattern: %zu more cells hidden, price %.0f; %zu cells, price %.0f without the search\n",
        price.cells, price.price, price.cells_before, price.price_before);
  else
    std::printf("cheapest pattern not found in time: price %.0f, at least %.0f\n", price.price, price.bound);
}

void print_figures(const SafeTable& table) {
  for (const SafeFigures& figures : table.figures())
    std::printf("  %s: %td shown, %td X\n", figures.name.c_str(),
                std::count(figures.signs.begin(), figures.signs.end(), FigureSign::shown),
                std::count(figures.signs.begin(), figures.signs.end(), FigureSign::hidden));
}

Result<int> protect_tables(const Arguments& arguments) {
  SANAQ_TRY(const CollectionConfig config, collection_config(arguments));
  SANAQ_TRY(const EditionFiles edition, load_edition(config.edition_folder));
  SANAQ_TRY(const Microdata data, open_frozen(arguments.get("microdata")));
  std::vector<std::string> ids;
  if (arguments.has("release")) {
    SANAQ_TRY(ids, tables_of_release(edition, arguments.get("release")));
  }
  SANAQ_TRY(const auto published, read_ledger(config, edition.edition.name));
  SANAQ_TRY(const auto keys, open_or_create_keys(config.data));
  ClpSolver solver;
  CbcSolver cover;
  SANAQ_TRY(const std::int64_t cells, arguments.number("exact", 0, 0, 100'000));
  const ExactWish exact{cells > 0 ? &cover : nullptr, static_cast<std::size_t>(cells)};
  SANAQ_TRY(const auto tables,
            protect_edition(data, edition, ids, published, solver, exact, noise_secret(keys)));
  if (!tables.empty()) print_price(tables.front().price);
  std::string csv = "table,cell,reason,protects,line\n";
  for (const ProtectedTable& table : tables) {
    const auto& cost = table.protection.cost;
    if (table.by_noise) {
      std::printf("%s: %zu cells, with noise\n", table.raw.head().id.c_str(), table.protection.table.size());
      continue;
    }
    std::printf("%s: %zu cells, %zu single respondents, %zu more hidden (%lld persons)\n",
                table.raw.head().id.c_str(), table.protection.table.size(), cost.cells_primary,
                cost.cells_next_smallest + cost.cells_closes_derivation,
                static_cast<long long>(cost.respondents_secondary));
    print_figures(table.protection.table);
    for (const auto& record : table.remedies) std::printf("  %s\n", to_canonical(to_json(record)).c_str());
    csv += explanations_csv(table);
  }
  if (arguments.has("to"))
    SANAQ_TRY_DONE(os::write_file(arguments.get("to"), csv, os::FileAccess::owner_only));
  return exit_good;
}

Result<int> audit_ledger(const Arguments& arguments) {
  SANAQ_TRY(const CollectionConfig config, collection_config(arguments));
  SANAQ_TRY(const EditionFiles edition, load_edition(config.edition_folder));
  SANAQ_TRY(const std::string csv, os::read_file(config.locale_folder + "/disclosure.csv"));
  Messages texts;
  SANAQ_TRY_DONE(texts.add(csv));
  SANAQ_TRY(const auto known, read_ledger(config, edition.edition.name));
  SANAQ_TRY(const std::int64_t width, arguments.number("width", 1, 1, 1'000'000));
  ClpSolver solver;
  SANAQ_TRY(const auto systems, audit_published(known, width, edition.edition.suppression_threshold, solver));
  const std::string language = arguments.get("lang", edition.edition.languages.front());
  for (const AuditedSystem& system : systems) {
    const bool counts = system.tables.front().respondents.empty();
    std::printf("%zu tables of %s, %zu hidden cells, %zu of them found out\n", system.tables.size(),
                counts ? "counts" : system.tables.front().head.meaning.counted.c_str(),
                system.report.findings.size(), system.report.breaches.size());
    std::fputs(derivations(system.tables, system.report, texts, language).c_str(), stdout);
  }
  return passed(systems) ? exit_good : exit_found;
}

}  // namespace

int run_disclosure_command(const std::string& verb, const Words& words) {
  std::vector<std::string> options = collection_options();
  options.insert(options.end(), {"microdata", "release", "to", "width", "lang", "exact", "cells", "shown"});
  const auto arguments = Arguments::parse(words, options, {});
  if (!arguments) return fail("sanaq", arguments.error()), exit_usage;
  const bool protects = verb == "protect";
  const bool outside = protects && arguments->has("cells");
  if (protects && !outside && !arguments->has("microdata"))
    return std::fputs("sanaq protect: --microdata or --cells is missing\n", stderr), exit_usage;
  const auto code = outside    ? protect_cells(*arguments)
                    : protects ? protect_tables(*arguments)
                               : audit_ledger(*arguments);
  return code ? *code : fail("sanaq", code.error());
}

}  // namespace sanaq
