#include "processing/coverage_files.h"

#include <doctest.h>

using namespace sanaq;

TEST_CASE("tables of a post-enumeration survey are read, or refused with their row") {
  CHECK(parse_survey_areas("area,stratum,persons\nA1,town,120\n").value().at(0).persons == 120);
  CHECK(parse_survey_areas("area,persons\n").error().code == "coverage.header");
  CHECK(parse_survey_areas("area,stratum,persons\nA1,town,-1\n").error().detail == "row 2");
  CHECK(parse_survey_areas("area,stratum,persons\nA1,town\n").error().code == "coverage.row");
  const auto outcomes =
      parse_area_outcomes(
          "region,stratum,weight_ppm,surveyed,matched,enumerated,erroneous\n11,town,2500000,9,8,10,1\n")
          .value();
  CHECK(outcomes.at(0).weight == doctest::Approx(2.5));
  CHECK(outcomes.at(0).erroneous == 1);
  CHECK(parse_region_counts("region,persons\n11,5\n11,6\n").error().code == "coverage.row");
  CHECK(parse_region_counts("region,persons\n11,5\n").value().at("11") == 5);
}

TEST_CASE("people to be matched have a key or none, and facts as whole numbers") {
  const auto table = parse_match_table(
                         "area,key,sex,birth_year:1\n"
                         "A1,000102030405060708090a0b0c0d0e0f,1,1987\nA1,,2,\n")
                         .value();
  CHECK(table.facts.at(1).close == 1);
  CHECK(table.people.at(0).key->bytes[15] == 15);
  CHECK_FALSE(table.people.at(1).key.has_value());
  CHECK(table.people.at(1).facts == std::vector<std::int32_t>{2, MatchPerson::not_known});
  CHECK(parse_match_table("area,key\n").error().code == "coverage.header");
  CHECK(parse_match_table("area,key,sex:x\n").error().code == "coverage.header");
  CHECK(parse_match_table("area,key,sex\nA1,12,1\n").error().code == "coverage.row");
  CHECK(parse_match_table("area,key,sex\nA1,,man\n").error().code == "coverage.row");
}
