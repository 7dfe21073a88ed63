#pragma once
#include <string>
#include <string_view>

#include "dataset/safe_table.h"
#include "publishing/release.h"

namespace sanaq {

/// The table as a JSON-stat 2.0 dataset (json-stat.org/full) in one language: hidden cells are null with
/// status X; where a
/// table has figures, the side `figure` (a metric, with decimals) stands first and tells them from the
/// counts, and status "-" says that there is nobody to measure; `extension.version` is the version of the
/// release. Compact, members in a fixed order.
std::string write_jsonstat_file(const SafeTable& table, const ReleasePlan& plan, std::string_view language);

}  // namespace sanaq
