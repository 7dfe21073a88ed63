#include "disclosure/grid.h"

#include <algorithm>

namespace sanaq::disclosure {

Grid::Grid(const std::vector<Classification>& dimensions) {
  for (const Classification& dimension : dimensions) {
    Side side;
    side.children.resize(dimension.categories.size());
    for (std::size_t i = 0; i < dimension.categories.size(); ++i) {
      const std::int32_t parent = dimension.categories[i].parent;
      side.parents.push_back(parent);
      if (parent >= 0) side.children[static_cast<std::size_t>(parent)].push_back(i);
    }
    sides_.push_back(std::move(side));
  }
  for (std::size_t d = sides_.size(); d-- > 0;) {
    sides_[d].stride = size_;
    size_ *= sides_[d].children.size();
  }
}

std::vector<std::size_t> Grid::path(std::size_t d, std::size_t category) const {
  std::vector<std::size_t> path;
  for (auto at = static_cast<std::int32_t>(category); at >= 0;
       at = sides_[d].parents[static_cast<std::size_t>(at)]) {
    path.push_back(static_cast<std::size_t>(at));
  }
  return path;
}

bool Grid::is_above(std::size_t d, std::size_t upper, std::size_t lower) const {
  const auto up = path(d, lower);
  return std::find(up.begin(), up.end(), upper) != up.end();
}

std::vector<std::size_t> Grid::parts(Line line) const {
  std::vector<std::size_t> cells;
  for (const std::size_t child : children(line.dimension, category(line.sum_cell, line.dimension))) {
    cells.push_back(moved(line.sum_cell, line.dimension, child));
  }
  return cells;
}

std::vector<Line> Grid::lines() const {
  std::vector<Line> lines;
  for (std::size_t d = 0; d < sides_.size(); ++d) {
    for (std::size_t cell = 0; cell < size_; ++cell) {
      if (!is_finest(d, category(cell, d))) lines.push_back({d, cell});
    }
  }
  return lines;
}

bool Grid::covers(std::size_t a, std::size_t b) const {
  for (std::size_t d = 0; d < sides_.size(); ++d) {
    if (!is_above(d, category(a, d), category(b, d))) return false;
  }
  return true;
}

}  // namespace sanaq::disclosure
