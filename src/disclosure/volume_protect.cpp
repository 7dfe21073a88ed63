#include <algorithm>

#include "disclosure/carriers.h"
#include "disclosure/closing_move.h"
#include "disclosure/explain.h"
#include "disclosure/volume.h"

namespace sanaq::disclosure {

namespace {

using Reason = Explanation::Reason;
constexpr int volume_rounds_max = 60;

Result<CellWeb> web_of(std::span<const VolumeTask> tasks, const RawTable& (*table_of)(const VolumeTask&)) {
  std::vector<const RawTable*> tables;
  for (const VolumeTask& task : tasks) tables.push_back(&table_of(task));
  return CellWeb::make(tables);
}

/// For each cell of the web of volumes the respondent who is alone in it; no_web_cell where there are more.
std::vector<WebCell> sole_respondents(const CellWeb& web, const CellWeb& people, std::size_t tables) {
  const auto persons = people.persons();
  std::vector<WebCell> owner(web.size(), no_web_cell), first(people.size(), no_web_cell);
  for (std::size_t t = 0; t < tables; ++t) {
    for (std::size_t i = 0; i < web.cells_of(t).size(); ++i) {
      const WebCell cell = web.cells_of(t)[i], counted = people.cells_of(t)[i];
      if (cell == no_web_cell || counted == no_web_cell || persons[counted] == no_web_cell) continue;
      WebCell& representative = first[persons[counted]];
      if (representative == no_web_cell) representative = cell;
      owner[cell] = representative;
    }
  }
  return owner;
}

class VolumeProtector {
 public:
  VolumeProtector(std::span<const VolumeTask> tasks, CellWeb web, const CellWeb& people,
                  const VolumeRule& rule, LinearSolver* solver)
      : tasks_(tasks),
        web_(std::move(web)),
        owner_(sole_respondents(web_, people, tasks.size())),
        rule_(rule),
        solver_(solver),
        primary_(web_.size(), 0),
        hidden_(web_.size(), 0),
        fixed_(web_.size(), 0) {
    for (const VolumeTask& task : tasks_) {
      grids_.emplace_back(task.volumes.head().dimensions);
      heads_.push_back(public_head(task.volumes.head()));
    }
    for (const WebCell cell : web_.unprinted()) hidden_[cell] = 1;
    for (std::size_t t = 0; t < tasks_.size(); ++t) mark_known(t);
    for (std::size_t t = 0; t < tasks_.size(); ++t) mark_confidential(t);
  }

  Result<VolumeRelease> run() {
    for (int round = 1; round <= volume_rounds_max; ++round) {
      const CarrierChoice choice = choose_carriers({web_, primary_, hidden_, fixed_, owner_, 1});
      for (const WebCell cell : choice.cells) hide(cell, round);
      const auto marks = marks_now();
      SANAQ_TRY(auto audit, attack_now(marks));
      if (audit.passed()) return finish(marks, std::move(audit));
      const std::size_t before = order_.size();
      for (const Breach& breach : audit.breaches) close(breach, marks, round);
      if (order_.size() == before) break;
    }
    return hide_everything();
  }

 private:
  bool is_published(std::size_t t) const { return tasks_[t].standing == TableTask::Standing::published; }

  void mark_known(std::size_t t) {
    const auto& cells = web_.cells_of(t);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (cells[i] == no_web_cell) continue;
      const bool was_hidden = !tasks_[t].before.empty() && tasks_[t].before[i] != CellMark::open;
      if (is_published(t) && !was_hidden) fixed_[cells[i]] = 1;
      if (is_published(t) && was_hidden && tasks_[t].before[i] == CellMark::primary) primary_[cells[i]] = 1;
      if (was_hidden && fixed_[cells[i]] == 0) hidden_[cells[i]] = 1;
    }
  }

  void mark_confidential(std::size_t t) {
    const auto& cells = web_.cells_of(t);
    for (std::size_t i = 0; i < tasks_[t].cells.size(); ++i) {
      if (cells[i] == no_web_cell || fixed_[cells[i]] != 0 || !is_confidential(tasks_[t].cells[i], rule_))
        continue;
      primary_[cells[i]] = hidden_[cells[i]] = 1;
    }
  }

  void hide(WebCell cell, int round) {
    if (cell == no_web_cell || hidden_[cell] != 0 || fixed_[cell] != 0) return;
    hidden_[cell] = 1;
    order_.push_back({cell, Reason::closes_derivation, round});
  }

  std::vector<std::vector<CellMark>> marks_now() const {
    std::vector<std::vector<CellMark>> all(tasks_.size());
    for (std::size_t t = 0; t < tasks_.size(); ++t) {
      for (std::size_t i = 0; i < web_.cells_of(t).size(); ++i) {
        const WebCell cell = web_.cells_of(t)[i];
        const bool hidden = is_published(t) ? tasks_[t].before[i] != CellMark::open
                                            : cell != no_web_cell && hidden_[cell] != 0;
        all[t].push_back(!hidden               ? CellMark::open
                         : primary_[cell] != 0 ? CellMark::primary
                                               : CellMark::secondary);
      }
    }
    return all;
  }

  Result<AuditReport> attack_now(const std::vector<std::vector<CellMark>>& marks) const {
    std::vector<AuditTable> tables;
    AuditDemand demand;
    for (std::size_t t = 0; t < tasks_.size(); ++t) {
      tables.push_back({heads_[t], tasks_[t].volumes.counts(), marks[t], tasks_[t].respondents.counts()});
      if (is_published(t)) demand.first_new_table = t + 1;
    }
    demand.width_percent = rule_.width_percent;
    demand.threshold = 0;
    demand.solver = solver_;
    return attack(tables, demand);
  }

  /// The cheapest box that lets the cell rise by what the rule asks, or the smallest neighbour.
  void close(const Breach& breach, const std::vector<std::vector<CellMark>>& marks, int round) {
    const std::size_t before = order_.size(), t = breach.place.table;
    if (t >= tasks_.size()) return;
    const WebCell target = web_.cells_of(t)[breach.place.cell];
    if (!is_published(t)) widen(t, breach.place.cell, marks[t], round);
    if (order_.size() != before) return;
    WebCell best = no_web_cell;
    for (const std::uint32_t line : web_.lines_of(target)) {
      for (const WebCell other : web_.entries(web_.lines()[line])) {
        const bool smaller = best == no_web_cell || web_.count(other) < web_.count(best);
        if (hidden_[other] == 0 && fixed_[other] == 0 && smaller) best = other;
      }
    }
    hide(best, round);
  }

  void widen(std::size_t t, std::size_t position, const std::vector<CellMark>& marks, int round) {
    const auto& cells = web_.cells_of(t);
    const auto& volumes = tasks_[t].volumes.counts();
    ClosingNeeds needs;
    needs.change = std::max<std::int64_t>(1, (volumes[position] * rule_.width_percent + 99) / 100);
    const WebCell own = owner_[cells[position]];
    for (const WebCell cell : cells) {
      const bool others = cell != no_web_cell && owner_[cell] != no_web_cell && owner_[cell] != own;
      needs.stays.push_back(others || (cell != no_web_cell && fixed_[cell] != 0) ? 1 : 0);
    }
    const auto move = cheapest_move(grids_[t], volumes, Pattern{marks, {}}, position, needs);
    if (!move) return;
    for (const auto& change : move->changes) hide(cells[change.first], round);
  }

  Result<VolumeRelease> hide_everything() {
    for (WebCell cell = 0; cell < web_.size(); ++cell) hide(cell, volume_rounds_max);
    const auto marks = marks_now();
    SANAQ_TRY(auto audit, attack_now(marks));
    if (!audit.passed()) return Error{"disclosure.unprotectable", heads_.back().id};
    return finish(marks, std::move(audit));
  }

  VolumeRelease finish(const std::vector<std::vector<CellMark>>& marks, AuditReport audit) const {
    VolumeRelease release{{}, std::move(audit)};
    for (std::size_t t = 0; t < tasks_.size(); ++t)
      if (!is_published(t))
        release.tables.push_back({marks[t], explain(web_, t, grids_[t], primary_, hidden_, order_)});
    return release;
  }

  std::span<const VolumeTask> tasks_;
  CellWeb web_;
  std::vector<Grid> grids_;
  std::vector<TableHead> heads_;
  std::vector<WebCell> owner_;
  const VolumeRule& rule_;
  LinearSolver* solver_;
  std::vector<std::uint8_t> primary_, hidden_, fixed_;
  std::vector<HiddenBecause> order_;
};

}  // namespace

Result<VolumeRelease> protect_volume_release(std::span<const VolumeTask> tasks, const VolumeRule& rule,
                                             LinearSolver* solver) {
  SANAQ_TRY(CellWeb web,
            web_of(tasks, [](const VolumeTask& task) -> const RawTable& { return task.volumes; }));
  SANAQ_TRY(const CellWeb people,
            web_of(tasks, [](const VolumeTask& task) -> const RawTable& { return task.respondents; }));
  return VolumeProtector(tasks, std::move(web), people, rule, solver).run();
}

Result<VolumeProtection> protect_volumes(const RawTable::Head& head, const std::vector<VolumeCell>& cells,
                                         const VolumeRule& rule, LinearSolver* solver) {
  std::vector<std::int64_t> volumes, respondents;
  for (const VolumeCell& cell : cells) {
    volumes.push_back(cell.volume);
    respondents.push_back(cell.respondents);
  }
  SANAQ_TRY(const RawTable volume_table, RawTable::make(head, std::move(volumes)));
  SANAQ_TRY(const RawTable respondent_table, RawTable::make(head, std::move(respondents)));
  const VolumeTask task{volume_table, respondent_table, cells};
  SANAQ_TRY(auto release, protect_volume_release({&task, 1}, rule, solver));
  auto& table = release.tables.front();
  return VolumeProtection{std::move(table.marks), std::move(table.explanations), std::move(release.audit)};
}

}  // namespace sanaq::disclosure
