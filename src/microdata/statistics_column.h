#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "microdata/microdata.h"

namespace sanaq {

/// A column of an exported file as a statistics program knows it.
struct StatisticsColumn {
  std::string name;
  const Variable* variable = nullptr;  // none: the row's number, or that of the unit above
  bool is_coded() const { return variable != nullptr && variable->kind == Variable::Kind::coded; }
};

/// In the order of the CSV file. Names are of letters, digits and underscores, a letter first, at most
/// `length_max`; none is a word of `reserved` and no two are alike, whatever their case. The table outlives
/// the result.
std::vector<StatisticsColumn> statistics_columns(const UnitTable& table, std::size_t length_max,
                                                 std::span<const std::string_view> reserved);

/// A label on one line, cut to so many bytes of UTF-8 between characters.
std::string statistics_label(std::string_view text, std::size_t bytes_max);

}  // namespace sanaq
