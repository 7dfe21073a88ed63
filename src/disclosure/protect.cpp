#include "disclosure/protect.h"

#include <algorithm>

#include "base/text.h"
#include "disclosure/box_cover.h"
#include "disclosure/carriers.h"
#include "disclosure/cell_web.h"
#include "disclosure/closing_move.h"
#include "disclosure/explain.h"
#include "disclosure/primary.h"
#include "disclosure/safe_table_mint.h"

namespace sanaq::disclosure {

namespace {

using Reason = Explanation::Reason;
constexpr int rounds_max = 60;

Error unprotectable(const RawTable& table, std::size_t cell) {
  const auto number = static_cast<std::int64_t>(cell);
  return {"disclosure.unprotectable", table.head().id + " cell " + zero_padded(number, 1)};
}

}  // namespace

/// One run of choice, attack and repair over the tables of a release.
class Protector {
 public:
  Protector(std::span<const TableTask> tasks, const ProtectionWays& ways, CellWeb web)
      : tasks_(tasks), ways_(ways), web_(std::move(web)), persons_(web_.persons()) {
    for (const TableTask& task : tasks) {
      heads_.push_back(public_head(task.table.head()));
      grids_.emplace_back(task.table.head().dimensions);
      width_ = std::max(width_, task.rule.width);
      threshold_ = std::max(threshold_, task.rule.threshold);
    }
    primary_.assign(web_.size(), 0);
    fixed_.assign(web_.size(), 0);
    hidden_.assign(web_.size(), 0);
  }

  Result<ReleaseProtection> run() {
    SANAQ_TRY_DONE(mark());
    follow_letter();
    for (int round = 1; round <= rounds_max; ++round) {
      choose(round);
      SANAQ_TRY(auto audit, attack_all());
      if (audit.passed()) return finish(std::move(audit), round);
      const std::size_t before = order_.size();
      for (const Breach& breach : audit.breaches) close(breach, round);
      if (order_.size() == before || round == rounds_max) return refuse(std::move(audit));
    }
    return Error{"disclosure.unprotectable", "rounds"};
  }

 private:
  bool is_published(std::size_t t) const { return tasks_[t].standing == TableTask::Standing::published; }

  void take_published(std::size_t t) {
    const auto& cells = web_.cells_of(t);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (cells[i] == no_web_cell) continue;
      const CellMark mark = tasks_[t].before[i];
      (mark == CellMark::open ? fixed_ : mark == CellMark::primary ? primary_ : hidden_)[cells[i]] = 1;
    }
  }

  /// Primary cells of all tables. A consent given for one table opens the same cell in all.
  Result<Done> mark() {
    for (std::size_t t = 0; t < tasks_.size(); ++t) {
      if (is_published(t)) {
        take_published(t);
        continue;
      }
      SANAQ_TRY(auto pattern, mark_primary(tasks_[t].table, grids_[t], tasks_[t].rule));
      const auto& cells = web_.cells_of(t);
      for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i] == no_web_cell) continue;
        const bool few = web_.count(cells[i]) <= tasks_[t].rule.threshold;
        if (pattern.is_hidden(i)) primary_[cells[i]] = 1;
        if (few && !pattern.is_hidden(i)) fixed_[cells[i]] = 1;
        if (tasks_[t].before.empty() || tasks_[t].before[i] == CellMark::open) continue;
        (tasks_[t].before[i] == CellMark::primary ? primary_ : hidden_)[cells[i]] = 1;
      }
    }
    for (const WebCell cell : web_.unprinted()) {
      hidden_[cell] = 1;
      if (web_.count(cell) <= threshold_) primary_[cell] = 1;
    }
    for (WebCell cell = 0; cell < web_.size(); ++cell) {
      if (fixed_[cell] != 0) primary_[cell] = hidden_[cell] = 0;
      if (primary_[cell] != 0) hidden_[cell] = 1;
      if (hidden_[cell] != 0 && primary_[cell] == 0 && !web_.is_unprinted(cell))
        order_.push_back({cell, Reason::published_before, 0});
    }
    return Done{};
  }

  void follow_letter() {
    if (ways_.letter == Reading::none) return;
    for (std::size_t t = 0; t < tasks_.size(); ++t) {
      if (is_published(t)) continue;
      Pattern pattern{marks_of(t), {}};
      mark_next_smallest(grids_[t], tasks_[t].table.counts(), ways_.letter, pattern);
      for (const Explanation& why : pattern.explanations)
        hide(web_.cells_of(t)[why.cell], Reason::next_smallest, 0);
    }
  }

  void hide(WebCell cell, Reason reason, int round) {
    if (cell == no_web_cell || hidden_[cell] != 0) return;
    hidden_[cell] = 1;
    order_.push_back({cell, reason, round});
  }

  /// Lays boxes in tables of three sides and more; true when every primary cell of all tables got one.
  bool lay_boxes(int round) {
    bool all = true;
    for (std::size_t t = 0; t < tasks_.size(); ++t) {
      const auto& cells = web_.cells_of(t);
      if (is_published(t) || grids_[t].dimension_count() < 3) {
        all = false;
        continue;
      }
      std::vector<std::uint8_t> hidden(cells.size(), 0), frozen(cells.size(), 0);
      std::vector<std::uint32_t> owner(cells.size(), no_web_cell), targets;
      std::vector<std::uint8_t> met(web_.size(), 0);
      for (std::uint32_t i = 0; i < cells.size(); ++i) {
        if (cells[i] == no_web_cell) continue;
        owner[i] = persons_[cells[i]];
        hidden[i] = hidden_[cells[i]];
        frozen[i] = owner[i] != no_web_cell || fixed_[cells[i]] != 0 ? 1 : 0;
        const WebCell asked = owner[i] != no_web_cell ? owner[i] : cells[i];
        if (primary_[cells[i]] != 0 && met[asked] == 0) targets.push_back(i);
        if (primary_[cells[i]] != 0) met[asked] = 1;
      }
      const auto& table = tasks_[t].table;
      const BoxCover cover =
          cover_by_boxes({table.head().dimensions, table.counts(), targets, hidden, frozen, owner, width_});
      for (const std::uint32_t i : cover.cells) hide(cells[i], Reason::closes_derivation, round);
      for (const auto& box : cover.boxes) {
        all = all && box.has_value();
        if (box) hints_.push_back(hint_of(t, *box));
      }
    }
    return all;
  }

  Hint hint_of(std::size_t t, const Box& box) const {
    Hint hint{t, {}};
    for (const auto& [cell, sign] : box.corners) hint.changes.emplace_back(cell, sign * width_);
    return hint;
  }

  void choose(int round) {
    if (round == 1 && lay_boxes(round) && tasks_.size() == 1) return;
    const CarrierTask task{web_, primary_, hidden_, fixed_, persons_, width_};
    const CarrierChoice choice = choose_carriers(task);
    for (const WebCell cell : choice.cells) hide(cell, Reason::closes_derivation, round);
  }

  std::vector<CellMark> marks_of(std::size_t t) const {
    std::vector<CellMark> marks;
    for (const WebCell cell : web_.cells_of(t)) {
      const bool is_hidden = cell != no_web_cell && hidden_[cell] != 0;
      marks.push_back(!is_hidden            ? CellMark::open
                      : primary_[cell] != 0 ? CellMark::primary
                                            : CellMark::secondary);
    }
    return marks;
  }

  Result<AuditReport> attack_all() const {
    std::vector<std::vector<CellMark>> marks;
    std::vector<AuditTable> tables;
    for (std::size_t t = 0; t < tasks_.size(); ++t) marks.push_back(marks_of(t));
    for (std::size_t t = 0; t < tasks_.size(); ++t)
      tables.push_back({heads_[t], tasks_[t].table.counts(), marks[t]});
    AuditDemand demand;
    demand.width = width_;
    demand.threshold = threshold_;
    while (demand.first_new_table < tasks_.size() && is_published(demand.first_new_table))
      ++demand.first_new_table;
    demand.solver = ways_.solver;
    demand.hints = hints_;
    return attack(tables, demand);
  }

  Error refuse(AuditReport audit) const {
    const auto [t, cell] = audit.breaches.front().place;
    if (ways_.refusal != nullptr) {
      ways_.refusal->marks.clear();
      for (std::size_t i = 0; i < tasks_.size(); ++i) ways_.refusal->marks.push_back(marks_of(i));
      ways_.refusal->audit = std::move(audit);
    }
    if (t < tasks_.size()) return unprotectable(tasks_[t].table, cell);
    return {"disclosure.unprotectable", "several tables together"};
  }

  /// Hides the cheapest box through the cell; what that breaks in other tables is mended in the next round.
  void close(const Breach& breach, int round) {
    const auto [t, cell] = breach.place;
    if (t >= tasks_.size()) return hide_beside(web_.unprinted()[cell], round);
    const RawTable& table = tasks_[t].table;
    Pattern pattern{marks_of(t), {}};
    ClosingNeeds needs;
    needs.change = breach.kind == Breach::Kind::narrow ? width_ : 1;
    const WebCell own = persons_[web_.cells_of(t)[cell]];
    for (const WebCell other : web_.cells_of(t)) {
      const bool stays = other != no_web_cell &&
                         (fixed_[other] != 0 ||
                          (breach.insider && persons_[other] != no_web_cell && persons_[other] != own));
      needs.stays.push_back(stays ? 1 : 0);
    }
    const auto move = cheapest_move(grids_[t], table.counts(), pattern, cell, needs);
    const std::size_t before = order_.size();
    if (move) {
      for (const auto& change : move->changes)
        hide(web_.cells_of(t)[change.first], Reason::closes_derivation, round);
    }
    if (order_.size() == before) hide_beside(web_.cells_of(t)[cell], round);
  }

  /// The attacker did not see that the hidden cells suffice: one more in the cell's lines makes it plainer.
  void hide_beside(WebCell cell, int round) {
    WebCell best = no_web_cell;
    for (const std::uint32_t line : web_.lines_of(cell)) {
      for (const WebCell other : web_.entries(web_.lines()[line])) {
        if (hidden_[other] != 0 || fixed_[other] != 0) continue;
        if (best == no_web_cell || web_.count(other) < web_.count(best)) best = other;
      }
    }
    hide(best, Reason::closes_derivation, round);
  }

  Result<ReleaseProtection> finish(AuditReport audit, int rounds) {
    ReleaseProtection result{{}, std::move(audit)};
    for (std::size_t t = 0; t < tasks_.size(); ++t) {
      if (is_published(t)) continue;
      const auto& counts = tasks_[t].table.counts();
      auto explanations = explain(web_, t, grids_[t], primary_, hidden_, order_);
      for (Explanation& why : explanations) {
        const bool few = counts[why.cell] <= tasks_[t].rule.threshold;
        if (why.reason == Reason::few_respondents && !few) why.reason = Reason::changed_by_few;
      }
      ProtectionCost cost = cost_of(counts, explanations);
      cost.rounds = rounds;
      result.tables.push_back(
          {SafeTableMint::make(heads_[t], counts, marks_of(t)), std::move(explanations), cost});
    }
    return result;
  }

  static ProtectionCost cost_of(const std::vector<std::int64_t>& counts,
                                const std::vector<Explanation>& explanations) {
    ProtectionCost cost;
    cost.cells_nonzero =
        counts.size() - static_cast<std::size_t>(std::count(counts.begin(), counts.end(), 0));
    for (const Explanation& explanation : explanations) {
      if (explanation.reason == Reason::few_respondents || explanation.reason == Reason::changed_by_few) {
        ++cost.cells_primary;
        continue;
      }
      ++(explanation.reason == Reason::next_smallest ? cost.cells_next_smallest
                                                     : cost.cells_closes_derivation);
      cost.respondents_secondary += counts[explanation.cell];
    }
    return cost;
  }

  std::span<const TableTask> tasks_;
  const ProtectionWays& ways_;
  CellWeb web_;
  std::vector<WebCell> persons_;
  std::vector<TableHead> heads_;
  std::vector<Grid> grids_;
  std::int64_t width_ = 1, threshold_ = 1;
  std::vector<std::uint8_t> primary_, fixed_, hidden_;
  std::vector<Hint> hints_;           // what the boxes promise; the attacker adds them up
  std::vector<HiddenBecause> order_;  // secondary cells in the order of hiding
};

TableHead public_head(const RawTable::Head& head) {
  return {head.id,   head.edition, head.revision,   head.title,
          head.unit, head.notes,   head.dimensions, head.meaning};
}

Result<ReleaseProtection> protect_release(std::span<const TableTask> tasks, const ProtectionWays& ways) {
  std::vector<const RawTable*> tables;
  for (const TableTask& task : tasks) tables.push_back(&task.table);
  SANAQ_TRY(CellWeb web, CellWeb::make(tables));
  return Protector(tasks, ways, std::move(web)).run();
}

Result<Protection> protect(const RawTable& table, const ProtectionRule& rule, const ProtectionWays& ways) {
  const TableTask task{table, rule};
  SANAQ_TRY(auto release, protect_release({&task, 1}, ways));
  return std::move(release.tables.front());
}

}  // namespace sanaq::disclosure
