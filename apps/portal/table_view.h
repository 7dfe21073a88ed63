#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "publishing/published_table.h"

namespace sanaq::portal {

/// The part of a table that one page shows: two dimensions as rows and columns, one chosen category of each
/// other one.
class TableView {
 public:
  /// chosen: the code asked for in a dimension, or empty; an unknown code means the first category. Columns
  /// are the shown dimension with fewer categories; a table of one dimension has one unnamed column.
  TableView(const PublishedTable& table,
            const std::function<std::string_view(std::string_view dimension)>& chosen);

  const PublishedTable& table() const { return table_; }
  const PublishedTable::Dimension& rows() const { return table_.dimensions[row_]; }
  /// Null for a table of one dimension.
  const PublishedTable::Dimension* columns() const {
    return column_ ? &table_.dimensions[*column_] : nullptr;
  }
  std::size_t column_count() const { return column_ ? columns()->categories.size() : 1; }
  /// Scaled by 10^decimals(row, column). Nothing: hidden, X, or nobody to measure.
  std::optional<std::int64_t> value(std::size_t row, std::size_t column) const;
  int decimals(std::size_t row, std::size_t column) const;
  /// True where the table has a figure of nobody.
  bool is_nobody(std::size_t row, std::size_t column) const {
    return table_.nobody.contains(cell_at(row, column));
  }

  /// Dimensions that are neither rows nor columns, and the category shown of each.
  const std::vector<std::size_t>& fixed() const { return fixed_; }
  std::size_t chosen(std::size_t dimension) const { return position_[dimension]; }
  /// What a number is of: the unit counted; of a figure beside counts its label.
  const std::string& unit() const;
  bool shows_figures() const;
  /// "Republic of Kazakhstan, all ages": what the fixed dimensions are set to; empty when there are none.
  std::string fixed_text() const;
  /// What was chosen, "?region=KZ"; empty when there is nothing to choose.
  std::string query() const;

 private:
  std::size_t cell_at(std::size_t row, std::size_t column) const;
  const PublishedTable& table_;
  std::size_t row_ = 0;
  std::optional<std::size_t> column_;
  std::vector<std::size_t> fixed_;
  std::vector<std::size_t> position_;
};

}  // namespace sanaq::portal
