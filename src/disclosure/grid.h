#pragma once
#include <cstdint>
#include <vector>

#include "tabulation/raw_table.h"

namespace sanaq::disclosure {

/// A line of a table: a sum and the parts it is made of, along one dimension.
struct Line {
  std::size_t dimension = 0;
  std::size_t sum_cell = 0;
  friend auto operator<=>(const Line&, const Line&) = default;
};

/// The suppressor's view of a table's shape: who is whose sum. (The attacker has his own.)
class Grid {
 public:
  explicit Grid(const std::vector<Classification>& dimensions);
  std::size_t size() const { return size_; }
  std::size_t dimension_count() const { return sides_.size(); }
  std::size_t category_count(std::size_t d) const { return sides_[d].children.size(); }
  std::size_t category(std::size_t cell, std::size_t d) const {
    return cell / sides_[d].stride % sides_[d].children.size();
  }
  /// The cell that differs from `cell` in one dimension only.
  std::size_t moved(std::size_t cell, std::size_t d, std::size_t category_there) const {
    return cell + (category_there - category(cell, d)) * sides_[d].stride;
  }
  std::int32_t parent(std::size_t d, std::size_t category) const { return sides_[d].parents[category]; }
  const std::vector<std::size_t>& children(std::size_t d, std::size_t category) const {
    return sides_[d].children[category];
  }
  bool is_finest(std::size_t d, std::size_t category) const { return children(d, category).empty(); }
  /// The category and everything above it.
  std::vector<std::size_t> path(std::size_t d, std::size_t category) const;
  bool is_above(std::size_t d, std::size_t upper, std::size_t lower) const;  // or the same
  std::vector<std::size_t> parts(Line line) const;
  /// Every line of the table, sorted by dimension, then sum cell.
  std::vector<Line> lines() const;
  /// True when each category of `a` stands above or is the category of `b`: then `a` counts everybody whom
  /// `b` counts.
  bool covers(std::size_t a, std::size_t b) const;

 private:
  struct Side {
    std::size_t stride = 1;
    std::vector<std::int32_t> parents;
    std::vector<std::vector<std::size_t>> children;
  };
  std::size_t size_ = 1;
  std::vector<Side> sides_;
};

}  // namespace sanaq::disclosure
