#include "disclosure/protect.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "disclosure/box_cover.h"
#include "disclosure/carriers.h"
#include "disclosure/cell_price.h"
#include "disclosure/cell_web.h"
#include "disclosure/closing_move.h"
#include "disclosure/explain.h"
#include "disclosure/near_cell.h"
#include "disclosure/pattern_polish.h"
#include "disclosure/primary.h"
#include "disclosure/safe_table_mint.h"

namespace sanaq::disclosure {

namespace {

using Reason = Explanation::Reason;
using Extent = AuditDemand::Extent;
constexpr int rounds_max = 60;
constexpr std::size_t attacks_max = 20'000;  // of one polishing
constexpr std::size_t hints_each = 6;        // for the attacker, of one confidential cell
constexpr std::size_t second_start_max =
    500;  // cells of several tables that are polished from two beginnings
constexpr std::size_t dearer_where_tables_meet = 3;  // an attack, about
constexpr std::size_t searches_each = 100;           // for boxes, of one confidential cell
/// Rearranged boxes hide less and are harder to see for an attacker who was not told of them: beyond so many
/// confidential cells in one table he would need linear programs for hours.
constexpr std::size_t rearranged_max = 10'000;

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
    required_ = hidden_;
    required_order_ = order_.size();
    SANAQ_TRY_DONE(settle_best());
    SANAQ_TRY_DONE(polish_both());
    set_price(price_);
    SANAQ_TRY_DONE(search_cheapest());
    SANAQ_TRY(AuditReport audit, attack_all(ways_.solver));
    SANAQ_CHECK(audit.passed());
    return finish(std::move(audit));
  }

 private:
  enum class Start : std::uint8_t {
    carriers,  ///< boxes in tables of three sides and more, elimination over everything else
    boxes,     ///< boxes in all tables
  };

  /// Boxes that fit closely together in each table may not fit where tables meet: then plainer ones are
  /// tried, too, and the cheaper pattern stays.
  Result<Done> settle_best() {
    searches_left_ = ways_.box_searches;
    const auto close = settle(Start::carriers);
    if (tasks_.size() == 1 || ways_.box_searches == 0 || (close && rounds_ == 1)) return close;
    const auto hidden = hidden_;
    const auto order = order_;
    const auto hints = hints_;
    const int rounds = rounds_;
    adopt(required_);
    hints_.clear();
    searches_left_ = 0;
    const auto plain = settle(Start::carriers);
    if (!close) return plain;
    if (plain && price_of(web_, required_, hidden_) <= price_of(web_, required_, hidden)) return plain;
    hidden_ = hidden;
    order_ = order;
    hints_ = hints;
    rounds_ = rounds;
    return close;
  }

  /// Choice, attack and repair until the attack fails.
  Result<Done> settle(Start start) {
    for (int round = 1; round <= rounds_max; ++round) {
      rounds_ = round;
      choose(round, start);
      SANAQ_TRY(auto audit, attack_all(ways_.solver));
      if (audit.passed()) return Done{};
      const std::size_t before = order_.size();
      for (const Breach& breach : audit.breaches) close(breach, round);
      if (order_.size() == before || round == rounds_max) return refuse(std::move(audit));
    }
    return Error{"disclosure.unprotectable", "rounds"};
  }

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
  bool lay_boxes(int round, std::size_t sides_min) {
    bool all = true;
    for (std::size_t t = 0; t < tasks_.size(); ++t) {
      const auto& cells = web_.cells_of(t);
      if (is_published(t) || grids_[t].dimension_count() < sides_min) {
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
      const std::size_t searches =
          targets.size() > rearranged_max ? 0 : std::min(searches_left_, searches_each * targets.size());
      searches_left_ -= searches;
      const BoxCover cover = cover_by_boxes(
          {table.head().dimensions, table.counts(), targets, hidden, frozen, owner, width_, 2, searches});
      for (const std::uint32_t i : cover.cells) hide(cells[i], Reason::closes_derivation, round);
      for (const auto& box : cover.boxes) {
        all = all && box.has_value();
        if (box) hints_.push_back(hint_of(t, *box));
      }
    }
    return all;
  }

  Hint hint_of(std::size_t t, const Box& box) const {
    Hint hint;
    for (const auto& [cell, times] : box.corners)
      hint.changes.push_back({TableCell{t, cell}, times * width_});
    return hint;
  }

  void choose(int round, Start start) {
    const std::size_t sides_min = start == Start::boxes ? 1 : 3;
    if (round == 1 && lay_boxes(round, sides_min) && tasks_.size() == 1) return;
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

  Result<AuditReport> attack_all(LinearSolver* solver, Extent extent = Extent::all) {
    std::vector<std::vector<CellMark>> marks;
    std::vector<AuditTable> tables;
    for (std::size_t t = 0; t < tasks_.size(); ++t) marks.push_back(marks_of(t));
    for (std::size_t t = 0; t < tasks_.size(); ++t)
      tables.push_back({heads_[t], tasks_[t].table.counts(), marks[t]});
    if (!siege_) {
      SANAQ_TRY(siege_, Siege::make(tables));
    }
    AuditDemand demand;
    demand.width = width_;
    demand.threshold = threshold_;
    while (demand.first_new_table < tasks_.size() && is_published(demand.first_new_table))
      ++demand.first_new_table;
    demand.solver = solver;
    demand.hints = hints_;
    demand.extent = extent;
    return siege_->attack(tables, demand);
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

  /// The attacker did not see that the hidden cells suffice: one more near by makes it plainer.
  void hide_beside(WebCell cell, int round) {
    hide(smallest_near(web_, hidden_, fixed_, cell), Reason::closes_derivation, round);
  }

  /// The price of what is hidden beside what must be.
  void set_price(PatternPrice& price) const {
    price.cells = 0;
    price.price = 0;
    for (WebCell cell = 0; cell < web_.size(); ++cell) {
      if (hidden_[cell] == 0 || required_[cell] != 0) continue;
      ++price.cells;
      price.price += static_cast<double>(cell_price(web_.count(cell)));
    }
  }

  /// Hides exactly these cells, the smallest first.
  void adopt(const std::vector<std::uint8_t>& hidden) {
    hidden_ = required_;
    order_.resize(required_order_);
    for (const WebCell cell : by_count(hidden)) hide(cell, Reason::closes_derivation, rounds_);
  }

  /// Makes the pattern cheaper, and the one that begins with boxes everywhere; the cheaper one stays. Only
  /// where there are not too many cells for it.
  Result<Done> polish_both() {
    const std::size_t attacks =
        std::min(attacks_max, ways_.polish_effort / std::max<std::size_t>(1, web_.size()) /
                                  (tasks_.size() > 1 ? dearer_where_tables_meet : 1));
    set_price(price_);
    if (price_.cells == 0 || attacks < 2 * price_.cells) return Done{};
    SANAQ_TRY(auto best, polished(attacks));
    if (tasks_.size() > 1 && web_.size() > second_start_max) return adopt(best), Done{};
    const int rounds = rounds_;
    adopt(required_);
    hints_.clear();
    searches_left_ = ways_.box_searches;
    if (settle(Start::boxes)) {
      SANAQ_TRY(auto other, polished(attacks));
      if (price_of(web_, required_, other) < price_of(web_, required_, best)) best = std::move(other);
    }
    rounds_ = rounds;
    adopt(best);
    return Done{};
  }

  Result<std::vector<std::uint8_t>> polished(std::size_t attacks) {
    const auto is_safe = [this](const std::vector<std::uint8_t>& hidden) -> Result<bool> {
      hidden_ = hidden;
      return holds();
    };
    const auto mended = [this](const std::vector<std::uint8_t>& hidden, WebCell shown) {
      hidden_ = hidden;
      fixed_[shown] = 1;
      auto result = mend();
      fixed_[shown] = 0;
      return result;
    };
    return polish({web_, required_, fixed_, is_safe, mended, attacks}, hidden_);
  }

  /// Whether the attacker finds nothing. What he finds in favour of a pattern is told him about the next
  /// ones.
  Result<bool> holds() {
    SANAQ_TRY(AuditReport report, attack_all(nullptr, Extent::first_breach));
    if (!report.passed()) return false;
    const auto most = hints_each * static_cast<std::size_t>(std::count(primary_.begin(), primary_.end(), 1));
    report.witnesses.insert(report.witnesses.end(), std::make_move_iterator(hints_.begin()),
                            std::make_move_iterator(hints_.end()));
    hints_ = std::move(report.witnesses);
    if (hints_.size() > most) hints_.resize(most);
    return true;
  }

  Result<std::optional<std::vector<std::uint8_t>>> mend() {
    constexpr int tries = 4;
    for (int round = 0; round < tries; ++round) {
      SANAQ_TRY(const AuditReport report, attack_all(nullptr, Extent::breaches));
      if (report.passed()) return std::optional(hidden_);
      for (const Breach& breach : report.breaches) close(breach, rounds_);
    }
    return std::optional<std::vector<std::uint8_t>>();
  }

  /// The cheapest pattern of all, where it is asked for and within reach.
  Result<Done> search_cheapest() {
    const bool asked = ways_.exact != nullptr && ways_.solver != nullptr;
    if (!asked || web_.size() > ways_.exact_cells_max || price_.cells == 0) return Done{};
    const std::vector<std::uint8_t> found = hidden_;
    SANAQ_TRY(const ExactPattern exact, search_exact());
    price_.searched = true;
    price_.price_before = price_.price;
    price_.cells_before = price_.cells;
    price_.bound = exact.bound;
    price_.is_cheapest = exact.standing == ExactPattern::Standing::certified;
    adopt(price_.is_cheapest && exact.price < price_.price ? exact.hidden : found);
    set_price(price_);
    return Done{};
  }

  std::vector<WebCell> by_count(const std::vector<std::uint8_t>& hidden) const {
    std::vector<WebCell> cells;
    for (WebCell cell = 0; cell < web_.size(); ++cell)
      if (hidden[cell] != 0) cells.push_back(cell);
    std::stable_sort(cells.begin(), cells.end(),
                     [this](WebCell a, WebCell b) { return web_.count(a) < web_.count(b); });
    return cells;
  }

  Result<ExactPattern> search_exact() {
    std::vector<double> prices;
    for (WebCell cell = 0; cell < web_.size(); ++cell)
      prices.push_back(static_cast<double>(cell_price(web_.count(cell))));
    const auto attack_pattern = [this](std::span<const std::uint8_t> hidden,
                                       ExactTask::Attack how) -> Result<std::vector<Weakness>> {
      hidden_.assign(hidden.begin(), hidden.end());
      const bool thorough = how == ExactTask::Attack::thorough;
      SANAQ_TRY(const AuditReport report, attack_all(thorough ? ways_.solver : nullptr));
      std::vector<Weakness> weaknesses;
      for (const Breach& breach : report.breaches)
        weaknesses.push_back(
            {web_cell(breach.place), breach.insider ? web_cell(*breach.insider) : no_web_cell});
      return weaknesses;
    };
    return find_exact_pattern({web_, primary_, required_, fixed_, persons_, prices, width_, *ways_.solver,
                               *ways_.exact, attack_pattern, ways_.exact_seconds});
  }

  WebCell web_cell(TableCell place) const {
    return place.table < tasks_.size() ? web_.cells_of(place.table)[place.cell]
                                       : web_.unprinted()[place.cell];
  }

  Result<ReleaseProtection> finish(AuditReport audit) {
    ReleaseProtection result{{}, std::move(audit), price_};
    for (std::size_t t = 0; t < tasks_.size(); ++t) {
      if (is_published(t)) continue;
      const auto& counts = tasks_[t].table.counts();
      auto explanations = explain(web_, t, grids_[t], primary_, hidden_, order_);
      for (Explanation& why : explanations) {
        const bool few = counts[why.cell] <= tasks_[t].rule.threshold;
        if (why.reason == Reason::few_respondents && !few) why.reason = Reason::changed_by_few;
      }
      ProtectionCost cost = cost_of(counts, explanations);
      cost.rounds = rounds_;
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
  std::vector<std::uint8_t> required_;  // hidden before the choice begins
  std::size_t required_order_ = 0;      // how many of order_ are among them
  std::optional<Siege> siege_;
  PatternPrice price_;
  int rounds_ = 0;
  std::size_t searches_left_ = 0;     // for boxes
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
