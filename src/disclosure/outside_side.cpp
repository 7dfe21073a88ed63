#include "disclosure/outside_side.h"

#include <algorithm>
#include <map>

#include "base/csv.h"
#include "base/text.h"

namespace sanaq::disclosure {

namespace {

/// A classification in the making: parents stand before their children.
class SideBuilder {
 public:
  explicit SideBuilder(const OutsidePlan::Side& side) : side_(side) {
    made_.name = side.column;
    made_.label = label_of(side.column);
    if (!side.total.empty()) add(side.total, Category::no_parent);
  }

  std::int32_t top() const { return side_.total.empty() ? Category::no_parent : 0; }

  /// Position of the code, newly added below `parent` when it was not known; -2 when it stands below another.
  std::int32_t place(const std::string& code, std::int32_t parent) {
    const auto known = positions_.find(code);
    if (known == positions_.end()) return add(code, parent);
    return made_.categories[static_cast<std::size_t>(known->second)].parent == parent ? known->second : -2;
  }

  Classification take() { return std::move(made_); }

 private:
  static Labels label_of(const std::string& text) { return Labels{{"kk", text}, {"ru", text}, {"en", text}}; }

  std::int32_t add(const std::string& code, std::int32_t parent) {
    const auto position = static_cast<std::int32_t>(made_.categories.size());
    made_.categories.push_back({code, label_of(code), parent});
    positions_[code] = position;
    return position;
  }

  const OutsidePlan::Side& side_;
  Classification made_;
  std::map<std::string, std::int32_t> positions_;
};

Error bad_level(const OutsidePlan::Side& side, std::size_t row) {
  return {"cells.hierarchy", side.hierarchy + " line " + zero_padded(static_cast<std::int64_t>(row) + 1, 1)};
}

/// A blank last line.
bool is_blank(const std::vector<std::string>& row) { return row.size() == 1 && row.front().empty(); }

}  // namespace

Result<Classification> outside_side(const OutsidePlan::Side& side, std::string_view hierarchy,
                                    const CsvRows& rows, std::size_t column) {
  SideBuilder builder(side);
  if (side.hierarchy.empty()) {
    for (std::size_t row = 1; row < rows.size(); ++row)
      if (column < rows[row].size() && rows[row][column] != side.total)
        builder.place(rows[row][column], builder.top());
    return builder.take();
  }
  SANAQ_TRY(const CsvRows levels, parse_csv(hierarchy));
  for (std::size_t row = 1; row < levels.size(); ++row) {
    if (is_blank(levels[row])) continue;
    if (levels[row].size() != levels.front().size()) return bad_level(side, row);
    std::int32_t above = builder.top();
    for (std::size_t level = 0; level < levels[row].size(); ++level) {
      const std::string& code = levels[row][level];
      if (code.empty() || code == side.total) return bad_level(side, row);
      if (level > 0 && code == levels[row][level - 1]) continue;
      above = builder.place(code, above);
      if (above < 0) return bad_level(side, row);
    }
  }
  return builder.take();
}

}  // namespace sanaq::disclosure
