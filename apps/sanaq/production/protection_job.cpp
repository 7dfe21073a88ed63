#include "sanaq/production/protection_job.h"

#include <algorithm>

#include "os/files.h"
#include "tabulation/tabulate.h"

namespace sanaq {
namespace {

using disclosure::LedgerTable;
using disclosure::ProtectionRule;
using disclosure::TableTask;

Error at(const std::string& file, const Error& error) { return {error.code, file + ' ' + error.detail}; }

/// Counted, and changed by what officers decided about the table.
Result<disclosure::RemediedTable> tabulate_file(const std::string& path, const Microdata& data,
                                                const Json& rules) {
  SANAQ_TRY(const std::string text, os::read_file(path));
  SANAQ_TRY(const Json json, parse_json(text));
  SANAQ_TRY(const TableSpec spec, parse_table_spec(json));
  SANAQ_TRY(const RawTable table, tabulate(spec, data));
  std::vector<disclosure::Remedy> remedies;
  for (const Json& item : rules["tables"][spec.id]["remedies"].items()) {
    SANAQ_TRY(auto remedy, disclosure::parse_remedy(item));
    remedies.push_back(std::move(remedy));
  }
  return disclosure::apply_remedies(table, remedies);
}

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
  return RawTable::make(
      {head.id, head.edition, head.revision, head.title, head.unit, head.notes, head.dimensions},
      table.counts);
}

// Tables lie in files of their names.
bool is_asked_for(std::string_view file, const std::vector<std::string>& ids) {
  const std::string_view id = file.substr(0, file.size() - std::string_view(".json").size());
  return ids.empty() || std::find(ids.begin(), ids.end(), id) != ids.end();
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
                                                    disclosure::LinearSolver& solver) {
  const std::string folder = edition.folder + '/' + edition.edition.tables_path;
  SANAQ_TRY(const auto files, os::list_folder(folder));
  SANAQ_TRY(const Json rules, read_rules(edition));
  std::vector<RawTable> tables;
  std::vector<std::vector<disclosure::RemedyRecord>> records;
  for (const LedgerTable& table : published) {
    SANAQ_TRY(auto raw, raw_of(table));
    tables.push_back(std::move(raw));
  }
  for (const auto& file : files) {
    if (!file.name.ends_with(".json") || !is_asked_for(file.name, ids)) continue;
    auto done = tabulate_file(folder + '/' + file.name, data, rules);
    if (!done) return at(file.name, done.error());
    tables.push_back(std::move(done->table));
    records.push_back(std::move(done->records));
  }
  std::vector<TableTask> tasks;
  for (std::size_t t = 0; t < published.size(); ++t)
    tasks.push_back({tables[t], {}, published[t].marks, TableTask::Standing::published});
  for (std::size_t t = published.size(); t < tables.size(); ++t) {
    SANAQ_TRY(auto rule, rule_of(tables[t].head().id, edition, rules));
    tasks.push_back({tables[t], std::move(rule)});
  }
  SANAQ_TRY(auto release, disclosure::protect_release(tasks, {disclosure::Reading::none, &solver}));
  std::vector<ProtectedTable> out;
  for (std::size_t i = 0; i < release.tables.size(); ++i) {
    const TableTask& task = tasks[published.size() + i];
    out.push_back(
        {tables[published.size() + i], std::move(release.tables[i]), task.rule.width, std::move(records[i])});
  }
  return out;
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
