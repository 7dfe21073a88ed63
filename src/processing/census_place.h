#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "codelist/codelist.h"

namespace sanaq {

/// Where a territory lies: codes of the units of levels 1 and 2, and whether it is a town.
struct CensusPlace {
  std::string region, district;
  bool urban = false;
};

/// territories: columns `parent`, `level`, `settlement_type`. Nothing when the code, or a unit above it, is
/// unknown.
std::optional<CensusPlace> census_place(const Codelist& territories, std::string_view code);

}  // namespace sanaq
