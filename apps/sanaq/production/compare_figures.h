#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "microdata/microdata.h"

namespace sanaq {

/// A published figure and what microdata say instead.
struct ComparedFigure {
  std::string name, status, source;
  bool percent = false;
  double published = 0, counted = 0;
  /// counted - published, in persons or in percentage points.
  double difference() const { return counted - published; }
  /// The same in percent of the published figure; of a percentage the difference itself.
  double difference_percent() const;
};

/// csv: columns figure, unit, where (a condition as in tables), base (of a percentage), kind (count or
/// percent), value, status, source. All figures are counted in one pass a unit. Errors: those of parse_csv,
/// parse_universe and TablePass; "figures.form", detail "row N".
Result<std::vector<ComparedFigure>> compare_figures(std::string_view csv, const Microdata& data,
                                                    std::size_t threads);

}  // namespace sanaq
