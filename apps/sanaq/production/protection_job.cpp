#include "sanaq/production/protection_job.h"

#include <algorithm>
#include <iterator>

#include "disclosure/derivation.h"
#include "sanaq/production/noise_job.h"
#include "sanaq/production/release_workshop.h"
#include "sanaq/production/table_run.h"

namespace sanaq {
namespace {

using disclosure::AuditTable;
using disclosure::LedgerTable;

constexpr std::size_t derivations_max = 20;  // told in words

// Tables lie in files of their names.
Result<std::vector<TableSpec>> specs_of(const EditionFiles& edition, const std::vector<std::string>& ids) {
  const std::string folder = edition.folder + '/' + edition.edition.tables_path;
  if (ids.empty()) return read_table_specs({folder});
  std::vector<std::string> paths;
  for (const std::string& id : ids) paths.push_back(folder + '/' + id + ".json");
  return read_table_specs(paths);
}

std::string codes_of(const TableHead& head, std::size_t cell) {
  std::string codes;
  const auto position = coordinates(head, cell);
  for (std::size_t d = 0; d < position.size(); ++d)
    codes += (d == 0 ? "" : "/") + head.dimensions[d].categories[position[d]].code;
  return codes;
}

}  // namespace

Result<std::vector<ProtectedTable>> protect_edition(const Microdata& data, const EditionFiles& edition,
                                                    const std::vector<std::string>& ids,
                                                    const std::vector<LedgerTable>& published,
                                                    disclosure::LinearSolver& solver, const ExactWish& exact,
                                                    const std::string& secret) {
  SANAQ_TRY(const ProtectionRules rules, read_protection_rules(edition));
  SANAQ_TRY(auto specs, specs_of(edition, ids));
  const auto hiding = std::stable_partition(specs.begin(), specs.end(), [&rules](const TableSpec& spec) {
    return rules.noise && rules.noise->tables.contains(spec.id);
  });
  std::vector<TableSpec> noisy(specs.begin(), hiding);
  specs.erase(specs.begin(), hiding);
  std::vector<ProtectedTable> all;
  if (rules.noise) {
    SANAQ_TRY(all, protect_by_noise(noisy, data, *rules.noise, secret));
  }
  if (specs.empty()) return all;
  SANAQ_TRY(ReleaseWorkshop shop, ReleaseWorkshop::lay_out(data, std::move(specs), published, rules));
  disclosure::ProtectionWays ways;
  ways.solver = &solver;
  ways.exact = exact.solver;
  ways.exact_cells_max = exact.cells_max;
  SANAQ_TRY(const auto tasks, shop.tasks(rules));
  SANAQ_TRY(auto release, disclosure::protect_release(tasks, ways));
  SANAQ_TRY(auto figures, disclosure::protect_figures(shop.figure_tasks(release), shop.known_values(),
                                                      rules.volumes, &solver));
  auto hidden = shop.finish(std::move(release), std::move(figures));
  all.insert(all.begin(), std::make_move_iterator(hidden.begin()), std::make_move_iterator(hidden.end()));
  return all;
}

Result<std::vector<AuditedSystem>> audit_published(const std::vector<LedgerTable>& known, std::int64_t width,
                                                   std::int64_t threshold, disclosure::LinearSolver& solver) {
  std::vector<AuditedSystem> out;
  for (const disclosure::LedgerSystem& system : disclosure::systems_of({}, known)) {
    SANAQ_TRY(auto report, disclosure::attack_system(system, width, threshold, &solver));
    out.push_back({{}, std::move(report)});
    for (const LedgerTable* table : system.tables) out.back().tables.push_back(*table);
  }
  return out;
}

bool passed(const std::vector<AuditedSystem>& systems) {
  return std::all_of(systems.begin(), systems.end(),
                     [](const AuditedSystem& system) { return system.report.passed(); });
}

std::string derivations(const std::vector<LedgerTable>& known, const disclosure::AuditReport& report,
                        const Messages& texts, const std::string& language) {
  std::vector<AuditTable> tables;
  for (const LedgerTable& table : known) tables.push_back(disclosure::audited(table));
  std::string text;
  for (std::size_t i = 0; i < std::min(report.breaches.size(), derivations_max); ++i) {
    const auto steps = disclosure::derive(tables, report, report.breaches[i]);
    text += disclosure::derivation_text(tables, steps, texts, language);
  }
  return text;
}

std::vector<LedgerTable> ledger_tables(const ProtectedTable& table, std::int64_t version) {
  const SafeTable& safe = table.protection.table;
  if (table.by_noise) {
    LedgerTable entry = disclosure::noise_entry(table.raw, safe);
    entry.version = version;
    return {entry};
  }
  std::vector<LedgerTable> noted{{safe.head(), version, table.raw.counts(), {}, table.width, false}};
  for (std::size_t cell = 0; cell < safe.size(); ++cell) noted.front().marks.push_back(safe.mark(cell));
  for (LedgerTable behind : table.behind) {
    behind.version = version;
    noted.push_back(std::move(behind));
  }
  return noted;
}

std::string explanations_csv(const ProtectedTable& table) {
  using Reason = disclosure::Explanation::Reason;
  const TableHead& head = table.protection.table.head();
  std::string csv;
  for (const auto& why : table.protection.explanations) {
    const char* reason = why.reason == Reason::few_respondents    ? "few_respondents"
                         : why.reason == Reason::next_smallest    ? "next_smallest"
                         : why.reason == Reason::published_before ? "published_before"
                         : why.reason == Reason::changed_by_few   ? "changed_by_few"
                                                                  : "closes_derivation";
    csv += head.id + ',' + codes_of(head, why.cell) + ',' + reason + ',';
    if (why.protects) csv += codes_of(head, *why.protects);
    csv += ',';
    if (why.closes) csv += codes_of(head, why.closes->sum_cell);
    csv += '\n';
  }
  return csv;
}

}  // namespace sanaq
