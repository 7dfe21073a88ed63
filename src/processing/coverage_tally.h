#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "processing/coverage_files.h"

namespace sanaq {

/// An area of the sample as it was drawn. stratum: "REGION" or "REGION/KIND".
struct DrawnArea {
  std::string code, stratum;
  std::int64_t weight_ppm = 0;
};
/// Reads "area,stratum,weight_ppm": what `coverage sample` writes. Errors: "coverage.header", "coverage.row".
Result<std::vector<DrawnArea>> parse_drawn_areas(std::string_view csv);

/// Rows of the two tables that are one person, from what `coverage match` writes:
/// "survey_row,census_row,kind,probability" with kind key, probable, doubtful, and what a clerk makes of
/// doubtful ones: same, other. Gives positions. Errors: "coverage.header", "coverage.row";
/// "coverage.doubtful" (a pair is still for a clerk), detail "row N".
Result<std::vector<MatchedPair>> parse_decided_pairs(std::string_view csv);

/// Adds up, area by area, who was found by the survey, by the census, and by both. erroneous: positions in
/// the census table of people found to be counted wrongly. Errors: "coverage.row" (a pair names nobody, or
/// somebody twice), detail: the position.
Result<std::vector<AreaOutcome>> tally_areas(const std::vector<DrawnArea>& areas,
                                             const std::vector<MatchPerson>& survey,
                                             const std::vector<MatchPerson>& census,
                                             const std::vector<MatchedPair>& pairs,
                                             const std::set<std::size_t>& erroneous);

}  // namespace sanaq
