#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "dataset/safe_table.h"

namespace sanaq {

/// The side of a published table that tells its counts from the figures beside them, in the formats that know
/// one number a cell. Tables without figures do not have it.
inline constexpr std::string_view contents_side = "figure";

/// What a cell of a table holds, one after the other: the count first, then each figure.
class Contents {
 public:
  explicit Contents(const SafeTable& table) : table_(table) {}
  std::size_t size() const { return 1 + table_.figures().size(); }
  /// "count", or the name of the figure.
  std::string_view name(std::size_t content) const;
  /// The unit counted, or the label of the figure. Lives as long as the table.
  const Labels& label(std::size_t content) const;
  int decimals(std::size_t content) const;
  FigureSign sign(std::size_t content, std::size_t cell) const;
  /// The number with its point; empty when it is not shown.
  std::string text(std::size_t content, std::size_t cell) const;

 private:
  const SafeFigures& figures(std::size_t content) const { return table_.figures()[content - 1]; }
  const SafeTable& table_;
};

}  // namespace sanaq
