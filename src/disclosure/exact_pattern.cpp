#include "disclosure/exact_pattern.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace sanaq::disclosure {

namespace {

constexpr double unbounded = std::numeric_limits<double>::infinity();
constexpr double slack = 1e-6;       // by which a demand must be missed to be worth adding
constexpr double free_price = 1e-4;  // of a move through a cell that is not hidden: keeps demands short
constexpr int relaxed_rounds_max = 40;
constexpr int relaxed_idle_max = 5;
constexpr double relaxed_gain_min = 1e-3;  // of the bound in a round, or the whole choice has to go on

/// The attacker's linear program about one cell, seen from its dual: for fixed hidden cells, how far the cell
/// can move, and which cells hold it.
class MoveLimits {
 public:
  MoveLimits(const ExactTask& task) : task_(task), first_move_(task.web.lines().size()) {
    const std::size_t lines = task.web.lines().size(), cells = task.web.size();
    LinearSystem system;
    system.lowest.assign(lines, -unbounded);
    system.highest.assign(lines, unbounded);
    for (std::size_t i = 0; i < 2 * cells; ++i) {  // up and down of each cell
      system.lowest.push_back(0);
      system.highest.push_back(unbounded);
    }
    for (std::size_t i = 0; i < cells; ++i) {  // 1 or -1 for the cell that is asked about
      system.lowest.push_back(0);
      system.highest.push_back(0);
    }
    for (WebCell cell = 0; cell < cells; ++cell) {
      if (task.fixed[cell] != 0) continue;
      LinearSystem::Equation equation;
      for (const std::uint32_t line : task.web.lines_of(cell)) {
        const bool is_sum = task.web.entries(task.web.lines()[line])[0] == cell;
        equation.terms.push_back({line, is_sum ? 1.0 : -1.0});
      }
      equation.terms.push_back({up(cell), 1});
      equation.terms.push_back({down(cell), -1});
      equation.terms.push_back({asked(cell), -1});
      system.equations.push_back(std::move(equation));
    }
    for (WebCell cell = 0; cell < cells; ++cell) most_ = std::max(most_, task.web.count(cell));
    session_ = task.linear.open(system);
  }

  struct Limit {
    double move = 0;              // how far the cell can go
    std::vector<double> weights;  // of each cell: how much further it would go if the cell were hidden
  };
  /// chosen: how far each cell is hidden, 0 … 1. stays: a person whose cells do not move.
  std::optional<Limit> limit(WebCell cell, double way, std::span<const double> chosen, WebCell stays) {
    std::vector<LinearSystem::Term> objective;
    for (WebCell other = 0; other < task_.web.size(); ++other) {
      if (task_.fixed[other] != 0) continue;
      const bool held = stays != no_web_cell && task_.persons[other] == stays;
      objective.push_back({up(other), held ? 0 : rise(other) * chosen[other] + free_price});
      objective.push_back({down(other), held ? 0 : fall(other) * chosen[other] + free_price});
    }
    session_->set_bounds(asked(cell), way, way);
    const auto point = session_->minimise(objective);
    session_->set_bounds(asked(cell), 0, 0);
    if (!point) return std::nullopt;
    Limit limit{0, std::vector<double>(task_.web.size(), 0)};
    for (WebCell other = 0; other < task_.web.size(); ++other) {
      if (task_.fixed[other] != 0 || (stays != no_web_cell && task_.persons[other] == stays)) continue;
      limit.weights[other] = std::max(0.0, (*point)[up(other)]) * rise(other) +
                             std::max(0.0, (*point)[down(other)]) * fall(other);
      limit.move += limit.weights[other] * chosen[other];
    }
    return limit;
  }

 private:
  std::uint32_t up(WebCell cell) const {
    return static_cast<std::uint32_t>(first_move_ + 2 * std::size_t{cell});
  }
  std::uint32_t down(WebCell cell) const { return up(cell) + 1; }
  std::uint32_t asked(WebCell cell) const {
    return static_cast<std::uint32_t>(first_move_ + 2 * task_.web.size() + cell);
  }
  double rise(WebCell) const { return static_cast<double>(most_); }
  double fall(WebCell cell) const { return static_cast<double>(task_.web.count(cell) - 1); }

  const ExactTask& task_;
  std::size_t first_move_;
  std::int64_t most_ = 1;
  std::unique_ptr<LinearSession> session_;
};

class Search {
 public:
  explicit Search(const ExactTask& task) : task_(task), limits_(task), thing_(task.web.size(), no_web_cell) {
    std::vector<double> prices;
    for (WebCell cell = 0; cell < task.web.size(); ++cell) {
      if (task.kept[cell] != 0 || task.fixed[cell] != 0) continue;
      thing_[cell] = static_cast<std::uint32_t>(prices.size());
      cells_.push_back(cell);
      prices.push_back(task.prices[cell]);
    }
    session_ = task.cover.open(prices, task.seconds);
  }

  Result<ExactPattern> run() {
    demand_company();
    ExactPattern pattern;
    tighten(pattern);
    for (; pattern.rounds < task_.rounds; ++pattern.rounds) {
      const auto best = session_->best();
      pattern.demands = demands_;
      if (!best) return pattern;
      pattern.bound = std::max(pattern.bound, best->bound);
      if (!best->proven) return pattern;
      const auto hidden = hidden_of(best->chosen);
      SANAQ_TRY(const auto suspects, task_.attack(hidden, ExactTask::Attack::quick));
      if (demand_all(suspects, hidden)) continue;
      if (suspects.empty()) return certify(std::move(pattern), hidden);
      SANAQ_TRY(const auto weaknesses, task_.attack(hidden, ExactTask::Attack::thorough));
      if (weaknesses.empty()) return certify(std::move(pattern), hidden);
      if (!demand_all(weaknesses, hidden)) demand_another(hidden);
    }
    return pattern;
  }

 private:
  /// No hidden cell stands alone in a line.
  void demand_company() {
    for (const WebLine& line : task_.web.lines()) {
      const auto entries = task_.web.entries(line);
      for (const WebCell cell : entries) {
        if (task_.fixed[cell] != 0) continue;
        CoverDemand demand{{}, task_.kept[cell] != 0 ? 1.0 : 0.0};
        bool met = false;
        for (const WebCell other : entries) {
          if (other == cell) continue;
          met = met || task_.kept[other] != 0;
          if (thing_[other] != no_web_cell) demand.weights.emplace_back(thing_[other], 1);
        }
        if (task_.kept[cell] == 0) demand.weights.emplace_back(thing_[cell], -1);
        if (!met) add(demand);
      }
    }
  }

  void add(const CoverDemand& demand) {
    session_->add(demand);
    ++demands_;
  }

  /// Demands of the fractional choice, until it meets all of them.
  void tighten(ExactPattern& pattern) {
    int idle = 0;
    for (int round = 0; round < relaxed_rounds_max; ++round) {
      const auto relaxed = session_->relaxed();
      if (!relaxed) return;
      double bound = 0;
      for (std::size_t i = 0; i < cells_.size(); ++i) bound += (*relaxed)[i] * task_.prices[cells_[i]];
      if (round > 0 && bound < pattern.bound * (1 + relaxed_gain_min)) ++idle;
      if (idle > relaxed_idle_max) return;
      pattern.bound = bound;
      std::vector<double> chosen(task_.web.size(), 0);
      for (WebCell cell = 0; cell < task_.web.size(); ++cell) {
        if (task_.kept[cell] != 0) chosen[cell] = 1;
        if (thing_[cell] != no_web_cell) chosen[cell] = std::clamp((*relaxed)[thing_[cell]], 0.0, 1.0);
      }
      bool added = false;
      for (WebCell cell = 0; cell < task_.web.size(); ++cell)
        if (task_.primary[cell] != 0) added = demand_move(cell, no_web_cell, chosen) || added;
      if (!added) return;
    }
  }

  /// True when fractions show why the pattern is not enough.
  bool demand_all(const std::vector<Weakness>& weaknesses, const std::vector<std::uint8_t>& hidden) {
    const std::vector<double> chosen(hidden.begin(), hidden.end());
    bool added = false;
    for (const Weakness& weakness : weaknesses)
      added = demand_move(weakness.cell, weakness.insider, chosen) || added;
    return added;
  }

  /// Asks for a choice in which the cell can move as far as it must. True when it could not and now must.
  bool demand_move(WebCell cell, WebCell insider, std::span<const double> chosen) {
    const WebCell stays = insider == no_web_cell ? insider : task_.persons[insider];
    auto limit = limits_.limit(cell, 1, chosen, stays);
    if (!limit) return false;
    if (task_.web.count(cell) > 1) {
      const auto below = limits_.limit(cell, -1, chosen, stays);
      if (!below) return false;
      limit->move += below->move;
      for (std::size_t i = 0; i < limit->weights.size(); ++i) limit->weights[i] += below->weights[i];
    }
    CoverDemand demand{{}, insider == no_web_cell ? static_cast<double>(task_.width) : 1.0};
    if (limit->move > demand.at_least - slack) return false;
    for (WebCell other = 0; other < task_.web.size(); ++other)
      if (task_.kept[other] != 0) demand.at_least -= limit->weights[other];
    if (demand.at_least <= slack) return false;
    for (WebCell other = 0; other < task_.web.size(); ++other) {
      if (thing_[other] == no_web_cell || limit->weights[other] <= slack) continue;
      demand.weights.emplace_back(thing_[other], std::min(1.0, limit->weights[other] / demand.at_least));
    }
    demand.at_least = 1;
    add(demand);
    return true;
  }

  /// Fractions would do, whole numbers do not: then no part of the pattern does either, and one more cell is
  /// needed.
  void demand_another(std::span<const std::uint8_t> hidden) {
    CoverDemand demand{{}, 1};
    for (const WebCell cell : cells_)
      if (hidden[cell] == 0) demand.weights.emplace_back(thing_[cell], 1);
    add(demand);
  }

  std::vector<std::uint8_t> hidden_of(const std::vector<std::uint8_t>& chosen) const {
    std::vector<std::uint8_t> hidden(task_.kept.begin(), task_.kept.end());
    for (std::size_t i = 0; i < cells_.size(); ++i)
      if (chosen[i] != 0) hidden[cells_[i]] = 1;
    return hidden;
  }

  ExactPattern certify(ExactPattern pattern, const std::vector<std::uint8_t>& hidden) const {
    pattern.standing = ExactPattern::Standing::certified;
    pattern.hidden = hidden;
    for (const WebCell cell : cells_)
      if (hidden[cell] != 0) pattern.price += task_.prices[cell];
    pattern.bound = pattern.price;
    return pattern;
  }

  const ExactTask& task_;
  MoveLimits limits_;
  std::vector<std::uint32_t> thing_;  // of each cell that may be chosen: its number in the choice
  std::vector<WebCell> cells_;        // of each thing
  std::unique_ptr<CoverSession> session_;
  std::size_t demands_ = 0;
};

}  // namespace

Result<ExactPattern> find_exact_pattern(const ExactTask& task) { return Search(task).run(); }

}  // namespace sanaq::disclosure
