#include "disclosure/box_cover.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "base/rng.h"
#include "disclosure/box_search.h"
#include "disclosure/cell_price.h"

namespace sanaq::disclosure {

namespace {

constexpr std::int64_t uphill_max = price_of_any_cell / 4;  // a rearrangement may cost at the beginning
constexpr int change_max = 3;                               // of a cell, in widths

class Cover {
 public:
  explicit Cover(const BoxTask& task)
      : task_(task),
        search_(task),
        users_(task.counts.size()),
        prices_(task.counts.size(), 0),
        boxes_(task.targets.size()) {
    for (std::size_t cell = 0; cell < prices_.size(); ++cell) prices_[cell] = price(cell);
  }

  BoxCover run() {
    for (std::uint32_t t = 0; t < task_.targets.size(); ++t) lay(t);
    for (int pass = 0; pass < task_.passes; ++pass) {
      for (std::uint32_t t = 0; t < task_.targets.size(); ++t) lay_anew(t);
      drop_cells();
    }
    rearrange_all();
    if (task_.searches > 0) cancel_cells();
    BoxCover cover;
    for (const std::uint32_t cell : order_) {
      if (!users_[cell].empty() && task_.hidden[cell] == 0) cover.cells.push_back(cell);
    }
    std::sort(cover.cells.begin(), cover.cells.end());
    cover.cells.erase(std::unique(cover.cells.begin(), cover.cells.end()), cover.cells.end());
    std::stable_sort(cover.cells.begin(), cover.cells.end(),
                     [this](auto a, auto b) { return task_.counts[a] < task_.counts[b]; });
    cover.boxes = std::move(boxes_);
    return cover;
  }

 private:
  std::int64_t price(std::size_t cell) const {
    return task_.hidden[cell] != 0 ? 0 : cell_price(task_.counts[cell]);
  }

  void use(std::uint32_t t, Box box) {
    for (const auto& [cell, sign] : box.corners) {
      if (users_[cell].empty()) order_.push_back(cell);
      users_[cell].push_back(t);
      cost_ += prices_[cell];
      prices_[cell] = 0;
    }
    boxes_[t] = std::move(box);
  }

  void release(std::uint32_t t) {
    for (const auto& [cell, sign] : boxes_[t]->corners) {
      std::erase(users_[cell], t);
      if (!users_[cell].empty()) continue;
      prices_[cell] = price(cell);
      cost_ -= prices_[cell];
    }
    boxes_[t].reset();
  }

  void lay(std::uint32_t t) {
    if (auto found = search_.find(task_.targets[t], prices_, BoxSearch::no_limit))
      use(t, std::move(found->box));
  }

  void lay_anew(std::uint32_t t) {
    if (!boxes_[t]) return;
    const bool alone_somewhere = std::any_of(
        boxes_[t]->corners.begin(), boxes_[t]->corners.end(),
        [this](const auto& corner) { return users_[corner.first].size() == 1 && price(corner.first) > 0; });
    if (!alone_somewhere) return;
    release(t);
    lay(t);
  }

  /// The largest cells first: one whose boxes can all go through other hidden cells is shown again.
  void drop_cells() {
    std::vector<std::uint32_t> cells;
    for (const std::uint32_t cell : order_) {
      if (!users_[cell].empty() && price(cell) > 0) cells.push_back(cell);
    }
    std::sort(cells.begin(), cells.end(), [this](auto a, auto b) {
      return task_.counts[a] != task_.counts[b] ? task_.counts[a] > task_.counts[b] : a < b;
    });
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
    for (const std::uint32_t cell : cells) drop(cell);
  }

  void drop(std::uint32_t cell) {
    std::vector<std::pair<std::uint32_t, Box>> others;
    for (const std::uint32_t t : users_[cell]) {
      auto found = search_.find(task_.targets[t], prices_, 1, cell);
      if (!found) return;
      others.emplace_back(t, std::move(found->box));
    }
    for (auto& [t, box] : others) {
      release(t);
      use(t, std::move(box));
    }
  }

  /// Takes boxes away where they meet and lays them anew, as long as searches are left. At first what has
  /// become a little dearer is kept, too, so that the way out of a corner may lead uphill.
  void rearrange_all() {
    if (task_.searches == 0 || task_.targets.empty()) return;
    SplitMix rng(task_.targets.size());
    const auto first = boxes_;
    const std::int64_t first_cost = cost_;
    for (searches_left_ = task_.searches; searches_left_ > 0; --searches_left_) {
      const auto& box = boxes_[rng.below(boxes_.size())];
      if (!box) continue;
      const std::uint32_t cell = box->corners[rng.below(box->corners.size())].first;
      if (price(cell) == 0) continue;
      const std::int64_t uphill =
          uphill_max * static_cast<std::int64_t>(searches_left_) / static_cast<std::int64_t>(task_.searches);
      rearrange(shuffled(users_[cell], rng), rng.chance(1, 2) ? cell : BoxSearch::nowhere, uphill);
    }
    if (cost_ > first_cost) restore(first);
  }

  static std::vector<std::uint32_t> shuffled(std::vector<std::uint32_t> targets, Rng& rng) {
    for (std::size_t i = targets.size(); i > 1; --i) std::swap(targets[i - 1], targets[rng.below(i)]);
    return targets;
  }

  void restore(const std::vector<std::optional<Box>>& boxes) {
    for (std::uint32_t t = 0; t < boxes_.size(); ++t)
      if (boxes_[t]) release(t);
    for (std::uint32_t t = 0; t < boxes.size(); ++t)
      if (boxes[t]) use(t, *boxes[t]);
  }

  void rearrange(const std::vector<std::uint32_t>& targets, std::uint32_t avoided, std::int64_t uphill) {
    const std::int64_t before = cost_;
    std::vector<Box> old;
    for (const std::uint32_t t : targets) {
      old.push_back(*boxes_[t]);
      release(t);
    }
    std::size_t laid = 0;
    for (; laid < targets.size(); ++laid) {
      if (searches_left_ > 1) --searches_left_;
      auto found = search_.find(task_.targets[targets[laid]], prices_, before - cost_ + uphill + 1, avoided);
      if (!found) break;
      use(targets[laid], std::move(found->box));
    }
    if (laid == targets.size()) return;
    while (laid > 0) release(targets[--laid]);
    for (std::size_t i = 0; i < targets.size(); ++i) use(targets[i], std::move(old[i]));
  }

  /// A loop is a box of hidden cells that are nobody's own. Added to every box through one of its cells, so
  /// often that the cell does not change any longer, it makes the cell needless. The dearest first.
  void cancel_cells() {
    std::vector<std::uint32_t> cells;
    for (std::uint32_t cell = 0; cell < users_.size(); ++cell)
      if (!users_[cell].empty() && price(cell) > 0) cells.push_back(cell);
    std::stable_sort(cells.begin(), cells.end(), [this](auto a, auto b) { return price(a) > price(b); });
    for (const std::uint32_t cell : cells)
      if (!users_[cell].empty()) cancel(cell);
  }

  void cancel(std::uint32_t cell) {
    const auto loop = search_.find(cell, prices_, 1);
    if (!loop) return;
    std::vector<std::pair<std::uint32_t, Box>> others;
    for (const std::uint32_t t : users_[cell]) {
      auto other = without(*boxes_[t], loop->box, cell);
      if (!other) return;
      others.emplace_back(t, std::move(*other));
    }
    for (auto& [t, box] : others) {
      release(t);
      use(t, std::move(box));
    }
  }

  /// The box with as many loops as leave the cell alone; nothing when another cell would fall too far.
  std::optional<Box> without(const Box& box, const Box& loop, std::uint32_t cell) const {
    std::map<std::uint32_t, int> changes, turn;
    for (const auto& [corner, change] : box.corners) changes[corner] += change;
    for (const auto& [corner, change] : loop.corners) turn[corner] += change;
    if (turn[cell] == 0 || changes[cell] % turn[cell] != 0) return std::nullopt;
    const int times = -changes[cell] / turn[cell];
    for (const auto& [corner, change] : turn) changes[corner] += times * change;
    Box other;
    for (const auto& [corner, change] : changes) {
      if (change == 0) continue;
      if (task_.counts[corner] + change * task_.width < 1 || std::abs(change) > change_max)
        return std::nullopt;
      other.corners.emplace_back(corner, static_cast<std::int8_t>(change));
    }
    return other;
  }

  const BoxTask& task_;
  BoxSearch search_;
  std::vector<std::vector<std::uint32_t>> users_;  // targets whose box has a corner here
  std::vector<std::int64_t> prices_;
  std::vector<std::optional<Box>> boxes_;
  std::vector<std::uint32_t> order_;
  std::int64_t cost_ = 0;
  std::size_t searches_left_ = 0;
};

}  // namespace

BoxCover cover_by_boxes(const BoxTask& task) { return Cover(task).run(); }

}  // namespace sanaq::disclosure
