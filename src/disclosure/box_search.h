#pragma once
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "disclosure/box_cover.h"

namespace sanaq::disclosure {

/// Looks for the cheapest box through a cell.
class BoxSearch {
 public:
  explicit BoxSearch(const BoxTask& task);

  static constexpr std::uint32_t nowhere = 0xFFFF'FFFF;
  static constexpr std::int64_t no_limit = std::numeric_limits<std::int64_t>::max();
  struct Found {
    Box box;
    std::int64_t cost = 0;
  };
  /// The cheapest box through `target` that costs less than `limit` and leaves `avoided` alone. prices: what
  /// each cell costs, 0 when it is hidden anyway.
  std::optional<Found> find(std::uint32_t target, std::span<const std::int64_t> prices, std::int64_t limit,
                            std::uint32_t avoided = nowhere);

 private:
  /// Categories of one side that go up and down.
  using Edge = std::vector<std::pair<std::uint32_t, std::int8_t>>;
  struct Side {
    std::size_t stride = 1;
    std::vector<std::vector<std::uint32_t>> path;  // of each category: itself and everything above
    std::vector<std::uint32_t> finest;
    std::vector<std::vector<std::uint32_t>> below;  // children
  };
  struct Candidate {
    Edge edge;
    std::int64_t price = 0;
  };
  using Corners = std::vector<std::pair<std::uint32_t, std::int8_t>>;

  std::uint32_t finest_below(std::uint32_t target) const;
  std::uint32_t category(std::uint32_t cell, const Side& side) const;
  std::uint32_t moved(std::uint32_t cell, const Side& side, std::uint32_t to) const;
  std::vector<Candidate> candidates(std::size_t d) const;
  Edge swap_edge(const Side& side, std::uint32_t from, std::uint32_t to) const;
  /// Adds the corners that an edge brings to a partial box. False when one of them cannot be or is too dear.
  bool extend(const Corners& before, std::size_t d, const Edge& edge, Corners& after,
              std::int64_t& cost) const;
  void choose(std::size_t level, const Corners& corners, std::int64_t cost);

  const BoxTask& task_;
  std::vector<Side> sides_;
  // Of the search that is running.
  std::uint32_t target_ = 0, leaf_ = 0, avoided_ = nowhere;
  std::span<const std::int64_t> prices_;
  std::int64_t limit_ = 0;
  std::vector<std::pair<std::size_t, std::vector<Candidate>>> levels_;  // side, candidates
  std::optional<Found> best_;
};

}  // namespace sanaq::disclosure
