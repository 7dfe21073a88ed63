#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sanaq {

/// A released table in one language, read back from its JSON-stat file: what the portal draws is what the
/// public downloads.
struct PublishedTable {
  struct Category {
    std::string code, label;
    int depth = 0;     // 0 at the top, 1 below a total …
    int decimals = 0;  // of its numbers, which are scaled by 10^decimals; of figures
  };
  struct Dimension {
    std::string name, label;
    std::vector<Category> categories;
  };
  std::string title, source, unit;
  std::vector<std::string> notes;
  std::vector<Dimension> dimensions;
  std::vector<std::optional<std::int64_t>> values;  // row-major; nothing: hidden, X, or nobody
  std::set<std::size_t> nobody;                     // cells of figures where there is nobody to measure
};

/// Errors: those of parse_json; "jsonstat.form" (not a dataset of version 2.0, or its members do not fit each
/// other).
Result<PublishedTable> read_jsonstat(std::string_view text);

}  // namespace sanaq
