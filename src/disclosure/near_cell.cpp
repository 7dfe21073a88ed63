#include "disclosure/near_cell.h"

namespace sanaq::disclosure {

WebCell smallest_near(const CellWeb& web, std::span<const std::uint8_t> hidden,
                      std::span<const std::uint8_t> fixed, WebCell cell) {
  std::vector<std::uint8_t> met(web.size(), 0);
  std::vector<WebCell> reached{cell};
  WebCell best = no_web_cell;
  met[cell] = 1;
  for (std::size_t i = 0, ring = 1; i < reached.size(); ++i) {
    if (i == ring && best != no_web_cell) break;
    if (i == ring) ring = reached.size();
    for (const std::uint32_t line : web.lines_of(reached[i])) {
      for (const WebCell other : web.entries(web.lines()[line])) {
        if (met[other] != 0 || fixed[other] != 0) continue;
        met[other] = 1;
        if (hidden[other] != 0) {
          reached.push_back(other);
        } else if (best == no_web_cell || web.count(other) < web.count(best)) {
          best = other;
        }
      }
    }
  }
  return best;
}

}  // namespace sanaq::disclosure
