#include "processing/cheapest_cover.h"

#include <algorithm>

namespace sanaq {
namespace {

bool holds_one_of(const CellSet& chosen, const CellSet& set) {
  return std::any_of(set.begin(), set.end(), [&](CellIndex cell) {
    return std::find(chosen.begin(), chosen.end(), cell) != chosen.end();
  });
}

class CoverSearch {
 public:
  explicit CoverSearch(const CoverProblem& problem) : problem_(problem), sets_(problem.sets) {
    std::sort(sets_.begin(), sets_.end(), [](const CellSet& a, const CellSet& b) {
      return a.size() != b.size() ? a.size() < b.size() : a < b;
    });
    sets_.erase(std::unique(sets_.begin(), sets_.end()), sets_.end());
  }

  std::optional<Cover> run() {
    branch(0);
    if (best_ && steps_ > problem_.steps_max) best_->proven = false;
    return best_;
  }

 private:
  // Sets without a common cell, none of them covered: each will cost at least its cheapest cell.
  int bound() const {
    CellSet used = chosen_;
    int sum = 0;
    for (const CellSet& set : sets_) {
      if (holds_one_of(used, set)) continue;
      int cheapest = 0;
      for (const CellIndex cell : set)
        if (const int w = problem_.weight(cell); cheapest == 0 || w < cheapest) cheapest = w;
      sum += cheapest;
      used.insert(used.end(), set.begin(), set.end());
    }
    return sum;
  }

  void finish() {
    CellSet cells = chosen_;
    std::sort(cells.begin(), cells.end());
    if (std::find(problem_.refused.begin(), problem_.refused.end(), cells) != problem_.refused.end()) return;
    if (!best_ || weight_ < best_->weight || (weight_ == best_->weight && cells < best_->cells))
      best_ = Cover{std::move(cells), weight_, true};
  }

  void branch(std::size_t from) {
    if (++steps_ > problem_.steps_max) return;
    while (from < sets_.size() && holds_one_of(chosen_, sets_[from])) ++from;
    if (from == sets_.size()) return finish();
    if (chosen_.size() == problem_.cells_max) return;
    if (best_ && weight_ + bound() > best_->weight) return;
    const std::size_t barred = barred_.size();
    for (const CellIndex cell : sets_[from]) {
      if (std::find(barred_.begin(), barred_.end(), cell) != barred_.end()) continue;
      chosen_.push_back(cell);
      weight_ += problem_.weight(cell);
      branch(from + 1);
      weight_ -= problem_.weight(cell);
      chosen_.pop_back();
      barred_.push_back(cell);  // covers with it were all seen
    }
    barred_.resize(barred);
  }

  const CoverProblem& problem_;
  std::vector<CellSet> sets_;
  CellSet chosen_, barred_;
  int weight_ = 0;
  std::int64_t steps_ = 0;
  std::optional<Cover> best_;
};

}  // namespace

std::optional<Cover> cheapest_cover(const CoverProblem& problem) { return CoverSearch(problem).run(); }

}  // namespace sanaq
