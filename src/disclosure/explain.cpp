#include "disclosure/explain.h"

namespace sanaq::disclosure {

namespace {

/// From every hidden cell the way to the nearest primary one.
class Ways {
 public:
  Ways(const CellWeb& web, std::size_t table, std::span<const std::uint8_t> primary,
       std::span<const std::uint8_t> hidden)
      : source_(web.size(), no_web_cell), line_(web.size(), no_web_cell) {
    std::vector<WebCell> queue;
    for (const WebCell cell : web.cells_of(table)) {
      if (cell == no_web_cell || primary[cell] == 0) continue;
      source_[cell] = cell;
      queue.push_back(cell);
    }
    for (std::size_t i = 0; i < queue.size(); ++i) {
      for (const std::uint32_t number : web.lines_of(queue[i])) {
        const WebLine& line = web.lines()[number];
        if (line.table != table) continue;
        for (const WebCell next : web.entries(line)) {
          if (hidden[next] == 0 || source_[next] != no_web_cell) continue;
          source_[next] = source_[queue[i]];
          line_[next] = number;
          queue.push_back(next);
        }
      }
    }
  }
  WebCell source(WebCell cell) const { return source_[cell]; }
  std::uint32_t line(WebCell cell) const { return line_[cell]; }

 private:
  std::vector<WebCell> source_;
  std::vector<std::uint32_t> line_;
};

}  // namespace

std::vector<Explanation> explain(const CellWeb& web, std::size_t table, const Grid& grid,
                                 std::span<const std::uint8_t> primary, std::span<const std::uint8_t> hidden,
                                 std::span<const HiddenBecause> order) {
  std::vector<Explanation> explanations;
  std::vector<std::size_t> position(web.size(), grid.size());
  const auto& cells = web.cells_of(table);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i] == no_web_cell) continue;
    position[cells[i]] = i;
    if (primary[cells[i]] != 0)
      explanations.push_back({.cell = i, .reason = Explanation::Reason::few_respondents});
  }
  const Ways ways(web, table, primary, hidden);
  for (const HiddenBecause& why : order) {
    if (position[why.cell] == grid.size()) continue;
    Explanation explanation{.cell = position[why.cell], .reason = why.reason, .round = why.round};
    if (ways.line(why.cell) != no_web_cell) {
      const WebLine& line = web.lines()[ways.line(why.cell)];
      explanation.protects = position[ways.source(why.cell)];
      explanation.closes = Line{line.dimension, line.sum_position};
    }
    explanations.push_back(explanation);
  }
  return explanations;
}

}  // namespace sanaq::disclosure
