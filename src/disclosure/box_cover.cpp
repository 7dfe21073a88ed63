#include "disclosure/box_cover.h"

#include <algorithm>

#include "disclosure/box_search.h"
#include "disclosure/cell_price.h"

namespace sanaq::disclosure {

namespace {

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
      prices_[cell] = 0;
    }
    boxes_[t] = std::move(box);
  }

  void release(std::uint32_t t) {
    for (const auto& [cell, sign] : boxes_[t]->corners) {
      std::erase(users_[cell], t);
      if (users_[cell].empty()) prices_[cell] = price(cell);
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

  const BoxTask& task_;
  BoxSearch search_;
  std::vector<std::vector<std::uint32_t>> users_;  // targets whose box has a corner here
  std::vector<std::int64_t> prices_;
  std::vector<std::optional<Box>> boxes_;
  std::vector<std::uint32_t> order_;
};

}  // namespace

BoxCover cover_by_boxes(const BoxTask& task) { return Cover(task).run(); }

}  // namespace sanaq::disclosure
