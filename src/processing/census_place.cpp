#include "processing/census_place.h"

namespace sanaq {

std::optional<CensusPlace> census_place(const Codelist& territories, std::string_view code) {
  constexpr int levels_max = 10;
  const std::size_t parent = territories.column("parent");
  const std::size_t level = territories.column("level");
  const std::size_t type = territories.column("settlement_type");
  CensusPlace place;
  bool typed = false;
  std::string at(code);
  for (int step = 0; step < levels_max && !at.empty(); ++step) {
    const Codelist::Row* row = territories.find(at);
    if (row == nullptr) return std::nullopt;
    if (!typed && !row->columns[type].empty()) {
      typed = true;
      place.urban = row->columns[type] == "urban";
    }
    if (row->columns[level] == "1") place.region = row->code;
    if (row->columns[level] == "2") place.district = row->code;
    at = row->columns[parent];
  }
  if (place.region.empty() || place.district.empty()) return std::nullopt;
  return place;
}

}  // namespace sanaq
