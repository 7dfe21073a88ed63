#include "disclosure/box_search.h"

#include <algorithm>

namespace sanaq::disclosure {

namespace {
constexpr std::size_t candidates_max = 24;  // of each side, the cheapest
}

BoxSearch::BoxSearch(const BoxTask& task) : task_(task) {
  for (const Classification& dimension : task.dimensions) {
    Side side;
    const auto size = static_cast<std::uint32_t>(dimension.categories.size());
    side.path.resize(size);
    side.below.resize(size);
    for (std::uint32_t c = 0; c < size; ++c) {
      const std::int32_t parent = dimension.categories[c].parent;
      side.path[c].push_back(c);
      if (parent < 0) continue;
      const auto& above = side.path[static_cast<std::size_t>(parent)];
      side.path[c].insert(side.path[c].end(), above.begin(), above.end());
      side.below[static_cast<std::size_t>(parent)].push_back(c);
    }
    for (std::uint32_t c = 0; c < size; ++c) {
      if (side.below[c].empty()) side.finest.push_back(c);
    }
    sides_.push_back(std::move(side));
  }
  std::size_t stride = 1;
  for (std::size_t d = sides_.size(); d-- > 0; stride *= sides_[d].path.size()) sides_[d].stride = stride;
}

std::uint32_t BoxSearch::category(std::uint32_t cell, const Side& side) const {
  return static_cast<std::uint32_t>(cell / side.stride % side.path.size());
}

std::uint32_t BoxSearch::moved(std::uint32_t cell, const Side& side, std::uint32_t to) const {
  return static_cast<std::uint32_t>(cell +
                                    (to - static_cast<std::size_t>(category(cell, side))) * side.stride);
}

/// A finest cell with respondents below the target: the largest at each step.
std::uint32_t BoxSearch::finest_below(std::uint32_t target) const {
  for (const Side& side : sides_) {
    for (;;) {
      const auto& below = side.below[category(target, side)];
      if (below.empty()) break;
      target = moved(target, side, *std::max_element(below.begin(), below.end(), [&](auto a, auto b) {
                       return task_.counts[moved(target, side, a)] < task_.counts[moved(target, side, b)];
                     }));
    }
  }
  return target;
}

BoxSearch::Edge BoxSearch::swap_edge(const Side& side, std::uint32_t from, std::uint32_t to) const {
  Edge edge;
  const auto& up = side.path[from];
  const auto& down = side.path[to];
  for (const std::uint32_t c : up) {
    if (std::find(down.begin(), down.end(), c) == down.end()) edge.emplace_back(c, 1);
  }
  for (const std::uint32_t c : down) {
    if (std::find(up.begin(), up.end(), c) == up.end()) edge.emplace_back(c, -1);
  }
  return edge;
}

/// Ways to move along one side alone: to another finest category, or up to the top.
std::vector<BoxSearch::Candidate> BoxSearch::candidates(std::size_t d) const {
  const Side& side = sides_[d];
  const std::uint32_t own = category(leaf_, side), wanted = category(target_, side);
  std::vector<Candidate> all;
  const Corners alone{{leaf_, 1}};
  auto consider = [&](Edge edge) {
    Candidate candidate{std::move(edge), 0};
    Corners corners;
    if (extend(alone, d, candidate.edge, corners, candidate.price)) all.push_back(std::move(candidate));
  };
  for (const std::uint32_t to : side.finest) {
    // The first corner decides for most: it has to fall and stay at one or more.
    if (to == own || task_.counts[moved(leaf_, side, to)] <= task_.width) continue;
    const auto& path = side.path[to];
    if (std::find(path.begin(), path.end(), wanted) == path.end()) consider(swap_edge(side, own, to));
  }
  Edge rising;
  for (const std::uint32_t c : side.path[own]) rising.emplace_back(c, 1);
  consider(std::move(rising));
  std::stable_sort(all.begin(), all.end(),
                   [](const Candidate& a, const Candidate& b) { return a.price < b.price; });
  if (all.size() > candidates_max) all.resize(candidates_max);
  return all;
}

bool BoxSearch::extend(const Corners& before, std::size_t d, const Edge& edge, Corners& after,
                       std::int64_t& cost) const {
  after = before;
  const Side& side = sides_[d];
  for (const auto& [to, sign] : edge) {
    for (const auto& [cell, way] : before) {
      const std::uint32_t corner = moved(cell, side, to);
      if (corner == cell) continue;
      const auto change = static_cast<std::int8_t>(sign * way);
      if (task_.counts[corner] == 0 || corner == avoided_) return false;
      if (change < 0 && task_.counts[corner] <= task_.width) return false;
      if (task_.frozen[corner] != 0 && task_.owner[corner] != task_.owner[leaf_]) return false;
      cost += prices_[corner];
      if (cost >= limit_) return false;
      after.emplace_back(corner, change);
    }
  }
  return true;
}

void BoxSearch::choose(std::size_t level, const Corners& corners, std::int64_t cost) {
  if (level == levels_.size()) {
    limit_ = cost;
    best_ = Found{Box{corners}, cost};
    return;
  }
  for (const Candidate& candidate : levels_[level].second) {
    Corners wider;
    std::int64_t dearer = cost;
    if (extend(corners, levels_[level].first, candidate.edge, wider, dearer))
      choose(level + 1, wider, dearer);
    if (limit_ == 0 || cost >= limit_) return;
  }
}

std::optional<BoxSearch::Found> BoxSearch::find(std::uint32_t target, std::span<const std::int64_t> prices,
                                                std::int64_t limit, std::uint32_t avoided) {
  target_ = target;
  leaf_ = finest_below(target);
  avoided_ = avoided;
  prices_ = prices;
  limit_ = limit;
  best_.reset();
  levels_.clear();
  for (std::size_t d = 0; d < sides_.size(); ++d) levels_.emplace_back(d, candidates(d));
  std::stable_sort(levels_.begin(), levels_.end(),
                   [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
  const std::int64_t start = prices[leaf_];
  if (leaf_ != avoided && start < limit_) choose(0, {{leaf_, 1}}, start);
  return std::move(best_);
}

}  // namespace sanaq::disclosure
