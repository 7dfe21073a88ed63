#include "processing/coverage_tally.h"

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

TEST_CASE("from the tables of a survey to its estimate: drawn, matched, decided by a clerk, added up") {
  const auto areas =
      parse_drawn_areas("area,stratum,weight_ppm\nA1,11/town,1000000\nA2,11/town,1000000\n").value();
  const auto survey = parse_match_table("area,key,sex\nA1,,1\nA1,,2\nA2,,1\n").value();
  const auto census = parse_match_table("area,key,sex\nA1,,1\nA1,,2\nA2,,1\nA9,,1\n").value();
  const std::string head = "survey_row,census_row,kind,probability\n";
  CHECK(parse_decided_pairs(head + "2,2,key,1\n3,3,doubtful,0.5\n").error().code == "coverage.doubtful");
  CHECK(parse_decided_pairs(head + "1,2,key,1\n").error().code == "coverage.row");
  CHECK(parse_decided_pairs(head + "2,2,maybe,1\n").error().code == "coverage.row");
  CHECK(parse_drawn_areas("area,stratum\n").error().code == "coverage.header");
  const auto pairs = parse_decided_pairs(head + "2,2,key,1\n3,3,same,0.5\n4,4,other,0.4\n").value();
  const auto outcomes = tally_areas(areas, survey.people, census.people, pairs, {2}).value();
  REQUIRE(outcomes.size() == 2);
  CHECK(outcomes[0].region == "11");
  CHECK(outcomes[0].surveyed == 2);
  CHECK(outcomes[0].matched == 2);
  CHECK(outcomes[1].matched == 0);
  CHECK(outcomes[1].enumerated == 1);
  CHECK(outcomes[1].erroneous == 1);
  CHECK(tally_areas(areas, survey.people, census.people, {{7, 0}}, {}).error().code == "coverage.row");
  CHECK(tally_areas(areas, survey.people, census.people, {{0, 0}, {0, 1}}, {}).error().code ==
        "coverage.row");
}
