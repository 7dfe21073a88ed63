#include "sanaq/production/protection_job.h"

#include <algorithm>

#include "disclosure/derivation.h"
#include "disclosure/revision.h"
#include "os/files.h"
#include "sanaq/production/table_run.h"

namespace sanaq {
namespace {

using disclosure::AuditTable;
using disclosure::LedgerTable;
using disclosure::ProtectionRule;
using disclosure::TableTask;

constexpr std::size_t derivations_max = 20;  // told in words

Error at(const std::string& file, const Error& error) { return {error.code, file + ' ' + error.detail}; }

/// protection.json: {"width", "tables": {"<id>": {"rule", "remedies"}}}; a table that is not named follows
/// edition.toml and the common width.
Result<ProtectionRule> rule_of(const std::string& id, const EditionFiles& edition, const Json& rules) {
  ProtectionRule rule;
  rule.threshold = edition.edition.suppression_threshold;
  if (rules.has("width")) rule.width = std::max<std::int64_t>(1, rules["width"].integer());
  if (!rules["tables"][id].has("rule")) return rule;
  SANAQ_TRY(auto own, disclosure::parse_protection_rule(rules["tables"][id]["rule"]));
  own.threshold = std::max(own.threshold, rule.threshold);
  own.width = std::max(own.width, rule.width);
  return own;
}

Result<Json> read_rules(const EditionFiles& edition) {
  const std::string path = edition.folder + "/protection.json";
  if (!os::file_exists(path)) return Json::object();
  SANAQ_TRY(const std::string text, os::read_file(path));
  return parse_json(text);
}

Result<RawTable> raw_of(const LedgerTable& table) {
  const TableHead& head = table.head;
  return RawTable::make({head.id, head.edition, head.revision, head.title, head.unit, head.notes,
                         head.dimensions, head.meaning},
                        table.counts);
}

// Tables lie in files of their names.
Result<std::vector<TableSpec>> specs_of(const EditionFiles& edition, const std::vector<std::string>& ids) {
  const std::string folder = edition.folder + '/' + edition.edition.tables_path;
  if (ids.empty()) return read_table_specs({folder});
  std::vector<std::string> paths;
  for (const std::string& id : ids) paths.push_back(folder + '/' + id + ".json");
  return read_table_specs(paths);
}

/// What officers decided about a table is done to it.
Result<disclosure::RemediedTable> remedied(const RawTable& table, const Json& rules) {
  std::vector<disclosure::Remedy> remedies;
  for (const Json& item : rules["tables"][table.head().id]["remedies"].items()) {
    SANAQ_TRY(auto remedy, disclosure::parse_remedy(item));
    remedies.push_back(std::move(remedy));
  }
  return disclosure::apply_remedies(table, remedies);
}

/// The tables of a release on their way, what is public of the same freeze first.
struct Workshop {
  std::vector<const LedgerTable*> published;  // of this freeze
  std::vector<RawTable> tables;
  std::vector<std::vector<disclosure::RemedyRecord>> records;  // of fresh tables
  std::vector<std::vector<CellMark>> before;                   // of fresh tables, from earlier freezes
};

Result<Workshop> lay_out(const Microdata& data, const EditionFiles& edition,
                         const std::vector<std::string>& ids, const std::vector<LedgerTable>& published,
                         const Json& rules) {
  Workshop shop;
  for (const LedgerTable& table : published) {
    if (table.head.revision != data.info().revision) continue;
    shop.published.push_back(&table);
    SANAQ_TRY(auto raw, raw_of(table));
    shop.tables.push_back(std::move(raw));
  }
  SANAQ_TRY(const auto specs, specs_of(edition, ids));
  SANAQ_TRY(const auto counted, count_tables(specs, data, core_count()));
  for (const TabulatedTable& one : counted) {
    auto done = remedied(one.table, rules);
    if (!done) return at(one.table.head().id, done.error());
    std::vector<const LedgerTable*> earlier;
    for (const LedgerTable& table : published)
      if (table.head.id == one.table.head().id && table.head.revision != data.info().revision)
        earlier.push_back(&table);
    shop.before.push_back(
        disclosure::marks_of_revisions(done->table, earlier, edition.edition.suppression_threshold));
    shop.tables.push_back(std::move(done->table));
    shop.records.push_back(std::move(done->records));
  }
  return shop;
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
                                                    disclosure::LinearSolver& solver,
                                                    const ExactWish& exact) {
  SANAQ_TRY(const Json rules, read_rules(edition));
  SANAQ_TRY(Workshop shop, lay_out(data, edition, ids, published, rules));
  const std::size_t known = shop.published.size();
  std::vector<TableTask> tasks;
  for (std::size_t t = 0; t < known; ++t)
    tasks.push_back({shop.tables[t], {}, shop.published[t]->marks, TableTask::Standing::published});
  for (std::size_t t = known; t < shop.tables.size(); ++t) {
    SANAQ_TRY(auto rule, rule_of(shop.tables[t].head().id, edition, rules));
    tasks.push_back({shop.tables[t], std::move(rule), shop.before[t - known]});
  }
  disclosure::ProtectionWays ways;
  ways.solver = &solver;
  ways.exact = exact.solver;
  ways.exact_cells_max = exact.cells_max;
  SANAQ_TRY(auto release, disclosure::protect_release(tasks, ways));
  std::vector<ProtectedTable> out;
  for (std::size_t i = 0; i < release.tables.size(); ++i) {
    const std::int64_t width = tasks[known + i].rule.width;
    out.push_back({std::move(shop.tables[known + i]), std::move(release.tables[i]), width,
                   std::move(shop.records[i]), release.price});
  }
  return out;
}

Result<disclosure::AuditReport> audit_published(const std::vector<LedgerTable>& known, std::int64_t width,
                                                std::int64_t threshold, disclosure::LinearSolver& solver) {
  std::vector<AuditTable> tables;
  for (const LedgerTable& table : known) tables.push_back(disclosure::audited(table));
  disclosure::AuditDemand demand;
  demand.width = width;
  demand.threshold = threshold;
  demand.solver = &solver;
  return disclosure::attack(tables, demand);
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

LedgerTable ledger_table(const ProtectedTable& table, std::int64_t version) {
  const SafeTable& safe = table.protection.table;
  LedgerTable noted{safe.head(), version, table.raw.counts(), {}, table.width, false};
  for (std::size_t cell = 0; cell < safe.size(); ++cell) noted.marks.push_back(safe.mark(cell));
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
