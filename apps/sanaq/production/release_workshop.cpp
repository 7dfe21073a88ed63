#include "sanaq/production/release_workshop.h"

#include <algorithm>

#include "disclosure/revision.h"
#include "sanaq/production/table_run.h"

namespace sanaq {
namespace {

using disclosure::LedgerTable;
using disclosure::ProtectionRule;
using disclosure::TableTask;

Error at(const std::string& file, const Error& error) { return {error.code, file + ' ' + error.detail}; }

Result<RawTable> raw_of(const LedgerTable& table) {
  const TableHead& head = table.head;
  return RawTable::make({head.id, head.edition, head.revision, head.title, head.unit, head.notes,
                         head.dimensions, head.meaning},
                        table.counts);
}

/// As many of the largest contributions are counted as the rule looks at.
void ask_for_largest(std::vector<TableSpec>& specs, const disclosure::VolumeRule& rule) {
  const std::int64_t wanted = std::max<std::int64_t>(rule.dominant, rule.prior_percent > 0 ? 2 : 0);
  for (TableSpec& spec : specs)
    for (MeasureSpec& measure : spec.measures) measure.largest = static_cast<int>(wanted);
}

/// The id of the table a table belongs to: what stands behind a figure is called after it.
std::string owner_of(const std::string& id) { return id.substr(0, id.find('.')); }

std::vector<CellMark> marks_of(const SafeTable& table) {
  std::vector<CellMark> marks;
  for (std::size_t cell = 0; cell < table.size(); ++cell) marks.push_back(table.mark(cell));
  return marks;
}

}  // namespace

Result<ReleaseWorkshop> ReleaseWorkshop::lay_out(const Microdata& data, std::vector<TableSpec> specs,
                                                 const std::vector<LedgerTable>& published,
                                                 const ProtectionRules& rules) {
  ReleaseWorkshop shop;
  SANAQ_TRY_DONE(shop.add_published(published, data.info().revision));
  ask_for_largest(specs, rules.volumes);
  SANAQ_TRY(auto counted, count_tables(specs, data, core_count()));
  SANAQ_TRY_DONE(shop.add_fresh(std::move(counted), rules));
  return shop;
}

Result<Done> ReleaseWorkshop::add_published(const std::vector<LedgerTable>& published,
                                            std::int64_t revision) {
  for (const LedgerTable& table : published) {
    if (disclosure::is_noise(table)) continue;
    if (table.head.revision != revision) {
      earlier_.push_back(&table);
    } else if (!table.respondents.empty()) {
      known_values_.push_back(&table);
    } else {
      known_.push_back(&table);
      SANAQ_TRY(auto raw, raw_of(table));
      tables_.push_back(std::move(raw));
    }
  }
  return Done{};
}

Result<Done> ReleaseWorkshop::add_fresh(std::vector<TabulatedTable> counted, const ProtectionRules& rules) {
  counted_ = std::move(counted);
  for (const TabulatedTable& one : counted_) {
    const std::string& id = one.table.head().id;
    const auto remedies = rules.remedies_of(id);
    if (!remedies) return at(id, remedies.error());
    // Means and medians of elements put together do not follow from those of the elements.
    if (!remedies->empty() && !one.measures.empty()) return Error{"disclosure.remedy", id + " figures"};
    auto done = disclosure::apply_remedies(one.table, *remedies);
    if (!done) return at(id, done.error());
    tables_.push_back(std::move(done->table));
    records_.push_back(std::move(done->records));
  }
  for (std::size_t fresh = 0; fresh < counted_.size(); ++fresh) add_behind(fresh);
  for (std::size_t t = known_.size(); t < tables_.size(); ++t)
    before_.push_back(marks_before(tables_[t], rules.common.threshold));
  return Done{};
}

/// The counts behind the figures of a table; those of everybody whom the table counts are the table itself.
void ReleaseWorkshop::add_behind(std::size_t fresh) {
  behind_.emplace_back();
  for (const MeasureBasis& basis : counted_[fresh].bases) {
    behind_.back().emplace_back();
    for (const RawTable& counts : basis.counts) {
      const bool same = counts.head().meaning == counted_[fresh].table.head().meaning;
      behind_.back().back().push_back(same ? known_.size() + fresh : tables_.size());
      if (!same) tables_.push_back(counts);
    }
  }
}

std::vector<CellMark> ReleaseWorkshop::marks_before(const RawTable& table, std::int64_t threshold) const {
  std::vector<const LedgerTable*> same;
  for (const LedgerTable* known : earlier_)
    if (known->head.id == table.head().id) same.push_back(known);
  return disclosure::marks_of_revisions(table, same, threshold);
}

Result<std::vector<TableTask>> ReleaseWorkshop::tasks(const ProtectionRules& rules) {
  std::vector<TableTask> tasks;
  widths_.clear();
  for (std::size_t t = 0; t < tables_.size(); ++t) {
    if (t < known_.size()) {
      tasks.push_back({tables_[t], {}, known_[t]->marks, TableTask::Standing::published});
      continue;
    }
    SANAQ_TRY(auto rule, rules.rule_of(owner_of(tables_[t].head().id)));
    if (t >= known_.size() + counted_.size()) rule.consents.clear();  // they name cells of the table
    widths_.push_back(rule.width);
    tasks.push_back({tables_[t], std::move(rule), before_[t - known_.size()]});
  }
  return tasks;
}

std::vector<disclosure::FigureTask> ReleaseWorkshop::figure_tasks(
    const disclosure::ReleaseProtection& release) const {
  std::vector<disclosure::FigureTask> tasks;
  for (std::size_t fresh = 0; fresh < counted_.size(); ++fresh) {
    disclosure::FigureTask task{counted_[fresh], release.tables[fresh].table, {}, {}};
    for (std::size_t m = 0; m < counted_[fresh].bases.size(); ++m) {
      task.basis_marks.emplace_back();
      for (const std::size_t t : behind_[fresh][m])
        task.basis_marks.back().push_back(marks_of(release.tables[t - known_.size()].table));
      const auto& values = counted_[fresh].bases[m].values;
      task.before.push_back(values ? marks_before(*values, 0) : std::vector<CellMark>());
    }
    tasks.push_back(std::move(task));
  }
  return tasks;
}

std::vector<ProtectedTable> ReleaseWorkshop::finish(disclosure::ReleaseProtection release,
                                                    disclosure::FigureRelease figures) {
  const std::size_t first = known_.size();
  std::vector<ProtectedTable> out;
  for (std::size_t fresh = 0; fresh < counted_.size(); ++fresh) {
    out.push_back({std::move(tables_[first + fresh]),
                   std::move(release.tables[fresh]),
                   widths_[fresh],
                   std::move(records_[fresh]),
                   release.price,
                   {}});
    out.back().protection.table = std::move(figures.tables[fresh]);
  }
  const auto note = [&out](LedgerTable entry) {
    const std::string owner = owner_of(entry.head.id);
    const auto table = std::find_if(out.begin(), out.end(),
                                    [&](const ProtectedTable& one) { return one.raw.head().id == owner; });
    if (table != out.end()) table->behind.push_back(std::move(entry));
  };
  for (std::size_t i = counted_.size(); i < release.tables.size(); ++i) {
    const SafeTable& safe = release.tables[i].table;
    note({safe.head(), 1, tables_[first + i].counts(), marks_of(safe), widths_[i]});
  }
  for (LedgerTable& values : figures.values) note(std::move(values));
  return out;
}

}  // namespace sanaq
