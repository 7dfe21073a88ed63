#pragma once
#include <string_view>

#include "processing/coverage_sample.h"
#include "processing/dual_system.h"
#include "processing/person_match.h"

namespace sanaq {

/// Readers of the tables of a post-enumeration survey. Each begins with its header. Errors of all: those of
/// parse_csv; "coverage.header" (detail: the header wanted), "coverage.row" (detail: "row N").

/// "area,stratum,persons".
Result<std::vector<SurveyArea>> parse_survey_areas(std::string_view csv);
/// "region,stratum,weight_ppm,surveyed,matched,enumerated,erroneous", a line an area of the sample.
Result<std::vector<AreaOutcome>> parse_area_outcomes(std::string_view csv);
/// "region,persons".
Result<std::map<std::string, std::int64_t>> parse_region_counts(std::string_view csv);

/// People to be matched, and the facts they are compared by.
struct MatchTable {
  std::vector<MatchFact> facts;
  std::vector<MatchPerson> people;
};
/// "area,key" and then a column a fact; "birth_year:1" is a fact for which a difference of 1 is close. key:
/// 32 hexadecimal digits of the keyed hash, or empty. Facts are whole numbers, or empty where not stated.
Result<MatchTable> parse_match_table(std::string_view csv);

}  // namespace sanaq
