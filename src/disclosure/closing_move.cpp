#include "disclosure/closing_move.h"

#include <algorithm>
#include <map>

namespace sanaq::disclosure {

namespace {

/// One side of a box: the categories of one dimension that go up and down.
using Edge = std::vector<std::pair<std::size_t, std::int64_t>>;

/// Edges that lift `category` by one: one finest category below it goes up with all its sums, and another one
/// outside it goes down with all its sums (sums they share stay), or nothing goes down and the sums up to the
/// top rise.
std::vector<Edge> edges_through(const Grid& grid, std::size_t d, std::size_t category) {
  std::vector<std::size_t> inside, outside;
  for (std::size_t c = 0; c < grid.category_count(d); ++c) {
    if (!grid.is_finest(d, c)) continue;
    (grid.is_above(d, category, c) ? inside : outside).push_back(c);
  }
  std::vector<Edge> edges;
  for (const std::size_t up : inside) {
    const auto rising = grid.path(d, up);
    for (const std::size_t down : outside) {
      std::map<std::size_t, std::int64_t> sum;
      for (const std::size_t c : rising) sum[c] += 1;
      for (const std::size_t c : grid.path(d, down)) sum[c] -= 1;
      std::erase_if(sum, [](const auto& entry) { return entry.second == 0; });
      edges.emplace_back(sum.begin(), sum.end());
    }
    Edge open;
    for (const std::size_t c : rising) open.emplace_back(c, 1);
    edges.push_back(std::move(open));
  }
  return edges;
}

/// Tries every combination of edges, one a dimension, giving up a branch as soon as it is dearer than the
/// best.
class MoveSearch {
 public:
  MoveSearch(const Grid& grid, std::span<const std::int64_t> counts, const Pattern& pattern,
             std::size_t target, const ClosingNeeds& needs)
      : grid_(grid), counts_(counts), pattern_(pattern), target_(target), needs_(needs) {
    for (std::size_t d = 0; d < grid.dimension_count(); ++d) {
      edges_.push_back(edges_through(grid, d, grid.category(target, d)));
    }
    chosen_.resize(edges_.size());
  }

  std::optional<ClosingMove> run() {
    choose(0);
    if (best_) std::sort(best_->changes.begin(), best_->changes.end());
    return std::move(best_);
  }

 private:
  void choose(std::size_t d) {
    if (d == edges_.size()) {
      price();
      return;
    }
    for (const Edge& edge : edges_[d]) {
      chosen_[d] = &edge;
      choose(d + 1);
    }
  }

  /// Walks over the corners of the chosen box. False when the box cannot be used or is dearer than the best.
  bool walk(std::size_t d, std::size_t cell, std::int64_t change, ClosingMove& move) const {
    if (d == chosen_.size()) return take(cell, change, move);
    for (const auto& [category, sign] : *chosen_[d]) {
      if (!walk(d + 1, grid_.moved(cell, d, category), change * sign, move)) return false;
    }
    return true;
  }

  bool take(std::size_t cell, std::int64_t change, ClosingMove& move) const {
    if (counts_[cell] == 0 || counts_[cell] + change < 1 || needs_.stays[cell] != 0) return false;
    if (!pattern_.is_hidden(cell)) move.cost += counts_[cell];
    move.changes.emplace_back(cell, change);
    return !best_ || move.cost <= best_->cost;
  }

  void price() {
    ClosingMove move;
    if (!walk(0, target_, needs_.change, move)) return;
    const bool better = !best_ || move.cost < best_->cost ||
                        (move.cost == best_->cost && move.changes.size() < best_->changes.size());
    if (better) best_ = std::move(move);
  }

  const Grid& grid_;
  std::span<const std::int64_t> counts_;
  const Pattern& pattern_;
  std::size_t target_;
  const ClosingNeeds& needs_;
  std::vector<std::vector<Edge>> edges_;
  std::vector<const Edge*> chosen_;
  std::optional<ClosingMove> best_;
};

}  // namespace

std::optional<ClosingMove> cheapest_move(const Grid& grid, std::span<const std::int64_t> counts,
                                         const Pattern& pattern, std::size_t target,
                                         const ClosingNeeds& needs) {
  return MoveSearch(grid, counts, pattern, target, needs).run();
}

}  // namespace sanaq::disclosure
